import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addWeighted, noMoments, windowWeightedMoments } from '../../src/indicators/weighted-moments.ts'

describe('windowWeightedMoments', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: 0, max: 4 })), { maxLength: 60 })

  it('agrees with the definition in every window', () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 9 }), (all, period) => {
        const step = windowWeightedMoments(period)
        for (const [i, [value, weight]] of all.entries()) {
          const got = step(value, weight)
          const window = all.slice(Math.max(0, i - period + 1), i + 1)
          const total = window.reduce((sum, [, w]) => sum + w, 0)
          expect(got.weight).toBe(total)
          if (total === 0) continue
          const mean = window.reduce((sum, [v, w]) => sum + v * w, 0) / total
          expect(got.mean).toBeCloseTo(mean, 10)
          expect(got.squares).toBeCloseTo(
            window.reduce((sum, [v, w]) => sum + w * (v - mean) ** 2, 0),
            7,
          )
        }
      }),
    )
  })

  it('does not mind far values without weight', () => {
    const step = windowWeightedMoments(4)
    step(1e15, 0)
    step(10, 2)
    step(16, 1)
    const { weight, mean, squares } = step(-1e15, 0)
    expect([weight, mean]).toEqual([3, 12])
    expect(squares).toBeCloseTo(24, 12)
  })

  it('adds one value after the other', () => {
    const moments = noMoments()
    for (const [value, weight] of [
      [10, 2],
      [5, 0],
      [16, 1],
    ] as const)
      addWeighted(moments, value, weight)
    expect(moments.weight).toBe(3)
    expect(moments.mean).toBeCloseTo(12, 14)
    expect(moments.squares).toBeCloseTo(24, 12)
  })

  it('gives exactly 0 for values that do not move', () => {
    const step = windowWeightedMoments(3)
    for (let i = 0; i < 20; i++) expect(step(0.1, 1 + (i % 3)).squares).toBe(0)
  })
})
