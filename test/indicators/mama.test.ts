import { describe, expect, it } from 'vitest'
import { mama } from '../../src/indicators/mama.ts'
import { goldenA } from '../golden/series.ts'

describe('mama', () => {
  it('gives exactly the value that does not move, from its first bar on', () => {
    const average = mama(new Float64Array(60).fill(0.1))
    expect([average.mama[31], average.fama[31]]).toEqual([Number.NaN, Number.NaN])
    expect([average.mama[32], average.fama[32], average.mama[59], average.fama[59]]).toEqual([0.1, 0.1, 0.1, 0.1])
  })

  it('is two exponential averages when both limits are the same', () => {
    const { close } = goldenA()
    const got = mama(close, { fast: 0.2, slow: 0.2 })
    let [first, second] = [close[12], close[12]]
    for (let i = 12; i < close.length; i++) {
      first = 0.2 * close[i] + 0.8 * first
      second = 0.1 * first + 0.9 * second
      if (i < 32) continue
      expect(Math.abs(got.mama[i] - first)).toBeLessThan(1e-9)
      expect(Math.abs(got.fama[i] - second)).toBeLessThan(1e-9)
    }
  })

  it('is fast within its limits', () => {
    const { close } = goldenA()
    const average = mama(close, { fast: 0.5, slow: 0.05 })
    for (let i = 33; i < close.length; i++) {
      const weight = (average.mama[i] - average.mama[i - 1]) / (close[i] - average.mama[i - 1])
      if (Math.abs(close[i] - average.mama[i - 1]) < 0.01) continue
      expect(weight).toBeGreaterThan(0.05 - 1e-9)
      expect(weight).toBeLessThan(0.5 + 1e-9)
    }
  })

  it('refuses a slow limit above the fast one, and knows nothing in an empty history', () => {
    expect(() => mama(new Float64Array(9), { fast: 0.1, slow: 0.2 })).toThrow('must not be above fast')
    expect(mama(new Float64Array(0)).mama.length).toBe(0)
  })
})
