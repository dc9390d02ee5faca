import { describe, expect, it } from 'vitest'
import { fisherTransform } from '../../src/indicators/fisher-transform.ts'

describe('fisherTransform', () => {
  it('is worked by hand', () => {
    // middles 1, 3, 2; places 1 and 0 in their windows of two
    const { value, trigger } = fisherTransform({ high: Float64Array.of(2, 4, 3), low: Float64Array.of(0, 2, 1) }, { period: 2 })
    const first = 0.5 * Math.log(1.33 / 0.67)
    const place = -0.33 + 0.67 * 0.33
    const second = 0.5 * Math.log((1 + place) / (1 - place)) + 0.5 * first
    expect(value[0]).toBeNaN()
    expect(value[1]).toBeCloseTo(first, 14)
    expect(value[2]).toBeCloseTo(second, 14)
    expect([trigger[0], trigger[1], trigger[2]]).toEqual([Number.NaN, Number.NaN, value[1]])
  })

  it('stays finite in a rise without end', () => {
    const rise = Float64Array.from({ length: 500 }, (_, i) => 1 + i)
    // 0.999 for good: 0.5 * log(1999) doubled by its memory
    expect(fisherTransform({ high: rise, low: rise }).value[499]).toBeCloseTo(Math.log(1999), 9)
    const fall = rise.slice().reverse()
    expect(fisherTransform({ high: fall, low: fall }).value[499]).toBeCloseTo(-Math.log(1999), 9)
  })

  it('is 0 where prices do not move', () => {
    const flat = new Float64Array(30).fill(0.1)
    const { value, trigger } = fisherTransform({ high: flat, low: flat })
    expect([value[29], trigger[29]]).toEqual([0, 0])
  })

  it('knows nothing in an empty history', () => {
    expect(fisherTransform({ high: new Float64Array(0), low: new Float64Array(0) }).value.length).toBe(0)
  })
})
