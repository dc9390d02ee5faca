import { describe, expect, it } from 'vitest'
import { toCovariance } from '../../src/portfolios/covariance.ts'
import { measureRisk, multiply } from '../../src/portfolios/measure-risk.ts'
import { expectClose } from './expect-close.ts'

// biome-ignore format: a matrix
const covariance = toCovariance([[0.04, 0.01], [0.01, 0.09]])

describe('measureRisk', () => {
  it('by hand', () => {
    // 0.25 * 0.04 + 0.5 * 0.01 + 0.25 * 0.09 = 0.0375
    const risk = measureRisk([0.5, 0.5], covariance)
    expect(risk.volatility).toBeCloseTo(Math.sqrt(0.0375), 12)
    expectClose(risk.contributions, [0.0125 / 0.0375, 0.025 / 0.0375], 1e-12)
    expectClose(multiply(covariance, [1, 2]), [0.06, 0.19], 1e-12)
  })

  it('without risk', () => {
    expect(measureRisk([0, 0], covariance).volatility).toBe(0)
    // biome-ignore format: a matrix
    const hedged = measureRisk([0.5, 0.5], toCovariance([[0.01, -0.01], [-0.01, 0.01]]))
    expect(hedged.volatility).toBe(0)
    expect(hedged.contributions.every(Number.isNaN)).toBe(true)
  })

  it('needs one weight per sleeve', () => {
    expect(() => measureRisk([1], covariance)).toThrow('1 weights for 2 sleeves')
  })
})
