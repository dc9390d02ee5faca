import { describe, expect, it } from 'vitest'
import { sma } from '../../src/indicators/sma.ts'

describe('sma', () => {
  it('is the mean of the window, worked by hand', () => {
    expect([...sma(Float64Array.of(1, 2, 6, 3, -3), { period: 3 })]).toEqual([Number.NaN, Number.NaN, 3, 11 / 3, 2])
  })

  it('agrees with a plain slow twin for every period and length', () => {
    const values = Float64Array.from({ length: 70 }, (_, i) => 100 + 10 * Math.sin(i * i))
    for (let period = 1; period <= 12; period++) {
      for (let length = 0; length <= values.length; length++) {
        const got = sma(values.subarray(0, length), { period })
        expect([...got.subarray(0, period - 1)].every(value => Number.isNaN(value))).toBe(true)
        for (let i = period - 1; i < length; i++) {
          const sum = values.subarray(i - period + 1, i + 1).reduce((total, value) => total + value, 0)
          expect(got[i]).toBeCloseTo(sum / period, 10)
        }
      }
    }
  })

  it('knows nothing in a history shorter than the warm-up', () => {
    expect(sma(new Float64Array(0)).length).toBe(0)
    expect([...sma(Float64Array.of(1, 2, 3, 4).subarray(0, 4), { period: 5 })].every(value => Number.isNaN(value))).toBe(true)
  })

  it('is the input for period 1', () => {
    expect(sma(Float64Array.of(0.1, 1e15, 0.3), { period: 1 })).toEqual(Float64Array.of(0.1, 1e15, 0.3))
  })

  it('keeps no trace of a spike that has left the window', () => {
    const calm = Float64Array.from({ length: 200 }, (_, i) => 100 + Math.sin(i) + i / 7)
    const spiked = calm.slice()
    spiked[37] = 1e15
    const window = 4 + 1
    const after = 37 + window
    expect(sma(spiked, { period: 5 }).subarray(after)).toEqual(sma(calm, { period: 5 }).subarray(after))
    expect(sma(spiked, { period: 5 })[37]).not.toBe(sma(calm, { period: 5 })[37])
  })

  it('does not drift in a million bars', () => {
    const values = Float64Array.from({ length: 1_000_000 }, (_, i) => (i % 1000 === 999 ? 1e12 : 0.1))
    const got = sma(values, { period: 8 })
    expect(got[1000 * 999 + 500]).toBe(got[500])
  })
})
