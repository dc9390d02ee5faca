import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { previousValue } from '../../src/indicators/previous-value.ts'

describe('previousValue', () => {
  it('gives what came some bars before', () => {
    expect([5, 6, 7, 8].map(previousValue(1))).toEqual([Number.NaN, 5, 6, 7])
    expect([5, 6, 7, 8, 9].map(previousValue(3))).toEqual([Number.NaN, Number.NaN, Number.NaN, 5, 6])
  })

  it('agrees with looking it up', () => {
    fc.assert(
      fc.property(fc.array(fc.double()), fc.integer({ min: 1, max: 20 }), (values, bars) => {
        expect(values.map(previousValue(bars))).toEqual(values.map((_, i) => values[i - bars] ?? Number.NaN))
      }),
    )
  })

  it('keeps two runs apart', () => {
    const first = previousValue(1)
    const second = previousValue(1)
    first(1)
    expect(second(2)).toBeNaN()
    expect(first(3)).toBe(1)
  })
})
