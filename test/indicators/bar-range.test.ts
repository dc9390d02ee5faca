import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { barRange } from '../../src/indicators/bar-range.ts'

describe('barRange', () => {
  it.each([
    { what: 'the bar itself, when the close before lies inside', high: 12, low: 10, before: 11, range: 2 },
    { what: 'a gap upward', high: 12, low: 10, before: 7, range: 5 },
    { what: 'a gap downward', high: 12, low: 10, before: 20, range: 10 },
    { what: 'nothing, when nothing moves', high: 5, low: 5, before: 5, range: 0 },
    { what: 'the bar itself, when no close is known', high: 12, low: 10, before: Number.NaN, range: 2 },
  ])('is $what', ({ high, low, before, range }) => {
    expect(barRange(high, low, before)).toBe(range)
  })

  it('is the largest of the three distances of Wilder', () => {
    const price = fc.double({ min: 0, max: 1e12, noNaN: true })
    fc.assert(
      fc.property(price, price, price, (a, b, before) => {
        const high = Math.max(a, b)
        const low = Math.min(a, b)
        expect(barRange(high, low, before)).toBe(Math.max(high - low, Math.abs(high - before), Math.abs(low - before)))
      }),
    )
  })
})
