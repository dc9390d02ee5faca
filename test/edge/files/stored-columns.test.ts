import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { barColumns, joinColumns, mergeColumns, type StoredColumns, selectColumns } from '../../../src/edge/files/stored-columns.ts'

/** Bars whose every number tells time and origin. */
const columnsOf = (times: readonly number[], origin: number): StoredColumns =>
  Object.fromEntries(
    barColumns.map((name, i) => [name, Float64Array.from(times, time => (i === 0 ? time : time * 100 + origin * 10 + i))]),
  ) as unknown as StoredColumns
const times = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 12 }).map(list => list.sort((a, b) => a - b))
const rows = (columns: StoredColumns) => Array.from(columns.time, (_, i) => barColumns.map(name => columns[name][i]))

describe('stored columns', () => {
  it('merge as a table by time does, the added one last', () => {
    fc.assert(
      fc.property(times, times, (known, added) => {
        const [a, b] = [columnsOf(known, 1), columnsOf(added, 2)]
        const table = new Map([...rows(a), ...rows(b)].map(row => [row[0], row]))
        expect(rows(mergeColumns(a, b))).toEqual([...table.values()].sort((x, y) => x[0] - y[0]))
        expect(rows(mergeColumns(undefined, b))).toEqual(rows(b))
      }),
    )
  })

  it('are selected by time, and joined', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }), (list, from, to) => {
        const all = columnsOf(list, 1)
        expect([...selectColumns(all, [from, to]).time]).toEqual(list.filter(time => time >= from && time < to))
        const parts = [selectColumns(all, [0, from]), selectColumns(all, [from, 99])]
        expect(rows(joinColumns(parts))).toEqual(rows(all))
      }),
    )
    expect(joinColumns([]).close).toHaveLength(0)
  })
})
