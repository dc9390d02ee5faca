import type { RawColumn } from './raw-table.ts'
import { type PartOrder, StampReader } from './stamp-reader.ts'
import { ambiguous, missing, mixedZones, timeError, unlike } from './time-error.ts'

/**
 * Unit of times given as numbers since 1970: seconds, milliseconds, microseconds or nanoseconds.
 *
 * @example
 * ```ts
 * import { parseTimes, type TimeUnit } from 'peak-trade'
 *
 * const unit: TimeUnit = 'ms'
 * parseTimes([60_000], { unit }).time[0] // 60000
 * ```
 */
export type TimeUnit = 's' | 'ms' | 'us' | 'ns'

/**
 * How {@link parseTimes} reads what cannot be told from the values alone, and how it names rows in messages.
 *
 * @example
 * ```ts
 * import { parseTimes, type ParseTimesOptions } from 'peak-trade'
 *
 * const options: ParseTimesOptions = { dateOrder: 'dmy', firstRow: 2 }
 * parseTimes(['3/4/2024'], options).format // 'D/M/Y, read as UTC'
 * ```
 */
export interface ParseTimesOptions {
  /** Whether 3/4/2024 is March 4 (`mdy`) or April 3 (`dmy`). Needed only when no date of the column tells. */
  readonly dateOrder?: 'mdy' | 'dmy'
  /** Unit of plain numbers; told by their size when left out. */
  readonly unit?: TimeUnit
  /** Row of the first value in its file, for messages; 1 when left out. */
  readonly firstRow?: number
  /** Name of the file, for messages. */
  readonly source?: string
}

/**
 * Times in milliseconds since the Unix epoch, UTC, and how they were read.
 *
 * @example
 * ```ts
 * import { type ParsedTimes, parseTimes } from 'peak-trade'
 *
 * const parsed: ParsedTimes = parseTimes([1_704_067_200])
 * parsed.format // 'seconds since 1970'
 * ```
 */
export interface ParsedTimes {
  /** Milliseconds since the Unix epoch, UTC. */
  readonly time: Float64Array
  /** For people: `milliseconds since 1970`, `ISO 8601 without zone, read as UTC`. */
  readonly format: string
}

/** Milliseconds per unit are `1 / perMs`; numbers from `from` on (in magnitude) are taken for this unit. */
const UNITS: readonly { readonly unit: TimeUnit; readonly name: string; readonly from: number; readonly perMs: number }[] = [
  { unit: 's', name: 'seconds', from: 0, perMs: 1e-3 },
  { unit: 'ms', name: 'milliseconds', from: 1e11, perMs: 1 },
  { unit: 'us', name: 'microseconds', from: 1e14, perMs: 1e3 },
  { unit: 'ns', name: 'nanoseconds', from: 1e17, perMs: 1e6 },
]
const BLOCK = 2048
const YEAR_1980 = 3.15e8
const YEAR_2100 = 4.1e9
/** The one stamp being read, as bytes. */
const scratch = new Uint8Array(80)
/** The years 1677 to 2262: what fits nanoseconds in 64 bits. */
const MAX_MS = 9.224e12

/**
 * Turns a column of times of any common kind into milliseconds since the Unix epoch, UTC. The whole column must be of one kind:
 *
 * - numbers (or text of digits): seconds, milliseconds, microseconds or nanoseconds since 1970, told by the largest of them:
 *   below 1e11 seconds, below 1e14 milliseconds, below 1e17 microseconds, else nanoseconds (kept to the microsecond). Eight
 *   digits that are a date from 1800 to 2200 are `YYYYMMDD`;
 * - `Date` objects;
 * - ISO 8601 with or without time and zone, `YYYY-MM-DD HH:MM[:SS[.fff]]`, also with slashes or dots, `YYYYMMDD [HHMMSS]`;
 * - `M/D/Y` or `D/M/Y` (slashes, dots or dashes), years of two digits being 1969 to 2068, with an optional time of day. A part
 *   above 12 anywhere in the column tells which one it is.
 *
 * A time without a zone is UTC, and `format` says so. A `Float64Array` that is in milliseconds already is returned as it is.
 *
 * @throws {@link DataError} `time/format` for what is none of these, `time/missing` for an empty value, `time/impossible` for a
 * date that does not exist, `time/ambiguous` when M/D/Y and D/M/Y both fit, `time/mixed-zones` when only some have a zone,
 * `time/mixed-units` for numbers of two units, `time/range` for numbers beyond the years 1677 to 2262; each with row and value.
 *
 * @example
 * ```ts
 * import { parseTimes } from 'peak-trade'
 *
 * parseTimes(['2024-01-02', '2024-01-03']).time[0] // 1704153600000
 * parseTimes([1_704_153_600, 1_704_240_000]).format // 'seconds since 1970'
 * parseTimes(['13/1/2024', '2/1/2024']).format // 'D/M/Y, read as UTC'
 * ```
 */
