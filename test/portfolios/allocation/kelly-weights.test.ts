import { describe, expect, it } from 'vitest'
import { kellyWeights } from '../../../src/portfolios/allocation/kelly-weights.ts'
import { toCovariance } from '../../../src/portfolios/covariance.ts'
import { expectClose } from '../expect-close.ts'

// biome-ignore format: a matrix
const covariance = toCovariance([[0.04, 0], [0, 0.09]])

describe('kellyWeights', () => {
  it('by hand: fraction * mean / variance', () => {
    const input = { covariance, expectedReturns: [0.02, 0.027] }
    expectClose(kellyWeights(input).weights, [0.25, 0.15], 1e-12)
    expectClose(kellyWeights(input, { fraction: 1 }).weights, [0.5, 0.3], 1e-12)
    expectClose(kellyWeights(input, { fraction: 1, riskFree: 0.02 }).weights, [0, 0.07 / 0.9], 1e-9)
  })

  it('heeds limits', () => {
    const input = { covariance, expectedReturns: [0.02, -0.09] }
    expectClose(kellyWeights(input, { fraction: 1 }).weights, [0.5, 0], 1e-12)
    expectClose(kellyWeights(input, { fraction: 1, minimum: -2, leverage: 5 }).weights, [0.5, -1], 1e-12)
    // Leverage 1 of |0.5| + |-1|: the same loss of slope on both, 0.04 * (0.5 - a) = 0.09 * (1 - b), a + b = 1.
    const b = (0.09 + 0.02) / 0.13
    const held = kellyWeights(input, { fraction: 1, minimum: -2 })
    expectClose(held.weights, [1 - b, -b], 1e-10)
    expect(held.notes).toEqual(['Limits that hold the weights: leverage (1).'])
  })

  it('checks its fraction', () => {
    for (const fraction of [0, -1, Number.NaN])
      expect(() => kellyWeights({ covariance, expectedReturns: [1, 1] }, { fraction })).toThrow('fraction is')
    expect(() => kellyWeights({ covariance })).toThrow('kelly needs expectedReturns')
  })
})
