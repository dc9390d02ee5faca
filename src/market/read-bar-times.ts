import { formatTime } from './format-time.ts'
import type { ParsedTimes, ParseTimesOptions } from './parse-time.ts'
import { parseTimes } from './parse-time.ts'
import type { RawColumn, RawTable } from './raw-table.ts'

/** Times, the header they were read from, and the header of the dates when those stood in a column of their own. */
export interface BarTimes extends ParsedTimes {
  readonly header: string
  readonly dateHeader?: string
}

const CLOCK = /^\s*\d{1,2}:\d{2}/

/**
 * The times of a table in milliseconds, from its time column. A column that only has the time of day is put together with the
 * column named `date` beside it.
 */
export function readBarTimes(table: RawTable, header: string, options: ParseTimesOptions): BarTimes {
  const values = table.columns[header]
  if (values instanceof Float64Array && table.timeFormat !== undefined) return { time: values, format: table.timeFormat, header }
  const first = values[0]
  const dateHeader = Object.keys(table.columns).find(name => /^\W*date\W*$/i.test(name) && name !== header)
  if (typeof first === 'string' && CLOCK.test(first) && dateHeader !== undefined) {
    const dates = table.columns[dateHeader]
    return { ...parseTimes(joined(dates, values), options), header: `${dateHeader} + ${header}`, dateHeader }
  }
  return { ...parseTimes(values, options), header }
}

function joined(dates: RawColumn, clocks: RawColumn): string[] {
  const dayOf = (date: RawColumn[number]) => (date instanceof Date ? formatTime(date.getTime()).slice(0, 10) : String(date))
  return Array.from(dates, (date, i) => `${dayOf(date)} ${String(clocks[i])}`)
}
