import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DataError } from '../../src/base/errors.ts'
import { type Duplicates, orderRows } from '../../src/market/order-rows.ts'
import { FindingLog } from '../../src/market/quality.ts'

const DAY = 86_400_000

/** Rows at these days; every price is the number of the row, so that a bar tells where it came from. */
function order(days: readonly number[], duplicates: Duplicates = 'last', rows?: readonly number[]) {
  const log = new FindingLog()
  const price = Float64Array.from(days, (_, i) => i)
  const time = Float64Array.from(days, n => n * DAY)
  const columns = { time, open: price, high: price, low: price, close: price, volume: price }
  const checked = { columns, rows: rows === undefined ? undefined : Uint32Array.from(rows) }
  const ordered = orderRows(checked, { duplicates, firstRow: 10, source: 'x: ' }, log)
  return { ...ordered, days: Array.from(ordered.columns.time, ms => ms / DAY), findings: log.findings() }
}

describe('orderRows', () => {
  it('leaves rows in order as they are', () => {
    const { days, rows, order: was, findings } = order([1, 2, 5])
    expect(days).toEqual([1, 2, 5])
    expect([...rows]).toEqual([0, 1, 2])
    expect(was).toBe('ascending')
    expect(findings).toEqual([])
  })

  it('turns descending rows around without a finding', () => {
    const { days, rows, order: was, findings } = order([5, 2, 1])
    expect(days).toEqual([1, 2, 5])
    expect([...rows]).toEqual([2, 1, 0])
    expect(was).toBe('descending')
    expect(findings).toEqual([])
  })

  it('sorts the rest and names each row that comes after a later one', () => {
    const { days, rows, order: was, findings } = order([1, 4, 2, 3, 5])
    expect(days).toEqual([1, 2, 3, 4, 5])
    expect([...rows]).toEqual([0, 2, 3, 1, 4])
    expect(was).toBe('unsorted')
    expect(findings).toEqual([
      {
        kind: 'order',
        action: 'sorted',
        count: 2,
        examples: [
          { row: 12, time: 2 * DAY, detail: 'comes after 1970-01-05' },
          { row: 13, time: 3 * DAY, detail: 'comes after 1970-01-05' },
        ],
      },
    ])
  })

  it('keeps one row per time: the first or the last of the source, whatever the direction', () => {
    expect([...order([1, 2, 2, 3], 'first').rows]).toEqual([0, 1, 3])
    expect([...order([1, 2, 2, 3], 'last').rows]).toEqual([0, 2, 3])
    expect([...order([3, 2, 2, 1], 'first').rows]).toEqual([3, 1, 0])
    expect([...order([3, 2, 2, 1], 'last').rows]).toEqual([3, 2, 0])
  })

  it('says which row went, which stays and what differs', () => {
    expect(order([1, 2, 2]).findings).toMatchObject([
      {
        kind: 'duplicate',
        action: 'dropped',
        count: 1,
        examples: [{ row: 11, time: 2 * DAY, detail: 'row 12 stays: open 2 instead of 1' }],
      },
    ])
  })

  it('rejects rows of one time when asked, with both of them', () => {
    expect(() => order([2, 1, 2], 'reject')).toThrow(DataError)
    expect(() => order([2, 1, 2], 'reject')).toThrow(
      "x: rows 10 and 12 both have the time 1970-01-03; remove one, or pass duplicates: 'first'",
    )
    expect(order([2, 1, 3], 'reject').days).toEqual([1, 2, 3])
  })

  it('looks only at the rows that stayed', () => {
    const { days, rows, order: was } = order([9, 1, 1, 2], 'reject', [1, 3])
    expect(days).toEqual([1, 2])
    expect([...rows]).toEqual([1, 3])
    expect(was).toBe('ascending')
  })

  it('agrees with a map from time to row', () => {
    const days = fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(days, fc.constantFrom<Duplicates>('first', 'last'), (given, duplicates) => {
        const chosen = new Map<number, number>()
        for (const [row, n] of given.entries()) if (duplicates === 'last' || !chosen.has(n)) chosen.set(n, row)
        const expected = [...chosen].sort(([a], [b]) => a - b)
        const ordered = order(given, duplicates)
        expect(ordered.days).toEqual(expected.map(([n]) => n))
        expect([...ordered.rows]).toEqual(expected.map(([, row]) => row))
        expect([...ordered.columns.close]).toEqual(expected.map(([, row]) => row))
        const dropped = ordered.findings.find(({ kind }) => kind === 'duplicate')?.count ?? 0
        expect(dropped).toBe(given.length - chosen.size)
      }),
    )
  })
})
