import { describe, expect, it } from 'vitest'
import { atr } from '../../src/indicators/atr.ts'

const bars = {
  high: Float64Array.of(10, 12, 11, 20, 9),
  low: Float64Array.of(8, 9, 10, 18, 7),
  close: Float64Array.of(9, 11, 10, 19, 8),
}

describe('atr', () => {
  it('is worked by hand, gaps included', () => {
    // true ranges of bars 1 to 4: 12-9, 11-10, 20-10 (gap up), 19-7 (gap down)
    expect([...atr(bars, { period: 2 })]).toEqual([Number.NaN, Number.NaN, 2, 6, 9])
  })

  it('is the true range for period 1', () => {
    expect([...atr(bars, { period: 1 })]).toEqual([Number.NaN, 3, 1, 10, 12])
  })

  it('is 0 where prices do not move', () => {
    const flat = new Float64Array(40).fill(0.1)
    expect([...atr({ high: flat, low: flat, close: flat }).subarray(14)].every(value => value === 0)).toBe(true)
  })

  it('knows nothing in a short or empty history', () => {
    const none = new Float64Array(0)
    expect(atr({ high: none, low: none, close: none }).length).toBe(0)
    expect([...atr(bars, { period: 5 })].every(value => Number.isNaN(value))).toBe(true)
  })
})
