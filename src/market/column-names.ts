import { ConfigError, DataError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import type { Field } from './bars.ts'

/**
 * The columns that bars are made of.
 *
 * @example
 * ```ts
 * import type { BarColumn } from 'peak-trade'
 *
 * const column: BarColumn = 'close'
 * ```
 */
export type BarColumn = 'time' | Field

/**
 * Which header holds which column of the bars, as written in the file. Columns that are left out are found by name.
 *
 * @example
 * ```ts
 * import { type ColumnMapping, normalizeBars } from 'peak-trade'
 *
 * const columns: ColumnMapping = { close: 'Settle' }
 * const table = { Date: ['2024-01-02', '2024-01-03'], Open: [10, 11], High: [12, 12], Low: [9, 10], Settle: [11, 10.5] }
 * normalizeBars(table, { symbol: 'ACME', columns }).bars.close[1] // 10.5
 * ```
 */
export type ColumnMapping = { readonly [K in BarColumn]?: string }

/** Which header was chosen for each column, and which headers nothing was read from. */
export interface ColumnChoice {
  readonly columns: { readonly [K in Exclude<BarColumn, 'volume'>]: string } & { readonly volume: string | undefined }
  readonly unused: readonly string[]
}

/** Names as `plainName` leaves them, best first. */
const ALIASES: Readonly<Record<BarColumn, readonly string[]>> = {
  time: ['time', 'timestamp', 'opentime', 'datetime', 'date', 'unix', 'unixtime', 'unixtimestamp', 'epoch', 'ts', 't', 'index', ''],
  open: ['open', 'o', 'openprice', 'first'],
  high: ['high', 'h', 'highprice', 'hi', 'max'],
  low: ['low', 'l', 'lowprice', 'lo', 'min'],
  close: ['close', 'c', 'closeprice', 'last', 'closelast', 'price'],
  volume: ['volume', 'vol', 'v', 'basevolume', 'volumebase', 'tickvolume', 'tickvol', 'qty', 'quantity', 'shares'],
}

const BAR_COLUMNS = Object.keys(ALIASES) as readonly BarColumn[]

/**
 * Finds the columns of the bars among headers: by explicit mapping, else by name and alias without regard to case, spaces and
 * punctuation; the plainest name wins (`Close` over `Last`). Volume may be missing.
 *
 * @throws {@link DataError} `bars/column` when a column is missing, or when two headers fit equally well.
 * @throws {@link ConfigError} `bars/column` when the mapping names a header that is not there.
 */
export function findColumns(headers: readonly string[], mapping: ColumnMapping = {}, source = ''): ColumnChoice {
  const found: Partial<Record<BarColumn, string>> = {}
  for (const name of Object.keys(mapping)) {
    if (!(BAR_COLUMNS as readonly string[]).includes(name))
      throw new ConfigError(
        'bars/column',
        `columns: "${name}" is not a column of bars${didYouMean(name, BAR_COLUMNS)} Known: ${BAR_COLUMNS.join(', ')}`,
        { column: name },
      )
  }
  for (const column of BAR_COLUMNS) {
    const header = mapping[column] ?? searchHeader(headers, column, source)
    if (header === undefined) continue
    if (!headers.includes(header))
      throw new ConfigError(
        'bars/column',
        `${source}columns.${column} is "${header}", which is not in the data${didYouMean(header, headers)} Columns: ${list(headers)}`,
        { column, header },
      )
    found[column] = header
  }
  for (const column of BAR_COLUMNS) {
    if (found[column] === undefined && column !== 'volume')
      throw new DataError(
        'bars/column',
        `${source}no column for "${column}" among ${list(headers)}; name it with columns: { ${column}: '…' }`,
        { column, columns: headers },
      )
  }
  const used = new Set(Object.values(found))
  return {
    columns: { ...(found as ColumnChoice['columns']), volume: found.volume },
    unused: headers.filter(header => !used.has(header)),
  }
}

function searchHeader(headers: readonly string[], column: BarColumn, source: string): string | undefined {
  if (headers.includes(column)) return column
  for (const alias of ALIASES[column]) {
    // Only a first column may be nameless: that is how an index column is written.
    const fitting = headers.filter((header, k) => plainName(header) === alias && (alias !== '' || k === 0))
    if (fitting.length === 1) return fitting[0]
    if (fitting.length > 1)
      throw new DataError(
        'bars/column',
        `${source}${fitting.length} columns could be "${column}": ${list(fitting)}; choose one with columns: { ${column}: '…' }`,
        { column, columns: fitting },
      )
  }
  // "Volume BTC", "Volume USDT": the first is the base currency in the files that have both.
  return column === 'volume' ? headers.find(header => plainName(header).startsWith('volume')) : undefined
}

/** `1. Open`, `open_price` and `Close/Last` without case, numbering and punctuation. */
function plainName(header: string): string {
  return header
    .replace(/^\uFEFF/, '')
    .trim()
    .toLowerCase()
    .replace(/^\d+[.)]\s*/, '')
    .replace(/[\s_.\-/()<>[\]"']/g, '')
}

function list(headers: readonly string[]): string {
  return headers.length === 0 ? 'no columns' : headers.map(header => `"${header}"`).join(', ')
}
