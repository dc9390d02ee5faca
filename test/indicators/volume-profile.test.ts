import { describe, expect, it } from 'vitest'
import { volumeProfile } from '../../src/indicators/volume-profile.ts'

describe('volumeProfile', () => {
  it('is worked by hand', () => {
    // Bins of 1 from 10 to 14: 10, 10 + 10, 10, 10 traded. The area of 70 % needs three; above and below are equal, so upward first.
    const bars = { high: Float64Array.of(12, 14), low: Float64Array.of(10, 11), volume: Float64Array.of(20, 30) }
    const { control, high, low } = volumeProfile(bars, { period: 2, bins: 4, share: 0.7 })
    expect([control[0], high[0], low[0]]).toEqual([Number.NaN, Number.NaN, Number.NaN])
    expect([control[1], high[1], low[1]]).toEqual([11.5, 14, 11])
  })

  it('takes everything for share 1 and one bin for share 0', () => {
    const bars = { high: Float64Array.of(12, 14), low: Float64Array.of(10, 11), volume: Float64Array.of(20, 30) }
    const all = volumeProfile(bars, { period: 2, bins: 4, share: 1 })
    expect([all.high[1], all.low[1]]).toEqual([14, 10])
    const one = volumeProfile(bars, { period: 2, bins: 4, share: 0 })
    expect([one.high[1], one.low[1]]).toEqual([12, 11])
  })

  it('puts a bar without a range into one bin, the end of the range into the last', () => {
    const high = Float64Array.of(10, 14, 14)
    const low = Float64Array.of(10, 10, 14)
    const profile = volumeProfile({ high, low, volume: Float64Array.of(1, 4, 9) }, { period: 3, bins: 4, share: 0.5 })
    expect([profile.control[2], profile.high[2], profile.low[2]]).toEqual([13.5, 14, 13])
  })

  it('is the price where it does not move, NaN where nothing was traded', () => {
    const flat = new Float64Array(60).fill(0.1)
    const still = volumeProfile({ high: flat, low: flat, volume: flat })
    expect([still.control[59], still.high[59], still.low[59]]).toEqual([0.1, 0.1, 0.1])
    const empty = volumeProfile({ high: flat, low: flat, volume: new Float64Array(60) })
    expect([empty.control[59], empty.high[59], empty.low[59]]).toEqual([Number.NaN, Number.NaN, Number.NaN])
  })
})
