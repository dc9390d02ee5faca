import { readNumberText, UnclosedQuote } from './csv-cells.ts'
import { type CsvPlan, planCsv } from './csv-layout.ts'
import type { CsvOptions } from './csv-options.ts'
import { CsvScanner, SKIP, STAMP, TEXT } from './csv-scanner.ts'
import { formatName, parseTimes } from './parse-time.ts'
import type { RawColumn, RawTable } from './raw-table.ts'

const LF = 10
const CR = 13
/** Rows that start closer than this to the end are read from a copy with room behind it. */
const MARGIN = 1024
const MAX_CHUNK = 65_536

/**
 * Reads CSV (RFC 4180 and what passes for it: UTF-8 with or without byte order mark, LF or CRLF, `,` `;` tab or `|`, quoted cells,
 * spaces around cells, empty lines at the end) into a table for `normalizeBars`. The columns of bars become numbers, each
 * the double nearest to what is written; empty cells, `NaN`, `null` and `NA` become NaN. The time column becomes milliseconds
 * (see `parseTimes`). Other columns are read when asked for, as numbers where every cell is one, else as text.
 *
 * @throws {@link DataError} with row, column, value and remedy: `csv/empty`, `csv/no-rows`, `csv/encoding`, `csv/header`,
 * `csv/columns` for a row with too few or too many cells, `csv/number`, `csv/decimal-comma`, `csv/quote`, `csv/column` for a column
 * that is not there, `bars/column` when the columns of bars cannot be told, and the errors of `parseTimes`.
 * @throws {@link ConfigError} `csv/delimiter`, `csv/names`, `bars/column` for options that make no sense.
 *
 * @example
 * ```ts
 * import { normalizeBars, parseCsv } from 'peak-trade'
 *
 * const table = parseCsv('Date;Open;High;Low;Close\n2024-01-02;10;12;9;11\n2024-01-03;11;12;10;10.5\n')
 * table.columns.Close // 11, 10.5
 * normalizeBars(table, { symbol: 'ACME', calendar: 'stocks' }).bars.length // 2
 * ```
 */
export function parseCsv(input: Uint8Array | string, options: CsvOptions = {}): RawTable {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input
  const parser = new CsvParser(options, bytes.length)
  parser.push(bytes, true)
  return parser.finish()
}

/** Reads a CSV text that comes in pieces: internal, for readers of files. */
export class CsvParser {
  private readonly options: CsvOptions
  private readonly size: number
  private scanner: CsvScanner | undefined
  private timeHeader: string | undefined
  private textHeaders: readonly string[] = []
  private chunk = 256

  /** @param size - Bytes of the whole text, to know how much memory to set aside. */
  constructor(options: CsvOptions, size: number) {
    this.options = options
    this.size = size
  }

  /**
   * Reads the records of a piece and returns how many bytes were used; the rest must come again at the start of the next piece.
   * 0 means that the piece is too short to say anything.
   */
  push(piece: Uint8Array, isLast: boolean): number {
    // A Buffer becomes a plain Uint8Array: the scanner's loop is only fast while it sees one kind of array.
    const bytes = new Uint8Array(piece.buffer, piece.byteOffset, piece.length)
    let from = 0
    if (this.scanner === undefined) {
      if (!isLast && bytes.indexOf(LF, bytes.indexOf(LF) + 1) < 0) return 0
      const plan = this.plan(bytes, isLast)
      if (plan === undefined) return 0
      from = plan.from
      this.timeHeader = plan.timeHeader
      this.textHeaders = plan.textHeaders
      this.scanner = new CsvScanner(plan.layout, estimateRows(bytes, from, this.size))
    }
    return this.scanPiece(this.scanner, bytes, { from, isLast })
  }

  private plan(bytes: Uint8Array, isLast: boolean): CsvPlan | undefined {
    try {
      return planCsv(bytes, this.options)
    } catch (error) {
      if (isLast || !(error instanceof UnclosedQuote)) throw error
      return undefined
    }
  }

  private scanPiece(scanner: CsvScanner, bytes: Uint8Array, { from, isLast }: { from: number; isLast: boolean }): number {
    const stop = Math.min(bytes.length - MARGIN, isLast ? bytes.length : completeUntil(bytes))
    let next = from
    try {
      // Short calls first: an engine optimizes a function better once it has seen it return than while it is stuck in its loop.
      for (; next < stop; this.chunk = Math.min(this.chunk * 1.1, MAX_CHUNK)) {
        next = scanner.scan(bytes, next, Math.min(next + Math.floor(this.chunk), stop))
      }
    } catch (error) {
      if (isLast || !(error instanceof UnclosedQuote)) throw error
      return scanner.rewind()
    }
    if (!isLast) return next
    const rest = bytes.subarray(Math.min(next, bytes.length))
    const padded = new Uint8Array(rest.length + 1)
    padded.set(rest)
    padded[rest.length] = LF
    if (rest.length > 0) scanner.scan(padded, 0, rest.length)
    return bytes.length
  }

  /** The table, once all pieces were read. */
  finish(): RawTable {
    const { scanner, timeHeader } = this
    if (scanner === undefined) return { columns: {}, length: 0 }
    const { length } = scanner
    const { headers, kinds, firstRow, source } = scanner.layout
    const columns: [string, RawColumn][] = []
    let timeFormat: string | undefined
    for (const [k, header] of headers.entries()) {
      if (kinds[k] === SKIP) continue
      let column: RawColumn = kinds[k] === TEXT ? scanner.texts[k] : trimmed(scanner.numbers[k], length)
      if (header === timeHeader && kinds[k] === STAMP) timeFormat = formatName('ISO 8601', scanner.zoned === true, false)
      else if (header === timeHeader) {
        const parsed = parseTimes(column, { ...this.options, firstRow })
        column = parsed.time
        timeFormat = parsed.format
      } else if (kinds[k] === TEXT && !this.textHeaders.includes(header)) column = numbersOf(scanner.texts[k]) ?? column
      columns.push([header, column])
    }
    return {
      columns: Object.fromEntries(columns),
      length,
      firstRow,
      ...(source !== undefined && { source }),
      ...(timeFormat !== undefined && { timeFormat }),
    }
  }
}

/** Behind the last byte of the last record whose end is in sight. */
function completeUntil(bytes: Uint8Array): number {
  let p = bytes.lastIndexOf(LF)
  while (p > 0 && (bytes[p - 1] === LF || bytes[p - 1] === CR || bytes[p - 1] === 32)) p--
  return p
}

/** Rows by the density of line ends in the first piece, with room that costs nothing until it is written to. */
function estimateRows(bytes: Uint8Array, from: number, size: number): number {
  const sample = Math.min(bytes.length, from + 65_536)
  let lines = 0
  for (let i = from; i < sample; i++) if (bytes[i] === LF) lines++
  return sample === size ? lines + 1 : Math.ceil(((size - from) / (sample - from)) * lines * 1.2) + 16
}

/** Exactly `length` values: a view when little memory is wasted, else a copy. */
function trimmed(column: Float64Array, length: number): Float64Array {
  return length > column.length / 2 ? column.subarray(0, length) : column.slice(0, length)
}

function numbersOf(texts: readonly string[]): Float64Array | undefined {
  const numbers = new Float64Array(texts.length)
  let known = false
  for (let i = 0; i < texts.length; i++) {
    const value = readNumberText(texts[i])
    if (value === undefined) return undefined
    numbers[i] = value
    known ||= texts[i] !== ''
  }
  return known ? numbers : undefined
}