export function parseTimes(values: RawColumn, options: ParseTimesOptions = {}): ParsedTimes {
  if (values instanceof Float64Array) return readNumbers(values, options)
  if (values.length === 0) return { time: new Float64Array(0), format: 'no times' }
  const first = (values as ArrayLike<unknown>)[0]
  if (first instanceof Date) return readDates(values as ArrayLike<unknown>, options)
  if (typeof first === 'number' || typeof first === 'bigint') return readNumbers(toNumbers(values as ArrayLike<unknown>, options), options)
  return readTexts(values as ArrayLike<unknown>, options)
}

function readDates(values: ArrayLike<unknown>, options: ParseTimesOptions): ParsedTimes {
  const time = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (!(value instanceof Date)) throw unlike(i, value, 'a Date', options)
    time[i] = value.getTime()
    if (Number.isNaN(time[i])) throw timeError('time/impossible', i, value, 'is an invalid Date; check how it was made', options)
  }
  return { time, format: 'Date objects' }
}

function toNumbers(values: ArrayLike<unknown>, options: ParseTimesOptions): Float64Array {
  const numbers = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (typeof value !== 'number' && typeof value !== 'bigint') throw unlike(i, value, 'a number', options)
    numbers[i] = Number(value)
  }
  return numbers
}

function readNumbers(numbers: Float64Array, options: ParseTimesOptions): ParsedTimes {
  const range = { least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY }
  for (let from = 0; from < numbers.length; from += BLOCK) {
    const odd = widen(range, numbers, from)
    if (odd >= 0) throw timeError('time/missing', odd, numbers[odd], 'is no time; fill it in or remove the row', options)
  }
  const { least, most } = range
  if (numbers.length === 0) return { time: numbers, format: 'no times' }
  const given = UNITS.find(unit => unit.unit === options.unit)
  if (given !== undefined) return { time: toMs(numbers, given), format: `${given.name} since 1970` }
  if (least >= 18_000_101 && most <= 22_001_231 && numbers.every(Number.isInteger)) return readTexts(Array.from(numbers, String), options)
  const largest = Math.max(-least, most)
  const index = UNITS.findLastIndex(unit => largest >= unit.from)
  const unit = UNITS[index]
  if (index > 0 && least < YEAR_1980 * 1e3 * unit.perMs) checkUnits(numbers, index, options)
  if (largest / unit.perMs > MAX_MS) {
    const i = numbers.findIndex(value => Math.abs(value) === largest)
    const why = `read as ${unit.name} since 1970 is far from any market; check the column, or name its unit (unit: 's', 'ms', 'us' or 'ns')`
    throw timeError('time/range', i, numbers[i], why, options)
  }
  return { time: toMs(numbers, unit), format: `${unit.name} since 1970` }
}

/**
 * Takes in one block of numbers; returns the index of one that is not finite, else -1. Blocks, because an engine optimizes a function
 * that is called often sooner than a long loop.
 */
function widen(range: { least: number; most: number }, numbers: Float64Array, from: number): number {
  let { least, most } = range
  const to = Math.min(from + BLOCK, numbers.length)
  for (let i = from; i < to; i++) {
    const value = numbers[i]
    // NaN and the infinities are the values whose difference to themselves is not zero.
    if (value - value !== 0) return i
    if (value < least) least = value
    if (value > most) most = value
  }
  range.least = least
  range.most = most
  return -1
}

function toMs(numbers: Float64Array, { unit, perMs }: (typeof UNITS)[number]): Float64Array {
  if (unit === 'ms') return numbers
  const time = new Float64Array(numbers.length)
  // Nanoseconds since 1970 exceed 53 bits; to the microsecond they are exact again.
  if (unit === 'ns') for (let i = 0; i < time.length; i++) time[i] = Math.round(numbers[i] / 1e3) / 1e3
  else if (unit === 's') for (let i = 0; i < time.length; i++) time[i] = secondsToMs(numbers[i])
  else for (let i = 0; i < time.length; i++) time[i] = numbers[i] / perMs
  return time
}

/** Decimal fractions of a second come out as the whole milliseconds or microseconds that they stand for. */
function secondsToMs(seconds: number): number {
  const ms = seconds * 1e3
  return seconds === Math.floor(seconds) ? ms : Math.round(ms * 1e3) / 1e3
}

/**
 * A column that changes its unit on the way has values between 1980 and 2100 of both units and nothing in between, which no real
 * history has.
 */
function checkUnits(numbers: Float64Array, index: number, options: ParseTimesOptions): void {
  const large = UNITS[index]
  const small = UNITS[index - 1]
  const smallFrom = YEAR_1980 * 1e3 * small.perMs
  const smallTo = YEAR_2100 * 1e3 * small.perMs
  const largeFrom = YEAR_1980 * 1e3 * large.perMs
  let firstSmall = -1
  let firstLarge = -1
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i]
    if (value >= largeFrom) firstLarge = firstLarge < 0 ? i : firstLarge
    else if (value >= smallFrom && value <= smallTo) firstSmall = firstSmall < 0 ? i : firstSmall
    else return
  }
  if (firstSmall < 0 || firstLarge < 0) return
  const [i, own, others] = firstSmall > firstLarge ? [firstSmall, small, large] : [firstLarge, large, small]
  throw timeError('time/mixed-units', i, numbers[i], `is in ${own.name}, the rows before it are in ${others.name}; use one unit`, options)
}

