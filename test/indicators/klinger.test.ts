import { describe, expect, it } from 'vitest'
import { klinger } from '../../src/indicators/klinger.ts'

describe('klinger', () => {
  it('is worked by hand', () => {
    // Bar 2 turns down: ranges 1 + 2, force -100 x 3 x 2/3 = -200. Bar 3 goes on: ranges 3 + 1, force -100 x 4 x 1.5 = -600.
    const bars = {
      high: Float64Array.of(2, 3, 2, 1),
      low: Float64Array.of(1, 2, 0, 0),
      close: Float64Array.of(1.5, 2.5, 1, 0),
      volume: Float64Array.of(9, 9, 3, 4),
    }
    const { value, signal } = klinger(bars, { fast: 1, slow: 2, signal: 1 })
    expect([...value.subarray(0, 3)]).toEqual([Number.NaN, Number.NaN, Number.NaN])
    expect(value[3]).toBeCloseTo(-600 + 400, 10)
    expect(signal[3]).toBeCloseTo(-200, 10)
  })

  it('is 0 where prices do not move, and where nothing is traded', () => {
    const flat = new Float64Array(90).fill(0.1)
    const still = klinger({ high: flat, low: flat, close: flat, volume: flat })
    expect([still.value[89], still.signal[89]]).toEqual([0, 0])
    const high = Float64Array.from({ length: 90 }, (_, i) => 10 + Math.sin(i))
    expect(klinger({ high, low: flat, close: flat, volume: new Float64Array(90) }).value[89]).toBe(0)
  })

  it('refuses a fast average that is not faster', () => {
    const none = new Float64Array(0)
    expect(() => klinger({ high: none, low: none, close: none, volume: none }, { fast: 60 })).toThrow('klinger: fast is 60')
  })
})
