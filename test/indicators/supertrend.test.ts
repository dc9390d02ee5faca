import { describe, expect, it } from 'vitest'
import { supertrend } from '../../src/indicators/supertrend.ts'

const bars = {
  high: Float64Array.of(10, 12, 11, 20, 9),
  low: Float64Array.of(8, 9, 10, 18, 7),
  close: Float64Array.of(9, 11, 10, 19, 8),
}

describe('supertrend', () => {
  it('is worked by hand', () => {
    // true ranges 3, 1, 10, 12 around 10.5, 10.5, 19, 8
    const { value, direction } = supertrend(bars, { period: 1, multiplier: 1 })
    // lower bands 7.5 and 9.5; 9 would be a step back; then a close at 8 falls through, to the upper band 20 that the close of 19 freed
    expect([...value]).toEqual([Number.NaN, 7.5, 9.5, 9.5, 20])
    expect([...direction]).toEqual([Number.NaN, 1, 1, 1, -1])
  })

  it('begins below when the close is not under the middle of its bar', () => {
    const high = Float64Array.of(12, 12)
    const low = Float64Array.of(8, 8)
    const side = (close: number) => supertrend({ high, low, close: Float64Array.of(10, close) }, { period: 1 }).direction[1]
    expect([side(9.9), side(10), side(10.1)]).toEqual([-1, 1, 1])
  })

  it('falls at a close on the lower band and rises again only above the upper one', () => {
    const close = Float64Array.of(10, 10, 10, 10)
    const still = supertrend({ high: close, low: close, close }, { period: 1 })
    expect([...still.value.subarray(1)]).toEqual([10, 10, 10])
    expect([...still.direction.subarray(1)]).toEqual([-1, -1, -1])
  })
})
