import { DataError } from '../base/errors.ts'
import type { RawColumn, RawTable } from './raw-table.ts'

/**
 * What `normalizeBars` reads: a {@link RawTable}, an object of columns, an array of row objects, or an array of tuples
 * `[time, open, high, low, close, volume]` (volume may be left out).
 *
 * @example
 * ```ts
 * import { type BarsInput, normalizeBars } from 'peak-trade'
 *
 * const inputs: BarsInput[] = [
 *   [[Date.UTC(2024, 0, 1), 100, 101, 99, 100, 5]],
 *   [{ time: '2024-01-01', open: 100, high: 101, low: 99, close: 100, volume: 5 }],
 *   { time: ['2024-01-01'], open: [100], high: [101], low: [99], close: [100], volume: [5] },
 * ]
 * inputs.map(input => normalizeBars(input, { symbol: 'ACME', timeframe: '1d' }).bars.close[0]) // 100, 100, 100
 * ```
 */
export type BarsInput = RawTable | Readonly<Record<string, RawColumn>> | readonly object[]

const TUPLE = ['time', 'open', 'high', 'low', 'close', 'volume'] as const

/**
 * Any accepted input as named columns. Columns are passed on, not copied.
 *
 * @throws {@link DataError} `bars/input` for anything else, `bars/length` for columns of different length, `bars/row` for rows
 * that are not like the first.
 */
export function toRawTable(input: BarsInput): RawTable {
  if (isRawTable(input)) return checkLengths(input)
  if (Array.isArray(input)) return tableOfRows(input)
  if (typeof input !== 'object' || input === null)
    throw new DataError('bars/input', `bars cannot be made of ${describe(input)}; pass rows, tuples, an object of columns or a table`)
  const columns = Object.fromEntries(Object.entries(input).filter(([, value]) => isColumn(value))) as Record<string, RawColumn>
  const names = Object.keys(columns)
  if (names.length === 0)
    throw new DataError('bars/input', 'the object has no columns; pass arrays named time, open, high, low, close, volume')
  return checkLengths({ columns, length: columns[names[0]].length })
}

function isRawTable(input: BarsInput): input is RawTable {
  return (
    typeof input === 'object' &&
    input !== null &&
    'columns' in input &&
    typeof input.columns === 'object' &&
    input.columns !== null &&
    !isColumn(input.columns)
  )
}

function isColumn(value: unknown): boolean {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value)
}

function checkLengths(table: RawTable): RawTable {
  for (const [name, column] of Object.entries(table.columns)) {
    if (column.length !== table.length)
      throw new DataError(
        'bars/length',
        `column "${name}" has ${column.length} values, the table has ${table.length}; all columns must have the same length`,
        { column: name, length: column.length, expected: table.length },
      )
  }
  return table
}

function tableOfRows(rows: readonly unknown[]): RawTable {
  const first = rows[0]
  if (rows.length === 0) return { columns: {}, length: 0 }
  if (Array.isArray(first)) return tableOfTuples(rows as readonly (readonly unknown[])[], first.length)
  if (typeof first !== 'object' || first === null)
    throw new DataError('bars/row', `row 0 is ${describe(first)}; rows are objects or tuples [time, open, high, low, close, volume]`, {
      row: 0,
    })
  const names = Object.keys(first)
  const columns = Object.fromEntries(names.map(name => [name, new Array<unknown>(rows.length)]))
  for (const [i, row] of rows.entries()) {
    if (typeof row !== 'object' || row === null || Array.isArray(row))
      throw new DataError('bars/row', `row ${i} is ${describe(row)}, row 0 is an object; pass rows of one kind`, { row: i })
    for (const name of names) columns[name][i] = (row as Record<string, unknown>)[name]
  }
  return { columns: columns as Record<string, RawColumn>, length: rows.length }
}

function tableOfTuples(rows: readonly (readonly unknown[])[], width: number): RawTable {
  if (width < 5)
    throw new DataError('bars/row', `row 0 has ${width} values; a tuple is [time, open, high, low, close, volume]`, { row: 0, width })
  const names = TUPLE.slice(0, width)
  const columns = names.map(() => new Array<unknown>(rows.length))
  for (const [i, row] of rows.entries()) {
    if (!Array.isArray(row) || row.length !== width)
      throw new DataError(
        'bars/row',
        `row ${i} ${Array.isArray(row) ? `has ${row.length} values` : `is ${describe(row)}`}, row 0 has ${width} values; pass rows of one kind`,
        { row: i },
      )
    for (let k = 0; k < columns.length; k++) columns[k][i] = row[k]
  }
  return { columns: Object.fromEntries(names.map((name, k) => [name, columns[k]])) as Record<string, RawColumn>, length: rows.length }
}

function describe(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  return typeof value === 'object' ? 'an object' : `${typeof value} ${String(value).slice(0, 30)}`
}
