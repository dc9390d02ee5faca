import { describe, expect, it } from 'vitest'
import { maximumDiversification, maximumSharpe } from '../../../src/portfolios/allocation/maximum-sharpe.ts'
import { minimumVariance } from '../../../src/portfolios/allocation/minimum-variance.ts'
import { constrainWeights } from '../../../src/portfolios/constrain.ts'
import { toCovariance } from '../../../src/portfolios/covariance.ts'
import { lcg } from '../../research/lcg.ts'
import { expectClose } from '../expect-close.ts'
import { randomCovariance } from '../random-sleeves.ts'

// biome-ignore format: a matrix
const covariance = toCovariance([[0.04, 0.01], [0.01, 0.09]])

describe('maximumSharpe', () => {
  it('two sleeves in closed form: Σ⁻¹ (μ - r), scaled', () => {
    // Σ⁻¹ is (0.09, -0.01; -0.01, 0.04) / 0.0035; with (0.06, 0.1): 0.0044 and 0.0034.
    const input = { covariance, expectedReturns: [0.08, 0.12] }
    expectClose(maximumSharpe(input, { riskFree: 0.02 }).weights, [44 / 78, 34 / 78], 1e-12)
    expectClose(maximumSharpe(input, { riskFree: 0.02, maximum: 0.5 }).weights, [0.5, 0.5], 1e-12)
  })

  it('no other weights within the limits have a higher ratio', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const uniform = lcg(seed)
      const random = randomCovariance(seed, 7)
      const expectedReturns = Float64Array.from({ length: 7 }, () => 0.002 * (uniform() - 0.3))
      const limits = seed % 2 === 0 ? { maximum: 0.4 } : { minimum: -0.3, maximum: 0.5, leverage: 1.4 }
      const ratio = (weights: Float64Array) => {
        const gain = weights.reduce((sum, value, i) => sum + value * expectedReturns[i], 0)
        const variance = weights.reduce((sum, a, i) => sum + weights.reduce((so, b, j) => so + a * b * random.matrix[i * 7 + j], 0), 0)
        return gain / Math.sqrt(variance)
      }
      const best = maximumSharpe({ covariance: random, expectedReturns }, limits)
      const { weights } = constrainWeights(best.weights, limits)
      expectClose(weights, best.weights, 1e-9)
      for (let k = 0; k < 40; k++) {
        const other = constrainWeights(
          best.weights.map(value => value + (k % 2 === 0 ? 1 : 0.01) * (uniform() - 0.5)),
          limits,
        ).weights
        expect(ratio(other)).toBeLessThan(ratio(best.weights) + 1e-10)
      }
    }
  })

  it('without a gain there is no highest ratio', () => {
    const result = maximumSharpe({ covariance, expectedReturns: [-0.1, -0.2] })
    expectClose(result.weights, minimumVariance({ covariance }).weights, 1e-12)
    expect(result.notes[0]).toContain('positive expected excess return')
    expect(maximumSharpe({ covariance, expectedReturns: [0, 0] }).notes).toHaveLength(1)
    expect(() => maximumSharpe({ covariance, expectedReturns: [1, 1] }, { maximum: 0.3 })).toThrow('contradict')
    expect(() => maximumSharpe({ covariance, expectedReturns: [1, 1] }, { net: 0 })).toThrow('net is 0')
  })

  it('draws the expected returns together', () => {
    const expectedReturns = [0.08, 0.12]
    // All the same: the minimum variance.
    const same = maximumSharpe({ covariance, expectedReturns }, { shrinkage: 1 })
    expectClose(same.weights, minimumVariance({ covariance }).weights, 1e-10)
    // Jorion by hand: the minimum variance weights 8/11, 3/11 earn 1/11; deviations d = (-0.12, 0.32) / 11.
    const [a, b] = [-0.12 / 11, 0.32 / 11]
    const distance = (0.09 * a * a - 0.02 * a * b + 0.04 * b * b) / 0.0035
    const share = 4 / (4 + 50 * distance)
    const known = { covariance: { ...covariance, observations: 50 }, expectedReturns }
    expectClose(maximumSharpe(known).weights, maximumSharpe({ covariance, expectedReturns }, { shrinkage: share }).weights, 1e-10)
    expect(maximumSharpe(known).notes[0]).toContain(`by ${Number(share.toPrecision(3))}, toward 0.0909`)
    expect(maximumSharpe({ covariance, expectedReturns }).notes).toEqual([])
    for (const shrinkage of [-0.1, 1.1, Number.NaN, 'much'])
      expect(() => maximumSharpe({ covariance, expectedReturns }, { shrinkage: shrinkage as number })).toThrow('shrinkage is')
  })
})

describe('maximumDiversification', () => {
  it('uncorrelated sleeves: inverse volatility', () => {
    // biome-ignore format: a matrix
    const apart = toCovariance([[0.01, 0], [0, 0.16]])
    expectClose(maximumDiversification({ covariance: apart }).weights, [0.8, 0.2], 1e-12)
  })
})
