import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extremeAge, fillExtremeAges } from '../../src/indicators/extreme-age.ts'

/** Looks at every value of the window, the oldest first. */
function plainAges(values: readonly number[], period: number, side: 1 | -1): number[] {
  return values.map((_, i) => {
    if (i < period - 1) return Number.NaN
    let at = i - period + 1
    for (let j = at; j <= i; j++) if (side * values[j] >= side * values[at]) at = j
    return i - at
  })
}

describe('extremeAge', () => {
  it('counts the bars since the latest extreme of the window', () => {
    const age = extremeAge(3, 1)
    expect([5, 9, 9, 1, 2, 0].map(value => age(value))).toEqual([Number.NaN, Number.NaN, 0, 1, 2, 1])
  })

  it('agrees with looking at every value, bar by bar and over a column', () => {
    const values = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true })), { maxLength: 60 })
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 12 }), fc.constantFrom(1, -1), (list, period, side) => {
        const want = plainAges(list, period, side as 1 | -1)
        const age = extremeAge(period, side as 1 | -1)
        expect(list.map(value => age(value))).toEqual(want)
        const out = new Float64Array(list.length).fill(Number.NaN)
        fillExtremeAges(Float64Array.from(list), out, { period, side: side as 1 | -1 })
        expect([...out]).toEqual(want)
      }),
    )
  })
})
