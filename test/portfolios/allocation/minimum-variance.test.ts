import { describe, expect, it } from 'vitest'
import { minimumVariance } from '../../../src/portfolios/allocation/minimum-variance.ts'
import { toCovariance } from '../../../src/portfolios/covariance.ts'
import { expectClose } from '../expect-close.ts'
import { permute, randomCovariance } from '../random-sleeves.ts'

const two = (a: number, b: number, both: number) => ({
  covariance: toCovariance([
    [a, both],
    [both, b],
  ]),
})

describe('minimumVariance', () => {
  it('two sleeves in closed form: (b - c) / (a + b - 2c), cut off at 0 and 1', () => {
    expectClose(minimumVariance(two(0.04, 0.09, 0.01)).weights, [8 / 11, 3 / 11], 1e-12)
    expectClose(minimumVariance(two(0.04, 0.09, 0.05)).weights, [1, 0], 1e-12)
    expectClose(minimumVariance(two(0.04, 0.09, 0.05), { minimum: -1, maximum: 2 }).weights, [4 / 3, -1 / 3], 1e-12)
    expectClose(minimumVariance(two(0.04, 0.09, 0.01), { maximum: 0.6 }).weights, [0.6, 0.4], 1e-12)
  })

  it('the slope is the same at every free weight, and not better at the others', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const covariance = randomCovariance(seed, 12)
      const { weights } = minimumVariance({ covariance }, { maximum: 0.25 })
      const slope = weights.map((_, i) => weights.reduce((sum, value, j) => sum + covariance.matrix[i * 12 + j] * value, 0))
      const free = slope.filter((_, i) => weights[i] > 0 && weights[i] < 0.25)
      const level = free[0]
      expect(free.length).toBeGreaterThan(0)
      for (const value of free) expect(Math.abs(value - level)).toBeLessThan(1e-10 * level)
      for (const [i, value] of slope.entries()) {
        if (weights[i] === 0) expect(value).toBeGreaterThan(level * (1 - 1e-10))
        if (weights[i] === 0.25) expect(value).toBeLessThan(level * (1 + 1e-10))
      }
    }
  })

  it('without an inverse', () => {
    const twins = minimumVariance(two(0.04, 0.04, 0.04))
    expectClose(twins.weights, [0.5, 0.5], 1e-7)
    expect(twins.notes[0]).toContain('no inverse')
    const still = minimumVariance(two(0.04, 0, 0))
    expect(still.weights[1]).toBeCloseTo(1, 6)
    expectClose(minimumVariance(two(0.04, 0.04, -0.04)).weights, [0.5, 0.5], 1e-7)
  })

  it('a permutation of sleeves is one of weights', () => {
    const covariance = randomCovariance(77, 5)
    const order = [4, 2, 0, 3, 1]
    const { weights } = minimumVariance({ covariance })
    expectClose(
      minimumVariance({ covariance: permute(covariance, order) }).weights,
      order.map(i => weights[i]),
      1e-10,
    )
  })
})
