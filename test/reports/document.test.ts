import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutRows } from '../../src/reports/document.ts'

describe('cutRows', () => {
  it('keeps all rows that fit', () => {
    expect(cutRows([1, 2, 3], 3)).toEqual({ head: [1, 2, 3], hidden: 0, tail: [] })
    expect(cutRows([], 0)).toEqual({ head: [], hidden: 0, tail: [] })
  })

  it('keeps the first and the last of too many, one more at the front when the limit is odd', () => {
    expect(cutRows([1, 2, 3, 4, 5, 6], 4)).toEqual({ head: [1, 2], hidden: 2, tail: [5, 6] })
    expect(cutRows([1, 2, 3, 4, 5, 6], 3)).toEqual({ head: [1, 2], hidden: 3, tail: [6] })
    expect(cutRows([1, 2, 3], 1)).toEqual({ head: [1], hidden: 2, tail: [] })
    expect(cutRows([1, 2, 3], 0)).toEqual({ head: [], hidden: 3, tail: [] })
  })

  it('loses no row and shows no more than the limit', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), (length, limit) => {
        const rows = Array.from({ length }, (_, i) => i)
        const { head, hidden, tail } = cutRows(rows, limit)
        const middle = rows.slice(head.length, head.length + hidden)
        expect([...head, ...middle, ...tail]).toEqual(rows)
        expect(head.length + tail.length).toBe(Math.min(length, limit))
      }),
    )
  })
})
