import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { positivePart } from '../../src/indicators/positive-part.ts'

describe('positivePart', () => {
  it('keeps what is positive and makes the rest 0', () => {
    expect([3, 0.1, 0, -0, -0.1, -1e300].map(positivePart)).toEqual([3, 0.1, 0, 0, 0, 0])
  })

  it('is exact for everything that prices can be, also the smallest numbers', () => {
    fc.assert(
      fc.property(fc.double({ min: -8e307, max: 8e307, noNaN: true }), value => {
        expect(positivePart(value)).toBe(value > 0 ? value : 0)
      }),
    )
    expect(positivePart(Number.MIN_VALUE)).toBe(Number.MIN_VALUE)
    expect(positivePart(-Number.MIN_VALUE)).toBe(0)
  })

  it('splits a change into a rise and a fall that add up to it', () => {
    for (const change of [2.5, -2.5, 0, 1e-9]) expect(positivePart(change) - positivePart(-change)).toBe(change)
  })

  it('does not know what NaN is', () => {
    expect(positivePart(Number.NaN)).toBeNaN()
  })
})
