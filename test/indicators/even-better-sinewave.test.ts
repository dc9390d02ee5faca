import { describe, expect, it } from 'vitest'
import { evenBetterSinewave } from '../../src/indicators/even-better-sinewave.ts'
import { goldenA } from '../golden/series.ts'
import { paperSimpleHighPass, paperSuperSmoother, worstDistance } from './paper-filters.ts'

describe('evenBetterSinewave', () => {
  it.each([
    [40, 10],
    [3, 2],
  ])('agrees with the formulas of the paper for %i and %i bars', (period, smooth) => {
    const { close } = goldenA()
    const filtered = paperSuperSmoother(paperSimpleHighPass(close, period), smooth)
    const want = filtered.map((value, i) => {
      const [one, two] = [filtered[i - 1] ?? 0, filtered[i - 2] ?? 0]
      return (value + one + two) / 3 / Math.sqrt((value * value + one * one + two * two) / 3)
    })
    const got = evenBetterSinewave(close, { period, smooth })
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(period - 1)
    expect(worstDistance(got, want, period - 1)).toBeLessThan(1e-9)
    expect(Math.max(...got.subarray(period - 1))).toBeLessThanOrEqual(1)
    expect(Math.min(...got.subarray(period - 1))).toBeGreaterThanOrEqual(-1)
  })

  it('stays at its ends in a trend and is 0 where prices never moved', () => {
    const rise = Float64Array.from({ length: 200 }, (_, i) => 100 + i)
    expect(evenBetterSinewave(rise)[199]).toBeCloseTo(1, 9)
    expect(evenBetterSinewave(rise.slice().reverse())[199]).toBeCloseTo(-1, 9)
    expect(evenBetterSinewave(new Float64Array(60).fill(0.1))[59]).toBe(0)
  })

  it('knows nothing in a short or empty history', () => {
    expect(evenBetterSinewave(new Float64Array(0)).length).toBe(0)
    expect([...evenBetterSinewave(new Float64Array(39).fill(1))].every(value => Number.isNaN(value))).toBe(true)
  })
})
