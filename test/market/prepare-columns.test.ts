import { describe, expect, it } from 'vitest'
import { DataError } from '../../src/base/errors.ts'
import type { NormalizeOptions } from '../../src/market/normalize-options.ts'
import { prepareColumns } from '../../src/market/prepare-columns.ts'
import { FindingLog } from '../../src/market/quality.ts'
import type { RawColumn, RawTable } from '../../src/market/raw-table.ts'

const day = (n: number) => Date.UTC(2024, 0, n)

function prepare(columns: Readonly<Record<string, RawColumn>>, rest: Partial<RawTable> = {}, options: Partial<NormalizeOptions> = {}) {
  const log = new FindingLog()
  const length = Object.values(columns)[0]?.length ?? 0
  const prepared = prepareColumns({ columns, length, ...rest }, { symbol: 'ACME', ...options }, log)
  return { ...prepared, findings: log.findings() }
}

/** Three days, the last one missing its close. */
const texts = {
  Date: ['2024-01-03', '2024-01-01', '2024-01-02'],
  Open: ['30', '10', '20'],
  High: ['31', '11', '21'],
  Low: ['29', '9', '19'],
  Close: ['30.5', '10.5', ''],
  Volume: ['3', '1', '2'],
  Ticker: ['ACME', 'ACME', 'ACME'],
}

describe('prepareColumns', () => {
  it('takes over clean columns in milliseconds without a copy', () => {
    const columns = {
      time: Float64Array.of(day(1), day(2), day(4)),
      open: Float64Array.of(10, 11, 12),
      high: Float64Array.of(11, 12, 13),
      low: Float64Array.of(9, 10, 11),
      close: Float64Array.of(10, 11, 12),
      volume: Float64Array.of(1, 2, 3),
    }
    const prepared = prepare(columns, { firstRow: 2 })
    for (const name of ['time', 'open', 'high', 'low', 'close', 'volume'] as const) expect(prepared.columns[name]).toBe(columns[name])
    expect(prepared).toMatchObject({ order: 'ascending', timeFormat: 'milliseconds since 1970', unused: [], findings: [] })
    expect([0, 1, 2].map(prepared.rowOf)).toEqual([2, 3, 4])
    // The first step is one day, the second one two.
    expect(prepared.scan).toEqual({ clean: true, stepChanges: [1, 2], jumps: [] })
  })

  it('reads, drops and sorts text, and knows where each bar came from', () => {
    const prepared = prepare(texts, { firstRow: 2 }, { badPrices: 'drop' })
    expect([...prepared.columns.time]).toEqual([day(1), day(3)])
    expect([...prepared.columns.close]).toEqual([10.5, 30.5])
    expect([...prepared.columns.volume]).toEqual([1, 3])
    expect([0, 1].map(prepared.rowOf)).toEqual([3, 2])
    expect(prepared.order).toBe('descending')
    expect(prepared.unused).toEqual(['Ticker'])
    expect(prepared.headers).toEqual({ time: 'Date', open: 'Open', high: 'High', low: 'Low', close: 'Close', volume: 'Volume' })
    expect(prepared.timeFormat).toBe('ISO 8601 without zone, read as UTC')
    expect(prepared.findings).toMatchObject([{ kind: 'bad-price', action: 'dropped', count: 1, examples: [{ row: 4 }] }])
  })

  it('rejects by default what it is not told to drop', () => {
    expect(() => prepare(texts, { firstRow: 2, source: 'p.csv' })).toThrow('p.csv: row 4 (2024-01-02): Close is missing')
  })

  it('reads seconds as seconds, also when they come as doubles', () => {
    const columns = {
      time: Float64Array.of(day(1) / 1000, day(2) / 1000),
      open: [1, 1],
      high: [1, 1],
      low: [1, 1],
      close: [1, 1],
      volume: [0, 0],
    }
    const prepared = prepare(columns)
    expect([...prepared.columns.time]).toEqual([day(1), day(2)])
    expect(prepared.timeFormat).toBe('seconds since 1970')
  })

  it('keeps the last of two rows of one time unless told otherwise', () => {
    const columns = { time: [day(1), day(1)], open: [1, 2], high: [1, 2], low: [1, 2], close: [1, 2], volume: [0, 0] }
    expect([...prepare(columns).columns.close]).toEqual([2])
    expect([...prepare(columns, {}, { duplicates: 'first' }).columns.close]).toEqual([1])
    expect(() => prepare(columns, {}, { duplicates: 'reject' })).toThrow(DataError)
  })

  it('makes the volume 0 where there is no such column, and says so', () => {
    const { Volume: _, ...without } = texts
    const prepared = prepare(without, {}, { badPrices: 'drop' })
    expect([...prepared.columns.volume]).toEqual([0, 0])
    expect(prepared.headers.volume).toBeUndefined()
    expect(prepared.findings[0]).toEqual({ kind: 'no-volume', action: 'zeroed', count: 3, examples: [] })
  })

  it('does not count the dates beside times of day among the unused columns', () => {
    const columns = { Date: ['2024-01-01', '2024-01-01'], Time: ['09:30', '09:31'], Open: [1, 1], High: [1, 1], Low: [1, 1], Close: [1, 1] }
    const prepared = prepare(columns)
    expect([...prepared.columns.time]).toEqual([Date.UTC(2024, 0, 1, 9, 30), Date.UTC(2024, 0, 1, 9, 31)])
    expect(prepared.headers.time).toBe('Date + Time')
    expect(prepared.unused).toEqual([])
  })

  it('refuses data without a row, and of which no row is left', () => {
    expect(() => prepare({}, { source: 'p.csv' })).toThrow('p.csv: there are no rows for ACME')
    const bad = { time: [day(1)], open: [0], high: [1], low: [1], close: [1] }
    expect(() => prepare(bad, {}, { badPrices: 'drop' })).toThrow('no row of ACME is fit to be a bar')
  })
})
