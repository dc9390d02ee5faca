import type { Column } from '../base/column.ts'

/**
 * One column of a {@link RawTable}, as it came: numbers, text, dates, or a mixture with holes. Columns of a file are text or
 * numbers; `null` and `undefined` stand for an empty cell.
 *
 * @example
 * ```ts
 * import type { RawColumn } from 'peak-trade'
 *
 * const columns: RawColumn[] = [Float64Array.of(1, 2), ['1', '', '2.5'], [1, null], [new Date(0)]]
 * ```
 */
export type RawColumn = Column | readonly (string | number | bigint | Date | null | undefined)[]

/**
 * A table as it came from a file or a caller: named columns of equal length, nothing judged yet. `normalizeBars` turns it
 * into bars.
 *
 * @example
 * ```ts
 * import { normalizeBars, type RawTable } from 'peak-trade'
 *
 * const table: RawTable = {
 *   columns: { Date: ['2024-01-02', '2024-01-03'], Open: [10, 11], High: [12, 12], Low: [9, 10], Close: [11, 10.5] },
 *   length: 2,
 *   source: 'prices.csv',
 *   firstRow: 2,
 * }
 * normalizeBars(table, { symbol: 'ACME', calendar: 'stocks' }).bars.length // 2
 * ```
 */
export interface RawTable {
  /** Columns by their header as written. */
  readonly columns: Readonly<Record<string, RawColumn>>
  /** Number of records. */
  readonly length: number
  /** Where it came from, for messages: a file name. */
  readonly source?: string
  /** Row of the first record in its file (the header is row 1), for messages: a record's row is `firstRow + index`. */
  readonly firstRow?: number
  /**
   * How times were read, when the reader has already turned the time column into milliseconds: `ISO 8601, UTC`. Left out, the
   * times are read by `normalizeBars`.
   */
  readonly timeFormat?: string
}
