import { describe, expect, it } from 'vitest'
import { downsideDeviation, sortino } from '../../src/metrics/sortino.ts'

describe('sortino', () => {
  it('by hand', () => {
    const returns = Float64Array.of(0.01, -0.02, 0.01, 0.03)
    expect(downsideDeviation(returns, { barsPerYear: 4 })).toBeCloseTo(0.02, 15)
    expect(sortino(returns, { barsPerYear: 4 })).toBeCloseTo(1.5, 12)
    // Shortfalls below 0.01: only -0.03; the mean is 0.0075, so 0.0025 short.
    expect(sortino(returns, { barsPerYear: 4, target: 0.01 })).toBeCloseTo((-0.0025 * 2) / 0.015, 12)
  })

  it('is finite with one single loss, where a standard deviation of losses would not be', () => {
    expect(sortino(Float64Array.of(0.03, -0.01), { barsPerYear: 1 })).toBeCloseTo(0.01 / Math.sqrt(0.00005), 10)
  })

  it('is NaN without losses', () => {
    expect(sortino(Float64Array.of(0.01, 0.02), { barsPerYear: 252 })).toBeNaN()
    expect(sortino(new Float64Array(0), { barsPerYear: 252 })).toBeNaN()
    expect(downsideDeviation(Float64Array.of(0.01, 0), { barsPerYear: 252 })).toBe(0)
  })
})
