import { describe, expect, it } from 'vitest'
import { vwap } from '../../src/indicators/vwap.ts'

// typical prices 9, 12, 6, 10
const bars = {
  high: Float64Array.of(10, 13, 7, 12),
  low: Float64Array.of(8, 11, 5, 8),
  close: Float64Array.of(9, 12, 6, 10),
  volume: Float64Array.of(1, 2, 3, 1),
}

describe('vwap', () => {
  it('weighs the window by volume, worked by hand', () => {
    expect([...vwap(bars, { period: 2 })]).toEqual([Number.NaN, 33 / 3, 42 / 5, 28 / 4])
  })

  it('takes all bars for period 0', () => {
    expect([...vwap(bars, { period: 0 })]).toEqual([9, 33 / 3, 51 / 6, 61 / 7])
  })

  it('is the typical price for period 1', () => {
    expect([...vwap(bars, { period: 1 })]).toEqual([9, 12, 6, 10])
  })

  it('is NaN, never Infinity, where nothing was traded', () => {
    const volume = Float64Array.of(0, 0, 0, 5)
    expect([...vwap({ ...bars, volume }, { period: 2 })]).toEqual([Number.NaN, Number.NaN, Number.NaN, 10])
    expect([...vwap({ ...bars, volume }, { period: 0 })]).toEqual([Number.NaN, Number.NaN, Number.NaN, 10])
  })

  it('keeps no trace of a spike that has left the window', () => {
    const price = Float64Array.from({ length: 100 }, (_, i) => 100 + Math.sin(i))
    const calm = { high: price, low: price, close: price, volume: price.map(value => value % 7) }
    const spiked = { ...calm, volume: calm.volume.slice() }
    spiked.volume[40] = 1e15
    const [got, want] = [vwap(spiked, { period: 9 }), vwap(calm, { period: 9 })]
    expect(got.subarray(49)).toEqual(want.subarray(49))
    expect(got[45]).toBeCloseTo(price[40], 9)
  })

  it('knows nothing in a short or empty history', () => {
    const none = new Float64Array(0)
    expect(vwap({ high: none, low: none, close: none, volume: none }, { period: 0 }).length).toBe(0)
    expect([...vwap(bars, { period: 5 })].every(value => Number.isNaN(value))).toBe(true)
  })
})
