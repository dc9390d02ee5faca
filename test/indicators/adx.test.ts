import { describe, expect, it } from 'vitest'
import { adx } from '../../src/indicators/adx.ts'

const bars = {
  high: Float64Array.of(10, 12, 13, 12, 14),
  low: Float64Array.of(8, 9, 11, 8, 10),
  close: Float64Array.of(9, 11, 12, 9, 13),
}

describe('adx', () => {
  it('is worked by hand', () => {
    // true ranges 3, 2, 4, 5; up 2, 1, 0, 2; down 0, 0, 3, 0
    // averages of 2: ranges 2.5, 3.25, 4.125; up 1.5, 0.75, 1.375; down 0, 1.5, 0.75
    const { adx: strength, plusDi, minusDi } = adx(bars, { period: 2 })
    expect(plusDi[1]).toBeNaN()
    expect([plusDi[2], minusDi[2]]).toEqual([60, 0])
    expect(plusDi[3]).toBeCloseTo(75 / 3.25, 12)
    expect(minusDi[4]).toBeCloseTo(75 / 4.125, 12)
    // dx 100, 100 * 0.75 / 2.25, 100 * 0.625 / 2.125
    expect(strength[2]).toBeNaN()
    expect(strength[3]).toBeCloseTo((100 + 100 / 3) / 2, 12)
    expect(strength[4]).toBeCloseTo(((100 + 100 / 3) / 2 + 62.5 / 2.125) / 2, 12)
  })

  it('is 0 where prices do not move', () => {
    const flat = new Float64Array(60).fill(0.1)
    const { adx: strength, plusDi, minusDi } = adx({ high: flat, low: flat, close: flat })
    for (let i = 27; i < 60; i++) expect([strength[i], plusDi[i], minusDi[i]]).toEqual([0, 0, 0])
  })

  it('is 100 in a trend without a step back', () => {
    const close = Float64Array.from({ length: 60 }, (_, i) => 100 + i)
    const trend = adx({ high: close.map(value => value + 1), low: close.map(value => value - 1), close })
    expect(trend.adx[59]).toBe(100)
    expect(trend.minusDi[59]).toBe(0)
    expect(trend.plusDi[59]).toBeCloseTo(50, 12)
  })

  it('looks at the last bar only for period 1', () => {
    const { adx: strength, plusDi, minusDi } = adx(bars, { period: 1 })
    expect([strength[1], plusDi[3], minusDi[3]]).toEqual([100, 0, 75])
  })

  it('knows only what it can in a short or empty history', () => {
    const none = new Float64Array(0)
    expect(adx({ high: none, low: none, close: none }).adx.length).toBe(0)
    const { adx: strength, plusDi } = adx(bars, { period: 4 })
    expect(plusDi[4]).not.toBeNaN()
    expect([...strength].every(value => Number.isNaN(value))).toBe(true)
  })
})
