import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { averageUniqueness, labelConcurrency } from '../../src/learning/sample-uniqueness.ts'

const spans = [
  { start: 0, end: 2 },
  { start: 2, end: 3 },
  { start: 4, end: 5 },
]

describe('by hand', () => {
  it('counts labels per bar', () => {
    expect([...labelConcurrency(spans, 7)]).toEqual([1, 1, 2, 1, 1, 1, 0])
    expect([...labelConcurrency([], 2)]).toEqual([0, 0])
  })

  it('shares bars', () => {
    expect([...averageUniqueness(spans)]).toEqual([2.5 / 3, 0.75, 1])
    expect([...averageUniqueness([spans[0], spans[0], spans[0]])].map(u => u.toFixed(12))).toEqual(Array(3).fill((1 / 3).toFixed(12)))
    expect([...averageUniqueness([])]).toEqual([])
  })

  it.each([[{ start: 3, end: 2 }], [{ start: -1, end: 2 }], [{ start: 0, end: 7 }], [{ start: 0, end: Number.NaN }]])(
    'refuses %j',
    span => {
      expect(() => labelConcurrency([span], 7)).toThrow('label 0 spans bars')
    },
  )
})

it('uniqueness summed over the bars of all labels is the number of bars covered', () => {
  const span = fc.tuple(fc.nat(50), fc.nat(10)).map(([start, length]) => ({ start, end: start + length }))
  fc.assert(
    fc.property(fc.array(span, { minLength: 1, maxLength: 30 }), list => {
      const covered = new Set(list.flatMap(({ start, end }) => Array.from({ length: end - start + 1 }, (_, k) => start + k)))
      const sum = averageUniqueness(list).reduce((total, u, k) => total + u * (list[k].end - list[k].start + 1), 0)
      expect(sum).toBeCloseTo(covered.size, 9)
    }),
  )
})
