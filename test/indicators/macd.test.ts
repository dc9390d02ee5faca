import { describe, expect, it } from 'vitest'
import { macd } from '../../src/indicators/macd.ts'

describe('macd', () => {
  it('is worked by hand', () => {
    // fast 1: the value; slow 3: 3, 5, 3 from bar 2; macd 2, 2, -2; signal 2: mean 2, then 2 + (-2 - 2) * 2 / 3
    const lines = macd(Float64Array.of(1, 3, 5, 7, 1), { fast: 1, slow: 3, signal: 2 })
    expect([...lines.macd]).toEqual([Number.NaN, Number.NaN, 2, 2, -2])
    expect([...lines.signal.subarray(0, 4)]).toEqual([Number.NaN, Number.NaN, Number.NaN, 2])
    expect(lines.signal[4]).toBeCloseTo(2 - 8 / 3, 14)
    expect(lines.histogram[4]).toBeCloseTo(-4 + 8 / 3, 14)
  })

  it('is exactly 0 where prices do not move', () => {
    const lines = macd(new Float64Array(100).fill(0.1))
    for (let i = 33; i < 100; i++) expect([lines.macd[i], lines.signal[i], lines.histogram[i]]).toEqual([0, 0, 0])
  })

  it('refuses a fast average that is not faster', () => {
    expect(() => macd(Float64Array.of(1), { fast: 26 })).toThrow('macd: fast is 26, it must be smaller than slow, which is 26')
  })

  it('knows only what it can in a short or empty history', () => {
    expect(macd(new Float64Array(0)).macd.length).toBe(0)
    const { macd: line, signal } = macd(Float64Array.from({ length: 30 }, (_, i) => i))
    expect(line.findIndex(value => !Number.isNaN(value))).toBe(25)
    expect([...signal].every(value => Number.isNaN(value))).toBe(true)
  })
})
