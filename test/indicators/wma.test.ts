import { describe, expect, it } from 'vitest'
import { wma } from '../../src/indicators/wma.ts'

describe('wma', () => {
  it('weighs the newest most, worked by hand', () => {
    // (1 + 2 * 2 + 3 * 6) / 6, (2 + 2 * 6 + 3 * 3) / 6, (6 + 2 * 3 - 3 * 3) / 6
    expect([...wma(Float64Array.of(1, 2, 6, 3, -3), { period: 3 })]).toEqual([Number.NaN, Number.NaN, 23 / 6, 23 / 6, 0.5])
  })

  it('agrees with a plain slow twin for every period', () => {
    const values = Float64Array.from({ length: 70 }, (_, i) => 100 + 10 * Math.sin(i * i))
    for (let period = 1; period <= 12; period++) {
      const got = wma(values, { period })
      for (let i = period - 1; i < values.length; i++) {
        let sum = 0
        for (let k = 0; k < period; k++) sum += (period - k) * values[i - k]
        expect(got[i]).toBeCloseTo((2 * sum) / (period * (period + 1)), 10)
      }
    }
  })

  it('knows nothing in a history shorter than the warm-up', () => {
    expect(wma(new Float64Array(0)).length).toBe(0)
    expect([...wma(Float64Array.of(1, 2, 3, 4).subarray(0, 4), { period: 5 })].every(value => Number.isNaN(value))).toBe(true)
  })

  it('is the input for period 1', () => {
    expect(wma(Float64Array.of(0.1, 1e15, 0.3), { period: 1 })).toEqual(Float64Array.of(0.1, 1e15, 0.3))
  })

  it('keeps no trace of a spike that has left the window', () => {
    const calm = Float64Array.from({ length: 200 }, (_, i) => 100 + Math.sin(i) + i / 7)
    const spiked = calm.slice()
    spiked[37] = 1e15
    const window = 4 + 1
    const after = 37 + window
    expect(wma(spiked, { period: 5 }).subarray(after)).toEqual(wma(calm, { period: 5 }).subarray(after))
    expect(wma(spiked, { period: 5 })[37]).not.toBe(wma(calm, { period: 5 })[37])
  })
})
