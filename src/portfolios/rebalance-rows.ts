import type { Column } from '../base/column.ts'
import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'

/** A stretch of the calendar, in UTC; weeks begin on Monday. */
export type Period = 'day' | 'week' | 'month' | 'quarter' | 'year'

const DAY_MS = 86_400_000

/** The number of the period that a day (counted from 1970) is in. */
const periodOf: { readonly [Name in Period]: (day: number) => number } = {
  day: day => day,
  // 1970 began on a Thursday.
  week: day => Math.floor((day + 3) / 7),
  month: monthOf,
  quarter: day => Math.floor(monthOf(day) / 3),
  year: day => Math.floor(monthOf(day) / 12),
}

/**
 * The first row of every period that begins within `time`, or every so many rows from the first one. Row 0 is none of them.
 *
 * @param time - Opening times, ascending.
 * @throws {@link ConfigError} `portfolio/rebalance`.
 */
export function rebalanceRows(time: Column, when: Period | { readonly every: number }): Int32Array {
  return typeof when === 'object' ? everyRow(time.length, when.every) : periodRows(time, when)
}

function everyRow(length: number, every: number): Int32Array {
  if (!(Number.isSafeInteger(every) && every >= 1))
    throw new ConfigError('portfolio/rebalance', `rebalance every ${every} bars: give a whole number, 1 or more`, { every })
  return Int32Array.from({ length: Math.max(0, Math.ceil(length / every) - 1) }, (_, k) => (k + 1) * every)
}

function periodRows(time: Column, period: Period): Int32Array {
  if (!Object.hasOwn(periodOf, period)) {
    const known = [...Object.keys(periodOf), 'signal']
    throw new ConfigError(
      'portfolio/rebalance',
      `unknown rebalance "${period}"${didYouMean(period, known, { otherwise: `; there are ${known.join(', ')}, { every } and { band }` })}`,
      { rebalance: period },
    )
  }
  const rows: number[] = []
  const of = periodOf[period]
  let day = Number.NaN
  let current = Number.NaN
  for (let row = 0; row < time.length; row++) {
    const today = Math.floor(time[row] / DAY_MS)
    if (today === day) continue
    day = today
    const next = of(day)
    if (next === current) continue
    if (row > 0) rows.push(row)
    current = next
  }
  return Int32Array.from(rows)
}

function monthOf(day: number): number {
  const date = new Date(day * DAY_MS)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}
