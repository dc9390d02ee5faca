import { describe, expect, it } from 'vitest'
import { ultimateOscillator } from '../../src/indicators/ultimate-oscillator.ts'

const bars = {
  high: Float64Array.of(10, 12, 11, 20, 9),
  low: Float64Array.of(8, 9, 10, 18, 7),
  close: Float64Array.of(9, 11, 10, 19, 8),
}
const flat = new Float64Array(80).fill(0.1)

describe('ultimateOscillator', () => {
  it('is worked by hand', () => {
    // buying pressure 2, 0, 9 of true ranges 3, 1, 10
    const got = ultimateOscillator(bars, { short: 1, medium: 2, long: 3 })
    expect([...got.subarray(0, 3)]).toEqual([Number.NaN, Number.NaN, Number.NaN])
    expect(got[3]).toBeCloseTo((100 * (4 * (9 / 10) + 2 * (9 / 11) + 11 / 14)) / 7, 12)
  })

  it('is 100 when every bar closes at its high after a gap up, 0 the other way around', () => {
    const close = Float64Array.from({ length: 60 }, (_, i) => 100 + i)
    expect(ultimateOscillator({ high: close, low: close, close })[59]).toBe(100)
    const fall = close.slice().reverse()
    expect(ultimateOscillator({ high: fall, low: fall, close: fall })[59]).toBe(0)
  })

  it('is 50 where prices do not move', () => {
    expect(ultimateOscillator({ high: flat, low: flat, close: flat })[79]).toBe(50)
  })
})
