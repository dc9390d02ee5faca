import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addRange, commonRange, missingRanges, type TimeRange } from '../../../src/edge/files/time-ranges.ts'

const range = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }))
const points = (ranges: readonly TimeRange[]) =>
  new Set(ranges.flatMap(([from, to]) => Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i)))

describe('ranges of time', () => {
  it('are what the sets of their points are', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 8 }), range, (list, other) => {
        const joined = list.reduce<TimeRange[]>(addRange, [])
        expect(points(joined)).toEqual(points(list))
        for (let i = 1; i < joined.length; i++) expect(joined[i][0]).toBeGreaterThan(joined[i - 1][1])
        const left = [...points([other])].filter(point => !points(list).has(point))
        expect([...points(missingRanges(joined, other))]).toEqual(left)
      }),
    )
  })

  it('have something in common, or nothing', () => {
    expect(commonRange([0, 10], [5, 20])).toEqual([5, 10])
    expect(commonRange([0, 5], [5, 20])).toBeUndefined()
  })

  it('reach as far as numbers do', () => {
    expect(missingRanges([[Number.NEGATIVE_INFINITY, 5]], [0, 10])).toEqual([[5, 10]])
    expect(addRange([], [3, 3])).toEqual([])
  })
})
