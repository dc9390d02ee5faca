import { DataError, type ErrorDetails } from '../base/errors.ts'
import type { ParseTimesOptions } from './parse-time.ts'
import { timeError } from './time-error.ts'

/** A table as the header and the options describe it. */
export interface CsvLayout {
  /** Byte between cells. */
  readonly delimiter: number
  readonly headers: readonly string[]
  /** What the scanner does with each column: one of its constants per header. */
  readonly kinds: Uint8Array
  /** Row of the first record (the header is row 1). */
  readonly firstRow: number
  readonly source: string | undefined
}

const LF = 10
const CR = 13
const QUOTE = 34
const COMMA = 44
const NUMBER_TEXT = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const UNKNOWN = new Set(['', 'nan', 'null', 'none', 'na', 'n/a', '#n/a', '-', '--', 'undefined'])
const INFINITE = new Map([
  ['infinity', Number.POSITIVE_INFINITY],
  ['inf', Number.POSITIVE_INFINITY],
  ['-infinity', Number.NEGATIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
])

/** The number that a cell says, NaN for an empty one, undefined for text. */
export function readNumberText(text: string): number | undefined {
  if (NUMBER_TEXT.test(text)) return Number(text)
  const word = text.toLowerCase()
  return UNKNOWN.has(word) ? Number.NaN : INFINITE.get(word)
}

/** Thrown where the text ends inside of quotes: an error, or only the end of a piece. */
export class UnclosedQuote extends DataError {
  override name = 'DataError'
}

/**
 * Reads the cells of a CSV text one by one, with quotes and spaces, and words what is wrong with them: the thorough half of the
 * scanner.
 */
export class CsvCells {
  readonly layout: CsvLayout
  /** Index of the record that is being read, for messages. */
  row = 0
  /** Position of the byte that ends the cell that was read last. */
  end = 0

  private readonly decoder = new TextDecoder()

  constructor(layout: CsvLayout) {
    this.layout = layout
  }

  /** The text of the cell that starts at `from`, without quotes and outer spaces; sets `end`. */
  read(bytes: Uint8Array, from: number): string {
    const { delimiter } = this.layout
    const end = bytes.length
    let p = from
    while (p < end && bytes[p] === 32) p++
    if (p < end && bytes[p] === QUOTE) return this.readQuoted(bytes, p)
    while (p < end && bytes[p] !== delimiter && bytes[p] !== LF) p++
    if (p > from && bytes[p - 1] === CR && (p === end || bytes[p] === LF)) p--
    this.end = p
    return this.decode(bytes, from, p).trim()
  }

  /** The cells of the record that starts at `from`, and where the next one starts. */
  readRecord(bytes: Uint8Array, from: number): { cells: string[]; next: number } {
    const cells = [this.read(bytes, from)]
    while (this.end < bytes.length && bytes[this.end] === this.layout.delimiter) cells.push(this.read(bytes, this.end + 1))
    const next = this.end + (bytes[this.end] === CR ? 2 : 1)
    return { cells, next }
  }

  private readQuoted(bytes: Uint8Array, from: number): string {
    const end = bytes.length
    let text = ''
    let p = from + 1
    for (let start = p; ; start = p) {
      while (p < end && bytes[p] !== QUOTE) p++
      if (p >= end) throw new UnclosedQuote(...this.told('csv/quote', 'a quote is opened and never closed; close it or remove it'))
      p++
      const doubled = p < end && bytes[p] === QUOTE
      text += this.decode(bytes, start, doubled ? p : p - 1)
      if (!doubled) break
      p++
    }
    while (p < end && bytes[p] === 32) p++
    const c = p < end ? bytes[p] : LF
    if (c !== this.layout.delimiter && c !== LF && c !== CR) {
      const shown = String.fromCharCode(c)
      throw this.error('csv/quote', `"${shown}" follows a closing quote; write a quote inside a quoted cell twice`)
    }
    this.end = p
    return text
  }

  private decode(bytes: Uint8Array, from: number, to: number): string {
    return this.decoder.decode(bytes.subarray(from, to))
  }

  /** The error for a record, starting at `from`, with more or fewer cells than the header. */
  widthError(bytes: Uint8Array, from: number): DataError {
    const { headers } = this.layout
    const cells = this.readRecord(bytes, from).cells.length
    const remedy =
      cells > headers.length ? 'quote cells that contain the delimiter, or check the delimiter' : 'complete the row or remove it'
    return this.error('csv/columns', `has ${cells} cells, the header has ${headers.length}; ${remedy}`)
  }

  /** The error for text in a column of numbers. */
  numberError(text: string, k: number): DataError {
    const column = this.layout.headers[k]
    const shown = text.slice(0, 40)
    const isDecimalComma = /^[+-]?[\d.]*,\d+$/.test(text) && (this.layout.delimiter !== COMMA || !/^[+-]?\d{1,3},\d{3}$/.test(text))
    const code = isDecimalComma ? 'csv/decimal-comma' : 'csv/number'
    const why = isDecimalComma
      ? 'has a decimal comma; write decimals with a point, like 1234.5'
      : /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)
        ? 'has thousands separators; write it like 1234.5'
        : 'is not a number; write it like 1234.5, or leave the cell empty'
    return this.error(code, `column "${column}": "${shown}" ${why}`, { column, value: shown })
  }

  /** The error for a time that is not written like the ones before it. */
  timeError(text: string, like: string): DataError {
    return timeError('time/format', this.row, text, `is not ${like} as in the rows before it; write all times the same way`, this.place())
  }

  /** How `parseTimes` names rows. */
  place(): ParseTimesOptions {
    const { firstRow, source } = this.layout
    return source === undefined ? { firstRow } : { firstRow, source }
  }

  /** An error about the record that is being read. */
  error(code: string, what: string, details: ErrorDetails = {}): DataError {
    return new DataError(...this.told(code, what, details))
  }

  private told(code: string, what: string, details: ErrorDetails = {}): [string, string, ErrorDetails] {
    const { firstRow, source } = this.layout
    const row = firstRow + this.row
    return [code, `${source === undefined ? '' : `${source}, `}row ${row}: ${what}`, { row, source, ...details }]
  }
}
