import { describe, expect, it } from 'vitest'
import { donchian } from '../../src/indicators/donchian.ts'

const bars = { high: Float64Array.of(10, 12, 11, 9), low: Float64Array.of(8, 9, 7, 8) }

describe('donchian', () => {
  it('includes the current bar with offset 0, worked by hand', () => {
    const { upper, middle, lower } = donchian(bars, { period: 2, offset: 0 })
    expect([...upper]).toEqual([Number.NaN, 12, 12, 11])
    expect([...lower]).toEqual([Number.NaN, 8, 7, 7])
    expect([...middle]).toEqual([Number.NaN, 10, 9.5, 9])
  })

  it('looks at the bars before with offset 1', () => {
    const { upper, middle, lower } = donchian(bars, { period: 2, offset: 1 })
    expect([...upper]).toEqual([Number.NaN, Number.NaN, 12, 12])
    expect([...lower]).toEqual([Number.NaN, Number.NaN, 8, 7])
    expect([...middle]).toEqual([Number.NaN, Number.NaN, 10, 9.5])
  })

  it('is the bar itself, or the one before, for period 1', () => {
    expect(donchian(bars, { period: 1 }).upper).toEqual(bars.high)
    expect(donchian(bars, { period: 1, offset: 1 }).lower.subarray(1)).toEqual(bars.low.subarray(0, 3))
  })

  it('keeps no trace of a spike that has left the window', () => {
    const high = new Float64Array(30).fill(0.1)
    const spiked = high.slice()
    spiked[10] = 1e15
    const { upper } = donchian({ high: spiked, low: high }, { period: 5, offset: 0 })
    expect([...upper.subarray(10, 15)]).toEqual([1e15, 1e15, 1e15, 1e15, 1e15])
    expect([...upper.subarray(15)].every(value => value === 0.1)).toBe(true)
  })

  it('refuses an offset that is neither 0 nor 1', () => {
    expect(() => donchian(bars, { offset: 2 })).toThrow('donchian: offset is 2, it must be a whole number from 0 to 1')
  })

  it('knows nothing in a short or empty history', () => {
    const none = new Float64Array(0)
    expect(donchian({ high: none, low: none }, { offset: 1 }).upper.length).toBe(0)
    expect([...donchian(bars, { period: 4, offset: 1 }).middle].every(value => Number.isNaN(value))).toBe(true)
  })
})
