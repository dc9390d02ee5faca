import { describe, expect, it } from 'vitest'
import { rollingCorrelation } from '../../src/indicators/rolling-correlation.ts'

describe('rollingCorrelation', () => {
  it('is worked by hand', () => {
    // Distances -1, 0, 1 and -1, 1, 0: products 1, squares 2 and 2.
    const values = rollingCorrelation({ close: Float64Array.of(1, 2, 3), volume: Float64Array.of(4, 6, 5) }, { period: 3 })
    expect([...values.subarray(0, 2)]).toEqual([Number.NaN, Number.NaN])
    expect(values[2]).toBeCloseTo(0.5, 14)
  })

  it('stays within -1 and 1 for columns that move together', () => {
    const close = Float64Array.from({ length: 300 }, (_, i) => Math.sin(i * i))
    for (const value of rollingCorrelation({ close, volume: close.map(x => 3 * x + 7) }, { period: 9 }).subarray(8))
      expect(value <= 1 && value > 1 - 1e-12).toBe(true)
    for (const value of rollingCorrelation({ close, volume: close.map(x => -x) }, { period: 9 }).subarray(8))
      expect(value).toBeCloseTo(-1, 12)
  })

  it('is NaN where one of the two does not move', () => {
    const close = Float64Array.of(1, 2, 3)
    const volume = new Float64Array(3).fill(0.1)
    expect(rollingCorrelation({ close, volume }, { period: 3 })[2]).toBeNaN()
    expect(rollingCorrelation({ close: volume, volume: close }, { period: 3 })[2]).toBeNaN()
  })
})
