import { DataError } from '../base/errors.ts'
import type { CheckedRows } from './check-rows.ts'
import { formatTime } from './format-time.ts'
import type { FindingLog, QualityReport } from './quality.ts'
import type { BarColumns } from './scan-bars.ts'

/**
 * Which of several rows with the same time stays, by their order in the source.
 *
 * @example
 * ```ts
 * import { normalizeBars, type Duplicates } from 'peak-trade'
 *
 * const rows = [[Date.UTC(2024, 0, 1), 100, 101, 99, 100, 5], [Date.UTC(2024, 0, 2), 100, 102, 99, 101, 7]]
 * const duplicates: Duplicates = 'reject'
 * normalizeBars(rows, { symbol: 'ACME', duplicates }).bars.length // 2
 * ```
 */
export type Duplicates = 'first' | 'last' | 'reject'

/** What ordering needs to know. */
export interface OrderOptions {
  readonly duplicates: Duplicates
  readonly firstRow: number
  /** `name: ` or nothing. */
  readonly source: string
}

/** Columns in strict time order, the row each bar came from, and how the rows lay before. */
export interface OrderedRows {
  readonly columns: BarColumns
  readonly rows: Uint32Array
  readonly order: QualityReport['order']
}

/**
 * Brings rows into strict time order: sorts them and leaves one row per time. Rows of one time stay in the order of the
 * source until one is chosen.
 *
 * @throws {@link DataError} `bars/duplicate` when duplicates are rejected.
 */
export function orderRows(checked: CheckedRows, options: OrderOptions, log: FindingLog): OrderedRows {
  const { time } = checked.columns
  const given = checked.rows ?? Uint32Array.from(time, (_, i) => i)
  const order = orderOf(time, given)
  if (order === 'unsorted') logDisorder(time, given, options, log)
  const sorted = order === 'ascending' ? given : given.slice().sort((a, b) => time[a] - time[b] || a - b)
  const rows = withoutDuplicates(checked.columns, sorted, options, log)
  return { columns: gather(checked.columns, rows), rows, order }
}

function orderOf(time: Float64Array, rows: Uint32Array): QualityReport['order'] {
  let up = true
  let down = true
  for (let k = 1; k < rows.length; k++) {
    const step = time[rows[k]] - time[rows[k - 1]]
    if (step < 0) up = false
    if (step > 0) down = false
  }
  if (up) return 'ascending'
  return down ? 'descending' : 'unsorted'
}

function logDisorder(time: Float64Array, rows: Uint32Array, { firstRow }: OrderOptions, log: FindingLog): void {
  let latest = time[rows[0]]
  for (const row of rows) {
    const before = latest
    if (time[row] < before) log.add('order', 'sorted', { row: firstRow + row, time: time[row] }, () => `comes after ${formatTime(before)}`)
    else latest = time[row]
  }
}

function withoutDuplicates(columns: BarColumns, sorted: Uint32Array, options: OrderOptions, log: FindingLog): Uint32Array {
  const { time } = columns
  const { duplicates, firstRow, source } = options
  const rows = new Uint32Array(sorted.length)
  let kept = 0
  for (const row of sorted) {
    const before = rows[kept - 1]
    if (kept === 0 || time[row] !== time[before]) {
      rows[kept++] = row
      continue
    }
    if (duplicates === 'reject')
      throw new DataError(
        'bars/duplicate',
        `${source}rows ${firstRow + before} and ${firstRow + row} both have the time ${formatTime(time[row])}; ` +
          `remove one, or pass duplicates: 'first' or 'last'`,
        { row: firstRow + row, other: firstRow + before, column: 'time', value: time[row] },
      )
    const [dropped, stays] = duplicates === 'last' ? [before, row] : [row, before]
    log.add('duplicate', 'dropped', { row: firstRow + dropped, time: time[row] }, () => compare(columns, dropped, stays, firstRow))
    rows[kept - 1] = stays
  }
  return rows.slice(0, kept)
}

function compare(columns: BarColumns, dropped: number, stays: number, firstRow: number): string {
  const fields = ['open', 'high', 'low', 'close', 'volume'] as const
  const differing = fields.find(field => columns[field][dropped] !== columns[field][stays])
  if (differing === undefined) return `same values as row ${firstRow + stays}, which stays`
  return `row ${firstRow + stays} stays: ${differing} ${columns[differing][stays]} instead of ${columns[differing][dropped]}`
}

function gather(columns: BarColumns, rows: Uint32Array): BarColumns {
  const pick = (column: Float64Array) => {
    const picked = new Float64Array(rows.length)
    for (let k = 0; k < rows.length; k++) picked[k] = column[rows[k]]
    return picked
  }
  return {
    time: pick(columns.time),
    open: pick(columns.open),
    high: pick(columns.high),
    low: pick(columns.low),
    close: pick(columns.close),
    volume: pick(columns.volume),
  }
}
