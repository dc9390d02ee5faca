import { describe, expect, it } from 'vitest'
import { zscore } from '../../src/indicators/zscore.ts'

describe('zscore', () => {
  it('is a distance in deviations, worked by hand', () => {
    // mean 5, deviation 2
    expect(zscore(Float64Array.of(2, 4, 4, 4, 5, 5, 7, 9), { period: 8 })[7]).toBe(2)
    expect(zscore(Float64Array.of(1, 3), { period: 2, ddof: 1 })[1]).toBeCloseTo(Math.SQRT1_2, 14)
  })

  it('refuses a window of one value', () => {
    expect(() => zscore(Float64Array.of(1), { period: 1 })).toThrow('zscore: period is 1, it must be a whole number from 2')
  })

  it('knows nothing in a history shorter than the warm-up', () => {
    expect(zscore(new Float64Array(0)).length).toBe(0)
    expect([...zscore(Float64Array.of(1, 2, 3, 4).subarray(0, 4), { period: 5 })].every(value => Number.isNaN(value))).toBe(true)
  })

  it('gives Number.NaN for prices that do not move', () => {
    const values = zscore(
      Float64Array.from({ length: 60 }, () => 0.1),
      { period: 5 },
    )
    expect([...values.subarray(4)].every(value => Object.is(value, Number.NaN))).toBe(true)
  })

  it('keeps no trace of a spike that has left the window', () => {
    const calm = Float64Array.from({ length: 200 }, (_, i) => 100 + Math.sin(i) + i / 7)
    const spiked = calm.slice()
    spiked[37] = 1e15
    const window = 4 + 1
    const after = 37 + window
    expect(zscore(spiked, { period: 5 }).subarray(after)).toEqual(zscore(calm, { period: 5 }).subarray(after))
    expect(zscore(spiked, { period: 5 })[37]).not.toBe(zscore(calm, { period: 5 })[37])
  })
})
