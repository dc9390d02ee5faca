import { describe, expect, it } from 'vitest'
import { deviation } from '../../src/indicators/deviation.ts'

describe('deviation', () => {
  it('is a standard deviation, worked by hand', () => {
    // mean 5, squares 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32
    const values = Float64Array.of(2, 4, 4, 4, 5, 5, 7, 9)
    expect(deviation(values, { period: 8 })[7]).toBe(2)
    expect(deviation(values, { period: 8, ddof: 1 })[7]).toBeCloseTo(Math.sqrt(32 / 7), 14)
  })

  it('does not cancel where prices are large and move little', () => {
    const small = Float64Array.from({ length: 300 }, (_, i) => (i * 7) % 11)
    const large = small.map(value => 1e12 + value)
    expect(deviation(large, { period: 20 })).toEqual(deviation(small, { period: 20 }))
  })

  it('refuses one value with ddof 1', () => {
    expect(() => deviation(Float64Array.of(1), { period: 1, ddof: 1 })).toThrow(
      'deviation: period is 1, it must be at least 2 when ddof is 1',
    )
  })

  it('knows nothing in a history shorter than the warm-up', () => {
    expect(deviation(new Float64Array(0)).length).toBe(0)
    expect([...deviation(Float64Array.of(1, 2, 3, 4).subarray(0, 4), { period: 5 })].every(value => Number.isNaN(value))).toBe(true)
  })

  it('gives 0 for prices that do not move', () => {
    const values = deviation(
      Float64Array.from({ length: 60 }, () => 0.1),
      { period: 5 },
    )
    expect([...values.subarray(4)].every(value => Object.is(value, 0))).toBe(true)
  })

  it('is 0 for period 1', () => {
    expect(deviation(Float64Array.of(0.1, 1e15, 0.3), { period: 1 })).toEqual(Float64Array.of(0, 0, 0))
  })

  it('keeps no trace of a spike that has left the window', () => {
    const calm = Float64Array.from({ length: 200 }, (_, i) => 100 + Math.sin(i) + i / 7)
    const spiked = calm.slice()
    spiked[37] = 1e15
    const window = 4 + 1
    const after = 37 + window
    expect(deviation(spiked, { period: 5 }).subarray(after)).toEqual(deviation(calm, { period: 5 }).subarray(after))
    expect(deviation(spiked, { period: 5 })[37]).not.toBe(deviation(calm, { period: 5 })[37])
  })
})
