import { describe, expect, it } from 'vitest'
import { rollingAutocorrelation } from '../../src/indicators/rolling-autocorrelation.ts'

describe('rollingAutocorrelation', () => {
  it('is worked by hand', () => {
    expect(rollingAutocorrelation(Float64Array.of(1, -1, 1, -1, 1), { period: 3, lag: 1 })[3]).toBeCloseTo(-1, 14)
    const turning = Float64Array.of(1, 0, -1, 0, 1, 0, -1, 0, 1)
    expect(rollingAutocorrelation(turning, { period: 4, lag: 4 })[8]).toBeCloseTo(1, 14)
    expect(rollingAutocorrelation(turning, { period: 4, lag: 2 })[8]).toBeCloseTo(-1, 14)
    expect(rollingAutocorrelation(turning, { period: 4, lag: 1 })[8]).toBeCloseTo(0, 14)
  })

  it('begins when both parts of the window are known', () => {
    const values = rollingAutocorrelation(Float64Array.of(1, 5, 2, 4, 9, 3, 7), { period: 3, lag: 3 })
    expect([...values].findIndex(value => !Number.isNaN(value))).toBe(5)
  })

  it('is NaN where values do not move', () => {
    expect(rollingAutocorrelation(new Float64Array(80).fill(0.1)).every(Number.isNaN)).toBe(true)
  })
})
