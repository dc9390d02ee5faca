import { CsvCells, type CsvLayout, readNumberText } from './csv-cells.ts'
import { readStampText } from './parse-time.ts'
import { StampReader } from './stamp-reader.ts'
import { mixedZones } from './time-error.ts'

/** What the scanner does with a column: internal numbers, because they are compared once per cell. */
export const SKIP = 0
export const NUMBER = 1
export const TEXT = 2
export const STAMP = 3
export const TIME_NUMBER = 4

const LF = 10
const CR = 13
const QUOTE = 34
const POWERS = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`))
const MAX_EXACT = 2 ** 53
/**
 * Turns the records of a CSV text into columns in one pass over its bytes. Numbers of up to 15 digits are put together as
 * integers and divided once by a power of ten that a double holds exactly, which is correctly rounded (Clinger 1990);
 * everything else goes through `Number`.
 */
export class CsvScanner {
  /** One per header; only those of numbers and times are used. */
  readonly numbers: Float64Array[]
  /** One per header; only those of text are used. */
  readonly texts: string[][]
  /** Records read. */
  length = 0
  /** Position of the record that is being read, up to date whenever something is called. */
  private start = 0
  /** True when the first time has a zone, undefined without such times. */
  zoned: boolean | undefined

  readonly layout: CsvLayout
  private readonly stamps = new StampReader()
  private readonly cells: CsvCells
  private capacity: number
  /** Start of the last stamp, as written: date and hour in 13 bytes. Other stamps of that hour need not be read in full. */
  private hour0 = 0
  private hour1 = 0
  private hour2 = 0
  private hour3 = 0
  private hourMs = Number.NaN

  constructor(layout: CsvLayout, capacity: number) {
    this.layout = layout
    this.cells = new CsvCells(layout)
    this.capacity = Math.max(16, capacity)
    this.numbers = Array.from(layout.kinds, kind => new Float64Array(kind === SKIP || kind === TEXT ? 0 : this.capacity))
    this.texts = layout.headers.map(() => [])
  }

  /**
   * Reads the records that start in `from` (included) to `stop` (excluded); the last one may end behind `stop`.
   * Returns the position behind the last record. The loop has no calls on its usual way, makes no strings, and keeps every
   * integer within 32 bits.
   */
  scan(bytes: Uint8Array, from: number, stop: number): number {
    const { delimiter, kinds } = this.layout
    const numbers = this.numbers
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    const end = bytes.length
    const last = kinds.length - 1
    let p = from
    let row = this.length
    while (p < stop) {
      const start = p
      const first = bytes[p]
      if ((first === LF || first === CR || first === 32) && this.isBlank(bytes, p, row)) return end
      if (row === this.capacity) this.grow()
      for (let k = 0; k <= last; k++) {
        const kind = kinds[k]
        let c = 0
        let q = p
        if (kind === NUMBER) {
          // `| 0` tells the compiler that nothing can leave 32 bits.
          let mantissa = bytes[p] ^ 48
          const isDigit = mantissa < 10
          let digit = bytes[(p + 1) | 0] ^ 48
          if (digit < 10) {
            mantissa = (Math.imul(mantissa, 10) + digit) | 0
            digit = bytes[(p + 2) | 0] ^ 48
            if (digit < 10) {
              mantissa = (Math.imul(mantissa, 10) + digit) | 0
              q = (p + 3) | 0
              digit = bytes[q] ^ 48
              while (digit < 10 && mantissa < 100_000_000) {
                mantissa = (Math.imul(mantissa, 10) + digit) | 0
                q = (q + 1) | 0
                digit = bytes[q] ^ 48
              }
            } else q = (p + 2) | 0
          } else q = (p + 1) | 0
          let value = mantissa
          if (digit === 30) {
            const a = bytes[(q + 1) | 0] ^ 48
            const b = bytes[(q + 2) | 0] ^ 48
            const d = bytes[(q + 3) | 0] ^ 48
            if (a < 10 && b < 10 && d > 9 && mantissa < 1_000_000) {
              value = ((Math.imul(mantissa, 100) + Math.imul(a, 10) + b) | 0) / 100
              q = (q + 3) | 0
            } else {
              q = (q + 1) | 0
              const point = q
              digit = bytes[q] ^ 48
              while (digit < 10 && mantissa < 100_000_000) {
                mantissa = (Math.imul(mantissa, 10) + digit) | 0
                q = (q + 1) | 0
                digit = bytes[q] ^ 48
              }
              // Beyond 1e22 a power of ten is not a double; the point sends the cell the long way.
              if (q - point < POWERS.length) value = mantissa / POWERS[q - point]
              else q = point - 1
            }
          }
          c = bytes[q]
          if (isDigit && c === delimiter && k < last) {
            numbers[k][row] = value
            p = q + 1
            continue
          }
          if (isDigit && (c === LF || c === CR)) numbers[k][row] = value
          else {
            this.mark(row, start)
            numbers[k][row] = this.readLongNumber(bytes, p, k)
            q = this.cells.end
          }
        } else if (kind === STAMP) {
          if (
            p + 26 < end &&
            view.getInt32(p) === this.hour0 &&
            view.getInt32(p + 4) === this.hour1 &&
            view.getInt32(p + 8) === this.hour2 &&
            bytes[p + 12] === this.hour3 &&
            bytes[p + 13] === 58
          ) {
            const a = bytes[p + 14] ^ 48
            const b = bytes[p + 15] ^ 48
            let ms = a < 6 && b < 10 ? (a * 10 + b) * 60_000 : Number.NaN
            q = p + 16
            if (bytes[q] === 58) {
              const d = bytes[q + 1] ^ 48
              const e = bytes[q + 2] ^ 48
              ms = d < 6 && e < 10 ? ms + (d * 10 + e) * 1000 : Number.NaN
              q += 3
              if (bytes[q] === 46) {
                const f = bytes[q + 1] ^ 48
                const g = bytes[q + 2] ^ 48
                const h = bytes[q + 3] ^ 48
                ms = f < 10 && g < 10 && h < 10 ? ms + f * 100 + g * 10 + h : Number.NaN
                q += 4
              }
            }
            c = bytes[q]
            const zoned = c === 90
            if (zoned) c = bytes[++q]
            if (ms === ms && zoned === this.zoned && c === delimiter && k < last) {
              numbers[k][row] = this.hourMs + ms
              p = q + 1
              continue
            }
          }
          this.mark(row, start)
          numbers[k][row] = this.readStamp(bytes, view, p)
          q = this.cells.end
        } else if (kind === TIME_NUMBER) {
          let high = 0
          let digit = bytes[q] ^ 48
          while (digit < 10 && high < 100_000_000) {
            high = Math.imul(high, 10) + digit
            digit = bytes[++q] ^ 48
          }
          const middle = q
          let low = 0
          while (digit < 10 && low < 100_000_000) {
            low = Math.imul(low, 10) + digit
            digit = bytes[++q] ^ 48
          }
          c = bytes[q]
          const value = high * POWERS[q - middle] + low
          if (q > p && value < MAX_EXACT && (c === delimiter || c === LF || c === CR)) numbers[k][row] = value
          else {
            this.mark(row, start)
            numbers[k][row] = this.readLongNumber(bytes, p, k)
            q = this.cells.end
          }
        } else {
          c = bytes[p]
          if (kind === TEXT || c === QUOTE) {
            this.mark(row, start)
            const text = this.cells.read(bytes, p)
            if (kind === TEXT) this.texts[k].push(text)
            q = this.cells.end
          } else {
            while (q < end && c !== delimiter && c !== LF) c = bytes[++q]
            if (q > p && c === LF && bytes[q - 1] === CR) q--
          }
        }
        c = q < end ? bytes[q] : LF
        if (k < last) {
          if (c !== delimiter) throw this.widthError(bytes, start, row)
          p = q + 1
        } else if (c === LF) p = q + 1
        else if (c === CR && (q + 1 >= end || bytes[q + 1] === LF)) p = q + 2
        else throw this.widthError(bytes, start, row)
      }
      row++
    }
    this.length = row
    return p
  }

  /** A number that is too long for 32 bits, or anything else that stands in a column of numbers. */
  private readLongNumber(bytes: Uint8Array, from: number, k: number): number {
    const start = bytes[from] === 45 ? from + 1 : from
    let p = start
    let mantissa = 0
    let point = -1
    for (let digit = bytes[p] ^ 48; digit < 10 || (digit === 30 && point < 0); digit = bytes[++p] ^ 48) {
      if (digit < 10) mantissa = mantissa * 10 + digit
      else point = p
    }
    const c = p < bytes.length ? bytes[p] : LF
    const decimals = point < 0 ? 0 : p - point - 1
    const digits = p - start - (point < 0 ? 0 : 1)
    if (digits > 0 && mantissa < MAX_EXACT && decimals < POWERS.length && (c === this.layout.delimiter || c === LF || c === CR)) {
      this.cells.end = p
      const value = mantissa / POWERS[decimals]
      return start > from ? -value : value
    }
    const text = this.cells.read(bytes, from)
    const value = readNumberText(text)
    if (value !== undefined) return value
    throw this.layout.kinds[k] === TIME_NUMBER ? this.cells.timeError(text, 'a number') : this.cells.numberError(text, k)
  }

  /** A time in full; remembers its hour when the ones after it can be told from it. */
  private readStamp(bytes: Uint8Array, view: DataView, from: number): number {
    const reader = this.stamps
    let ms = reader.read(bytes, from, bytes.length)
    const c = reader.end < bytes.length ? bytes[reader.end] : LF
    if (ms === ms && reader.zoned === this.zoned && (c === this.layout.delimiter || c === LF || c === CR)) {
      this.cells.end = reader.end
      // 24:00 is the next day; the rest of that hour does not exist.
      const midnight = bytes[from + 11] === 50 && bytes[from + 12] === 52
      const plainZone = !reader.zoned || bytes[reader.end - 1] === 90
      if (
        plainZone &&
        !midnight &&
        from + 16 <= bytes.length &&
        bytes[from + 4] === 45 &&
        bytes[from + 7] === 45 &&
        bytes[from + 13] === 58
      ) {
        this.hour0 = view.getInt32(from)
        this.hour1 = view.getInt32(from + 4)
        this.hour2 = view.getInt32(from + 8)
        this.hour3 = bytes[from + 12]
        this.hourMs = Math.floor(ms / 3_600_000) * 3_600_000
      }
      return ms
    }
    const text = this.cells.read(bytes, from)
    ms = readStampText(reader, text, this.length, this.cells.place())
    this.zoned ??= reader.zoned
    if (reader.zoned !== this.zoned) throw mixedZones(this.length, text, reader.zoned, this.cells.place())
    if (reader.slashed || reader.compact) throw this.cells.timeError(text, 'year-month-day')
    return ms
  }

  /** Forgets the record that is being read and returns where it starts. */
  rewind(): number {
    for (const texts of this.texts) if (texts.length > this.length) texts.length = this.length
    return this.start
  }

  private grow(): void {
    this.capacity = Math.ceil(this.capacity * 1.5)
    for (const [k, column] of this.numbers.entries()) {
      if (column.length === 0) continue
      const larger = new Float64Array(this.capacity)
      larger.set(column)
      this.numbers[k] = larger
    }
  }

  /** True when nothing but empty lines follows; an empty line between records is an error, a padded cell is neither. */
  private isBlank(bytes: Uint8Array, from: number, row: number): boolean {
    let p = from
    while (p < bytes.length && bytes[p] === 32) p++
    if (p < bytes.length && bytes[p] !== LF && bytes[p] !== CR) return false
    while (p < bytes.length && (bytes[p] === LF || bytes[p] === CR || bytes[p] === 32)) p++
    this.mark(row, from)
    if (p < bytes.length) throw this.cells.error('csv/columns', 'is empty and more rows follow; remove the line')
    return true
  }

  private mark(row: number, start: number): void {
    this.length = row
    this.start = start
    this.cells.row = row
  }

  private widthError(bytes: Uint8Array, start: number, row: number): Error {
    this.mark(row, start)
    return this.cells.widthError(bytes, start)
  }
}