function readTexts(values: ArrayLike<unknown>, options: ParseTimesOptions): ParsedTimes {
  const length = values.length
  const first = textAt(values, 0, options)
  if (/^[+-]?\d+(\.\d*)?$/.test(first) && !/^\d{8}$/.test(first)) return readNumbers(readDigits(values, options), options)
  const reader = new StampReader()
  const time = new Float64Array(length)
  reader.order = options.dateOrder ?? 'unknown'
  let order: PartOrder = reader.order
  let slashed = false
  let differs = false
  let zoned = false
  let compact = false
  let hasTime = false
  let separator = ''
  for (let i = 0; i < length; i++) {
    const text = textAt(values, i, options)
    time[i] = reader.read(scratch, 0, encode(text, scratch))
    if (reader.slashed) {
      if (order === 'unknown') {
        if (reader.first > 12) order = 'dmy'
        else if (reader.second > 12) order = 'mdy'
      }
      if (reader.first !== reader.second) differs = true
      separator = String.fromCharCode(reader.separator)
    }
    const undecided = reader.slashed && reader.order === 'unknown'
    if (!undecided) checkStamp(reader, i, text, time[i], options)
    if (i === 0) {
      zoned = reader.zoned
      compact = reader.compact
      slashed = reader.slashed
    } else {
      if (reader.zoned !== zoned) throw mixedZones(i, text, reader.zoned, options)
      if (reader.slashed !== slashed || reader.compact !== compact) throw unlike(i, text, `a date like "${first}"`, options)
    }
    hasTime ||= reader.hasTime
  }
  if (!slashed) return { time, format: formatName(compact ? 'YYYYMMDD' : 'ISO 8601', zoned, hasTime && compact) }
  if (order === 'unknown') {
    if (differs) throw ambiguous(values, options)
    order = 'mdy'
  }
  if (reader.order === 'unknown') {
    reader.order = order
    for (let i = 0; i < length; i++) {
      time[i] = readStampText(reader, textAt(values, i, options), i, options)
    }
  }
  const parts = order === 'mdy' ? ['M', 'D', 'Y'] : ['D', 'M', 'Y']
  return { time, format: formatName(parts.join(separator), zoned, hasTime) }
}

/** What a calendar format is called: internal, shared with the CSV reader. */
export function formatName(name: string, zoned: boolean, hasTime: boolean): string {
  return `${name}${hasTime ? ' with time' : ''}${zoned ? ', zone as written' : name === 'ISO 8601' ? ' without zone, read as UTC' : ', read as UTC'}`
}

/** Reads one stamp and says what is wrong with it: internal, shared with the CSV reader. */
export function readStampText(reader: StampReader, text: string, index: number, options: ParseTimesOptions): number {
  if (text === '') throw missing(index, options)
  const ms = reader.read(scratch, 0, encode(text, scratch))
  checkStamp(reader, index, text, ms, options)
  return ms
}

function checkStamp(reader: StampReader, i: number, text: string, ms: number, options: ParseTimesOptions): void {
  if (reader.impossible) {
    const order = reader.slashed ? ` as ${reader.order === 'dmy' ? 'D/M/Y' : 'M/D/Y'}` : ''
    throw timeError('time/impossible', i, text, `is a date or time that does not exist${order}; correct the row`, options)
  }
  if (Number.isNaN(ms) || reader.end !== text.length) {
    const known = 'known are ISO 8601, YYYY-MM-DD HH:MM:SS, YYYYMMDD, M/D/Y, D/M/Y and numbers since 1970'
    throw timeError('time/format', i, text, `is not a time; ${known}`, options)
  }
}

function readDigits(values: ArrayLike<unknown>, options: ParseTimesOptions): Float64Array {
  const numbers = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const text = textAt(values, i, options)
    if (!/^[+-]?\d+(\.\d*)?$/.test(text)) throw unlike(i, text, 'a number', options)
    numbers[i] = Number(text)
  }
  return numbers
}

function textAt(values: ArrayLike<unknown>, i: number, options: ParseTimesOptions): string {
  const value = values[i]
  if (value === null || value === undefined) throw missing(i, options)
  if (typeof value !== 'string') throw unlike(i, value, 'text', options)
  const text = value.trim()
  if (text === '') throw missing(i, options)
  return text
}

/** Writes ASCII text as bytes; anything else becomes 0, which no time contains. */
function encode(text: string, bytes: Uint8Array): number {
  const size = Math.min(text.length, bytes.length)
  for (let i = 0; i < size; i++) {
    const code = text.charCodeAt(i)
    bytes[i] = code < 128 ? code : 0
  }
  return size
}
