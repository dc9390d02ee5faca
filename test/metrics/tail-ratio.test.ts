import { describe, expect, it } from 'vitest'
import { commonSenseRatio, tailRatio } from '../../src/metrics/tail-ratio.ts'

describe('tailRatio', () => {
  it('by hand', () => {
    // Quantiles at positions 0.1 and 1.9: -0.009 and 0.018.
    const returns = Float64Array.of(-0.01, 0, 0.02)
    expect(tailRatio(returns)).toBeCloseTo(2, 12)
    expect(commonSenseRatio(returns)).toBeCloseTo(4, 12)
  })

  it('is NaN without a lower tail', () => {
    expect(tailRatio(Float64Array.of(0, 0, 0.01))).toBeNaN()
    expect(tailRatio(new Float64Array(0))).toBeNaN()
    expect(commonSenseRatio(Float64Array.of(0.01, 0.02))).toBeNaN()
  })
})
