import { BugError, DataError } from '../base/errors.ts'
import { checkRows } from './check-rows.ts'
import { findColumns } from './column-names.ts'
import { spikeLimit } from './find-spikes.ts'
import type { NormalizeOptions } from './normalize-options.ts'
import { orderRows } from './order-rows.ts'
import type { FindingLog, QualityReport } from './quality.ts'
import type { RawTable } from './raw-table.ts'
import { readBarTimes } from './read-bar-times.ts'
import { type BarColumns, type BarScan, scanBars } from './scan-bars.ts'
import { toNumbers } from './to-numbers.ts'

/** Columns that are fit to be bars, and how they were found. */
export interface PreparedColumns {
  readonly columns: BarColumns
  readonly scan: BarScan
  readonly headers: QualityReport['columns']
  readonly unused: readonly string[]
  readonly timeFormat: string
  readonly order: QualityReport['order']
  /** The row in the source that a bar was made of. */
  readonly rowOf: (bar: number) => number
}

/**
 * From a raw table to clean columns in time order: finds the columns, reads numbers and times, checks, drops, repairs, sorts.
 * Data that is already clean is looked at once and not copied.
 */
export function prepareColumns(table: RawTable, options: NormalizeOptions, log: FindingLog): PreparedColumns {
  const { symbol, duplicates = 'last', badPrices = 'reject', inconsistent = 'reject' } = options
  const source = table.source === undefined ? '' : `${table.source}: `
  const firstRow = table.firstRow ?? 0
  if (table.length === 0)
    throw new DataError('bars/empty', `${source}there are no rows for ${symbol}; check the file or the query`, { symbol })

  const { columns: names, unused } = findColumns(Object.keys(table.columns), options.columns, source)
  const numbers = (header: string) => toNumbers(table.columns[header], { column: header, firstRow, source })
  const prices = {
    open: numbers(names.open),
    high: numbers(names.high),
    low: numbers(names.low),
    close: numbers(names.close),
    volume: names.volume === undefined ? new Float64Array(table.length) : numbers(names.volume),
  }
  if (names.volume === undefined) log.note('no-volume', 'zeroed', table.length)
  const limit = spikeLimit(prices.close)

  const given = table.columns[names.time]
  if (options.time === undefined && table.timeFormat === undefined && isMs(given)) {
    const columns = { time: given, ...prices }
    const scan = scanBars(columns, limit)
    if (scan.clean) {
      const rowOf = (bar: number) => firstRow + bar
      return { columns, scan, headers: names, unused, timeFormat: 'milliseconds since 1970', order: 'ascending', rowOf }
    }
  }

  const read = readBarTimes(table, names.time, {
    ...options.time,
    firstRow,
    ...(table.source === undefined ? {} : { source: table.source }),
  })
  const facts = {
    headers: { ...names, time: read.header },
    unused: unused.filter(header => header !== read.dateHeader),
    timeFormat: read.format,
  }
  const columns = { time: read.time, ...prices }
  const scan = scanBars(columns, limit)
  if (scan.clean) return { columns, scan, ...facts, order: 'ascending', rowOf: bar => firstRow + bar }

  const checked = checkRows(columns, { badPrices, inconsistent, firstRow, source, headers: facts.headers }, log)
  if (checked.rows?.length === 0) throw new DataError('bars/empty', `${source}no row of ${symbol} is fit to be a bar`, { symbol })
  const ordered = orderRows(checked, { duplicates, firstRow, source }, log)
  const rescan = scanBars(ordered.columns, spikeLimit(ordered.columns.close))
  if (!rescan.clean) throw new BugError('bars/normalize', `${source}rows of ${symbol} are not clean after checking; please report this`)
  const rowOf = (bar: number) => firstRow + ordered.rows[bar]
  return { columns: ordered.columns, scan: rescan, ...facts, order: ordered.order, rowOf }
}

/** True for a column whose first and last value can only be milliseconds; in ascending order, so are all between. */
function isMs(values: unknown): values is Float64Array {
  if (!(values instanceof Float64Array)) return false
  const looksRight = (value: number) => value >= 1e11 && value < 1e14
  return looksRight(values[0]) && looksRight(values[values.length - 1])
}
