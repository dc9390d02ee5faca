import { describe, expect, it } from 'vitest'
import { chandelierExit } from '../../src/indicators/chandelier-exit.ts'

const bars = {
  high: Float64Array.of(10, 12, 11, 20, 9),
  low: Float64Array.of(8, 9, 10, 18, 7),
  close: Float64Array.of(9, 11, 10, 19, 8),
}
const flat = new Float64Array(80).fill(0.1)

describe('chandelierExit', () => {
  it('is worked by hand', () => {
    // true ranges 3, 1, 10, 12, averages of 2: 2, 6, 9
    const { long, short } = chandelierExit(bars, { period: 2, multiplier: 2 })
    expect([...long]).toEqual([Number.NaN, Number.NaN, 12 - 4, 20 - 12, 20 - 18])
    expect([...short]).toEqual([Number.NaN, Number.NaN, 9 + 4, 10 + 12, 7 + 18])
  })

  it('is the highest high and the lowest low for multiplier 0', () => {
    const { long, short } = chandelierExit(bars, { period: 3, multiplier: 0 })
    expect([long[3], short[3], long[4], short[4]]).toEqual([20, 9, 20, 7])
  })

  it('is the price where prices do not move', () => {
    const still = chandelierExit({ high: flat, low: flat, close: flat })
    expect([still.long[79], still.short[79]]).toEqual([0.1, 0.1])
  })
})
