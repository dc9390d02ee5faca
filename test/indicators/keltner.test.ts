import { describe, expect, it } from 'vitest'
import { keltner } from '../../src/indicators/keltner.ts'

const bars = {
  high: Float64Array.of(10, 12, 11, 20, 9),
  low: Float64Array.of(8, 9, 10, 18, 7),
  close: Float64Array.of(9, 11, 10, 19, 8),
}

describe('keltner', () => {
  it('is worked by hand', () => {
    // averages of 3 closes: 10, 14.5, 11.25; true ranges averaged over 2: 2, 6, 9
    const { upper, middle, lower } = keltner(bars, { period: 3, multiplier: 2, atrPeriod: 2 })
    expect([...middle]).toEqual([Number.NaN, Number.NaN, 10, 14.5, 11.25])
    expect([...upper]).toEqual([Number.NaN, Number.NaN, 14, 26.5, 29.25])
    expect([...lower]).toEqual([Number.NaN, Number.NaN, 6, 2.5, -6.75])
  })

  it('waits for the slower of its two averages', () => {
    const late = keltner(bars, { period: 2, atrPeriod: 3 })
    expect([late.middle[1], late.upper[2]]).toEqual([10, Number.NaN])
    expect(late.upper[3]).not.toBeNaN()
    const early = keltner(bars, { period: 4, atrPeriod: 1 })
    expect([early.upper[2], early.lower[2]]).toEqual([Number.NaN, Number.NaN])
    expect(early.upper[3]).not.toBeNaN()
  })

  it('closes where prices do not move, and for multiplier 0', () => {
    const flat = new Float64Array(40).fill(0.1)
    const still = keltner({ high: flat, low: flat, close: flat })
    expect([still.upper[39], still.middle[39], still.lower[39]]).toEqual([0.1, 0.1, 0.1])
    const { upper, middle } = keltner(bars, { period: 1, multiplier: 0, atrPeriod: 1 })
    expect(upper.subarray(1)).toEqual(middle.subarray(1))
  })

  it('knows nothing in a short or empty history', () => {
    const none = new Float64Array(0)
    expect(keltner({ high: none, low: none, close: none }).upper.length).toBe(0)
    expect([...keltner(bars, { period: 6, atrPeriod: 2 }).upper].every(value => Number.isNaN(value))).toBe(true)
  })
})
