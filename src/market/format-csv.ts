import type { Column } from '../base/column.ts'
import { ConfigError, DataError } from '../base/errors.ts'
import type { Bars } from './bars.ts'

/**
 * Columns by name for {@link formatColumns}: numbers, or text.
 *
 * @example
 * ```ts
 * import { type CsvColumns, formatColumns } from 'peak-trade'
 *
 * const columns: CsvColumns = { day: ['Mon', 'Tue'], return: Float64Array.of(0.01, NaN) }
 * formatColumns(columns) // 'day,return\nMon,0.01\nTue,\n'
 * ```
 */
export type CsvColumns = Readonly<Record<string, Column | readonly string[]>>

const ROWS = 4096
const DAY_MS = 86_400_000
const YEAR_0 = -62_167_219_200_000
const YEAR_10000 = 253_402_300_800_000

/**
 * Bars as CSV with the header `time,open,high,low,close,volume`: times in ISO 8601, UTC; numbers in the shortest form that reads
 * back as the same double. `parseCsv` and `normalizeBars` give back the same bits. For many millions of bars use `writeCsv`.
 *
 * @throws {@link DataError} `csv/too-long` when the text does not fit a string.
 *
 * @example
 * ```ts
 * import { formatCsv, parseCsv, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 3 })
 * parseCsv(formatCsv(bars)).columns.close[2] === bars.close[2] // true
 * ```
 */
export function formatCsv(bars: Bars): string {
  return join(formatBars(bars))
}

/**
 * Columns as CSV. NaN becomes an empty cell, text is quoted where it has to be, numbers are in the shortest form that reads back
 * as the same double. `parseCsv` with `columns: 'all'` reads it.
 *
 * @throws {@link ConfigError} `csv/columns` when the columns differ in length or there are none.
 * @throws {@link DataError} `csv/too-long` when the text does not fit a string.
 *
 * @example
 * ```ts
 * import { formatColumns } from 'peak-trade'
 *
 * formatColumns({ symbol: ['BTC', 'A, "B"'], weight: Float64Array.of(0.5, NaN) }) // 'symbol,weight\nBTC,0.5\n"A, ""B""",\n'
 * ```
 */
export function formatColumns(columns: CsvColumns): string {
  return join(formatRows(columns))
}

/** The text of {@link formatCsv} in pieces: internal, for writers of files. */
export function* formatBars(bars: Bars): Generator<string> {
  const { time, open, high, low, close, volume } = bars
  yield 'time,open,high,low,close,volume\n'
  const formatTime = timeFormatter(time)
  for (let from = 0; from < bars.length; from += ROWS) {
    let text = ''
    for (let i = from; i < Math.min(from + ROWS, bars.length); i++) {
      text += `${formatTime(time[i])},${shortest(open[i])},${shortest(high[i])},${shortest(low[i])},${shortest(close[i])},${shortest(volume[i])}\n`
    }
    yield text
  }
}

/** The text of {@link formatColumns} in pieces: internal, for writers of files. */
export function* formatRows(columns: CsvColumns): Generator<string> {
  const names = Object.keys(columns)
  const values = Object.values(columns)
  const length = values[0]?.length ?? 0
  if (names.length === 0) throw new ConfigError('csv/columns', 'there are no columns to write; pass an object of columns')
  for (const [k, name] of names.entries()) {
    if (values[k].length !== length)
      throw new ConfigError(
        'csv/columns',
        `column "${name}" has ${values[k].length} values, "${names[0]}" has ${length}; all must have the same length`,
        {
          column: name,
        },
      )
  }
  // A row that is nothing but one empty cell would be an empty line.
  const empty = names.length === 1 ? 'NaN' : ''
  yield `${names.map(name => (name === '' && names.length === 1 ? '""' : quoted(name))).join(',')}\n`
  for (let from = 0; from < length; from += ROWS) {
    let text = ''
    for (let i = from; i < Math.min(from + ROWS, length); i++) {
      for (let k = 0; k < values.length; k++) {
        const value = values[k][i]
        if (k > 0) text += ','
        if (typeof value !== 'number') text += value === '' && values.length === 1 ? '""' : quoted(value)
        else text += value === value ? shortest(value) : empty
      }
      text += '\n'
    }
    yield text
  }
}

function shortest(value: number): string {
  return value === 0 && 1 / value < 0 ? '-0' : `${value}`
}

function quoted(text: string): string {
  return /[",;|\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * A function that writes times. Without a zone in years that ISO 8601 has no four digits for, all times become plain milliseconds;
 * a column is of one kind.
 */
function timeFormatter(time: Column): (ms: number) => string {
  for (const ms of time) if (!(ms >= YEAR_0 && ms < YEAR_10000)) return shortest
  let day = Number.NaN
  let date = ''
  return ms => {
    const today = Math.floor(ms / DAY_MS)
    if (today !== day) {
      day = today
      date = formatDate(today)
    }
    const whole = Math.floor(ms)
    const rest = whole - today * DAY_MS
    const clock = `${pad(Math.floor(rest / 3_600_000))}:${pad(Math.floor(rest / 60_000) % 60)}:${pad(Math.floor(rest / 1000) % 60)}`
    const milli = String(rest % 1000).padStart(3, '0')
    return `${date}T${clock}.${milli}${ms === whole ? '' : fractionOf(ms - whole)}Z`
  }
}

/** Parts of a millisecond, in decimal digits without loss. */
function fractionOf(part: number): string {
  return part.toFixed(30).slice(2).replace(/0+$/, '')
}

function pad(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}

/** The date of a day since 1970: years run from March, so that a leap day comes last; eras are the 400 years after which dates repeat. */
function formatDate(day: number): string {
  const sinceMarch0 = day + 719_468
  const era = Math.floor(sinceMarch0 / 146_097)
  const dayOfEra = sinceMarch0 - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const year = yearOfEra + era * 400 + (month < 3 ? 1 : 0)
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(dayOfMonth)}`
}

function join(pieces: Iterable<string>): string {
  const texts = Array.from(pieces)
  const size = texts.reduce((sum, text) => sum + text.length, 0)
  // What every current engine can hold in one string.
  if (size > 2 ** 29 - 25) {
    throw new DataError('csv/too-long', `the text has ${size} characters, more than a string can hold; write a file with writeCsv`, {
      size,
    })
  }
  return texts.join('')
}
