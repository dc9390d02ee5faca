import { describe, expect, it } from 'vitest'
import { choppiness } from '../../src/indicators/choppiness.ts'

const bars = {
  high: Float64Array.of(10, 12, 11, 20, 9),
  low: Float64Array.of(8, 9, 10, 18, 7),
  close: Float64Array.of(9, 11, 10, 19, 8),
}
const flat = new Float64Array(80).fill(0.1)

describe('choppiness', () => {
  it('is worked by hand', () => {
    // true ranges 3 and 1, between 9 and 12; then 1 and 10, between 10 and 20
    const got = choppiness(bars, { period: 2 })
    expect([got[0], got[1]]).toEqual([Number.NaN, Number.NaN])
    expect(got[2]).toBeCloseTo((100 * Math.log(4 / 3)) / Math.log(2), 12)
    expect(got[3]).toBeCloseTo((100 * Math.log(11 / 10)) / Math.log(2), 12)
  })

  it('is 0 for a straight move and 100 for bars on the spot', () => {
    const close = Float64Array.from({ length: 30 }, (_, i) => 100 + i)
    expect(choppiness({ high: close, low: close, close })[29]).toBe(0)
    const high = new Float64Array(30).fill(3)
    const low = new Float64Array(30).fill(1)
    expect(choppiness({ high, low, close: low })[29]).toBe(100)
  })

  it('is unknown where prices do not move', () => {
    expect(choppiness({ high: flat, low: flat, close: flat })[79]).toBeNaN()
  })
})
