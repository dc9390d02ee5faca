import { describe, expect, it } from 'vitest'
import { activeReturn, informationRatio, trackingError } from '../../src/metrics/active-return.ts'

describe('active return', () => {
  const benchmark = Float64Array.of(0.02, 0.02, 0.02)

  it('by hand', () => {
    const returns = Float64Array.of(0.03, 0.01, 0.05)
    expect(activeReturn(returns, { benchmark, barsPerYear: 100 })).toBeCloseTo(1, 13)
    // Differences 0.01, -0.01, 0.03: standard deviation 0.02.
    expect(trackingError(returns, { benchmark, barsPerYear: 4 })).toBeCloseTo(0.04, 14)
    expect(informationRatio(returns, { benchmark, barsPerYear: 4 })).toBeCloseTo(1, 12)
  })

  it('has no information ratio when the difference does not vary', () => {
    expect(informationRatio(benchmark, { benchmark, barsPerYear: 252 })).toBeNaN()
    expect(trackingError(benchmark, { benchmark, barsPerYear: 252 })).toBe(0)
    expect(() => activeReturn(Float64Array.of(1), { benchmark, barsPerYear: 1 })).toThrow('1 bars but 3')
  })
})
