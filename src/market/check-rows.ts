import { DataError } from '../base/errors.ts'
import { formatTime } from './format-time.ts'
import type { FindingLog } from './quality.ts'
import { type BarColumns, FIRST_TIME, LAST_TIME } from './scan-bars.ts'

/**
 * What to do with prices that are missing, zero, negative or infinite.
 *
 * @example
 * ```ts
 * import { normalizeBars, type BadPrices } from 'peak-trade'
 *
 * const rows = [[Date.UTC(2024, 0, 1), 100, 101, 99, 100, 5], [Date.UTC(2024, 0, 2), 100, 102, 99, 101, 7]]
 * const badPrices: BadPrices = 'drop'
 * normalizeBars(rows, { symbol: 'ACME', badPrices }).bars.length // 2
 * ```
 */
export type BadPrices = 'reject' | 'drop'

/**
 * What to do with bars whose open or close lies outside of low–high.
 *
 * @example
 * ```ts
 * import { normalizeBars, type Inconsistent } from 'peak-trade'
 *
 * const rows = [[Date.UTC(2024, 0, 1), 100, 101, 99, 100, 5], [Date.UTC(2024, 0, 2), 100, 102, 99, 101, 7]]
 * const inconsistent: Inconsistent = 'repair'
 * normalizeBars(rows, { symbol: 'ACME', inconsistent }).bars.length // 2
 * ```
 */
export type Inconsistent = 'reject' | 'repair' | 'drop'

/** What checking rows needs to know. */
export interface CheckOptions {
  readonly badPrices: BadPrices
  readonly inconsistent: Inconsistent
  readonly firstRow: number
  /** `name: ` or nothing. */
  readonly source: string
  /** Header of each column, for messages. */
  readonly headers: Readonly<Record<keyof BarColumns, string | undefined>>
}

/** The columns after checking, and the rows that stay (undefined: all of them). */
export interface CheckedRows {
  readonly columns: BarColumns
  readonly rows: Uint32Array | undefined
}

/** Prices apart by less than this fraction are apart by rounding: a single-precision float in between leaves 6e-8. */
const ROUNDING = 1e-6

/**
 * Checks every row on its own, in the order of the source, and drops or repairs as the options say. Columns that must change
 * are copied first.
 *
 * @throws {@link DataError} `bars/time`, `bars/price`, `bars/inconsistent`, `bars/volume`, with row, column and value.
 */
export function checkRows(given: BarColumns, options: CheckOptions, log: FindingLog): CheckedRows {
  const { time, open, close } = given
  let { high, low, volume } = given
  const rows = new Uint32Array(time.length)
  let kept = 0
  for (let i = 0; i < time.length; i++) {
    const place = { row: options.firstRow + i, time: time[i] }
    if (!(time[i] >= FIRST_TIME && time[i] < LAST_TIME)) throw badTime(time[i], place.row, options)
    const bad = badPrice(given, i)
    if (bad !== undefined) {
      if (options.badPrices === 'reject') throw reject('bars/price', bad, given[bad][i], place, options)
      log.add('bad-price', 'dropped', place, () => `${bad} ${given[bad][i]}`)
      continue
    }
    const bottom = Math.min(open[i], close[i], high[i], low[i])
    const top = Math.max(open[i], close[i], high[i], low[i])
    if (low[i] > bottom || high[i] < top) {
      const rounding = low[i] - bottom <= ROUNDING * low[i] && top - high[i] <= ROUNDING * top
      const detail = () => `open ${open[i]}, high ${given.high[i]}, low ${given.low[i]}, close ${close[i]}`
      if (!rounding && options.inconsistent === 'reject') throw rejectInconsistent(detail(), place, options)
      if (!rounding && options.inconsistent === 'drop') {
        log.add('inconsistent', 'dropped', place, detail)
        continue
      }
      log.add(rounding ? 'rounding' : 'inconsistent', 'repaired', place, detail)
      if (high === given.high) high = high.slice()
      if (low === given.low) low = low.slice()
      high[i] = top
      low[i] = bottom
    }
    const traded = volume[i]
    if (!(traded >= 0 && traded < Number.POSITIVE_INFINITY)) {
      if (!Number.isNaN(traded)) throw reject('bars/volume', 'volume', traded, place, options)
      log.add('unknown-volume', 'zeroed', place, () => 'volume is empty')
      if (volume === given.volume) volume = volume.slice()
      volume[i] = 0
    }
    rows[kept++] = i
  }
  return { columns: { time, open, high, low, close, volume }, rows: kept === time.length ? undefined : rows.slice(0, kept) }
}

const PRICES = ['open', 'high', 'low', 'close'] as const

function badPrice(columns: BarColumns, index: number): (typeof PRICES)[number] | undefined {
  return PRICES.find(name => !(columns[name][index] > 0 && columns[name][index] < Number.POSITIVE_INFINITY))
}

function badTime(time: number, row: number, { source, headers }: CheckOptions): DataError {
  return new DataError(
    'bars/time',
    `${source}row ${row}, ${headers.time ?? 'time'}: ${formatTime(time)} (${time}) lies outside of 1800–2200; times are milliseconds since 1970 UTC`,
    { row, column: headers.time ?? 'time', value: time },
  )
}

function reject(
  code: string,
  column: keyof BarColumns,
  value: number,
  place: { readonly row: number; readonly time: number },
  { source, headers }: CheckOptions,
): DataError {
  const header = headers[column] ?? column
  const fault = Number.isNaN(value) ? 'is missing' : Number.isFinite(value) ? `is ${value}` : 'is infinite'
  const remedy = column === 'volume' ? 'a volume is 0 or more, correct the row' : "correct the row, or pass badPrices: 'drop'"
  return new DataError(code, `${source}row ${place.row} (${formatTime(place.time)}): ${header} ${fault}; ${remedy}`, {
    row: place.row,
    time: place.time,
    column: header,
    value,
  })
}

function rejectInconsistent(detail: string, place: { readonly row: number; readonly time: number }, { source }: CheckOptions): DataError {
  return new DataError(
    'bars/inconsistent',
    `${source}row ${place.row} (${formatTime(place.time)}): open or close outside of low–high (${detail}); correct the row, or pass inconsistent: 'repair' or 'drop'`,
    { row: place.row, time: place.time, value: detail },
  )
}
