import type { ColumnMapping } from './column-names.ts'
import type { ParseTimesOptions } from './parse-time.ts'

/**
 * How a CSV text is laid out, where that cannot be seen from the text, and what to read of it.
 *
 * @example
 * ```ts
 * import { type CsvOptions, parseCsv } from 'peak-trade'
 *
 * const options: CsvOptions = { header: false, source: 'klines.csv' }
 * parseCsv('1704153600000,10,12,9,11,5\n', options).columns.close // 11
 * ```
 */
export interface CsvOptions extends Pick<ParseTimesOptions, 'dateOrder' | 'unit' | 'source'> {
  /** `,` `;` tab or `|`, found by itself; any other ASCII character when given. */
  readonly delimiter?: string
  /** False when the first line is already a record. */
  readonly header?: boolean
  /**
   * Names of the columns when there is no header; further columns are not read.
   * time, open, high, low, close, volume when left out.
   */
  readonly names?: readonly string[]
  /**
   * What to read: the columns of bars (the default), the columns of bars by these headers (`{ close: 'Settle' }`), a list of
   * headers, or `'all'`. Columns that are not read are skipped without being looked at.
   */
  readonly columns?: 'all' | readonly string[] | ColumnMapping
}
