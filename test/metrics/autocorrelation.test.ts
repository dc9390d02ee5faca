import { describe, expect, it } from 'vitest'
import { autocorrelation } from '../../src/metrics/autocorrelation.ts'

describe('autocorrelation', () => {
  it('by hand', () => {
    const returns = Float64Array.of(0.01, -0.01, 0.01, -0.01)
    expect(autocorrelation(returns)).toBeCloseTo(-0.75, 12)
    expect(autocorrelation(returns, { lag: 2 })).toBeCloseTo(0.5, 12)
    expect(autocorrelation(returns, { lag: 0 })).toBeCloseTo(1, 12)
    expect(autocorrelation(returns, { lag: 9 })).toBe(0)
  })

  it('is NaN when returns do not vary', () => {
    expect(autocorrelation(Float64Array.of(0.1, 0.1, 0.1))).toBeNaN()
    expect(autocorrelation(new Float64Array(0))).toBeNaN()
  })
})
