import { DataError } from '../base/errors.ts'
import type { RawColumn } from './raw-table.ts'

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const UNKNOWN = new Set(['', 'nan', 'null', 'none', 'na', 'n/a', '#n/a', '-', '--', 'undefined'])

/** Where a column stands, for messages. */
export interface ColumnPlace {
  readonly column: string
  /** Row number of the first value. */
  readonly firstRow: number
  /** `name: ` or nothing. */
  readonly source: string
}

/**
 * A column as doubles, NaN where a cell is empty. A `Float64Array` is passed on as it is, everything else is copied.
 *
 * @throws {@link DataError} `bars/number` for text that is no number, with row and value.
 */
export function toNumbers(values: RawColumn, place: ColumnPlace): Float64Array {
  if (values instanceof Float64Array) return values
  const numbers = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    numbers[i] = typeof value === 'number' ? value : readNumber(value, i, place)
  }
  return numbers
}

function readNumber(value: unknown, index: number, { column, firstRow, source }: ColumnPlace): number {
  if (value === null || value === undefined) return Number.NaN
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'string') {
    const text = value.trim()
    if (NUMBER.test(text)) return Number(text)
    if (UNKNOWN.has(text.toLowerCase())) return Number.NaN
  }
  const row = firstRow + index
  const shown = typeof value === 'string' ? `"${value.slice(0, 40)}"` : `a ${typeof value}`
  throw new DataError('bars/number', `${source}row ${row}, ${column}: ${shown} is not a number; write it like 1234.5, or leave it empty`, {
    row,
    column,
    value: typeof value === 'string' ? value.slice(0, 40) : typeof value,
  })
}
