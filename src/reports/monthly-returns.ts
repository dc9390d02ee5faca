import type { Column } from '../base/column.ts'
import { utcParts } from './format.ts'

/** Short names, January first. */
export const monthNames: readonly string[] = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/**
 * The returns of one calendar year (UTC).
 */
export interface YearReturns {
  readonly year: number
  /** January to December, fractions; NaN where there is no bar. */
  readonly months: readonly number[]
  /** The return of the whole year, or of the part of it that there is. */
  readonly total: number
}

/**
 * Returns per calendar month and year, from an equity curve: equity at the last bar of a month over equity at the last bar before the
 * month, minus 1. A bar belongs to the month in which it opens (UTC). The months of a year compound to its total.
 *
 * @param options.time - Opening time of each bar, milliseconds since the Unix epoch, rising.
 * @param options.equity - Equity at each bar's close.
 * @param options.start - Equity before the first bar, the base of the first month.
 *
 * @example
 * ```ts
 * import { monthlyReturns } from 'peak-trade'
 *
 * const time = Float64Array.of(Date.UTC(2024, 0, 31), Date.UTC(2024, 1, 1), Date.UTC(2024, 1, 29))
 * const [year] = monthlyReturns({ time, equity: Float64Array.of(110, 105, 99), start: 100 })
 * year?.months[0] // 0.1
 * year?.months[1] // -0.1
 * year?.total // -0.01
 * ```
 */
export function monthlyReturns(options: {
  readonly time: Column
  readonly equity: Column
  readonly start: number
}): readonly YearReturns[] {
  const { time, equity, start } = options
  const years: { year: number; months: number[]; total: number }[] = []
  let before = start
  let beforeYear = start
  let index = 0
  while (index < time.length) {
    const parts = utcParts(time[index])
    if (parts === undefined) return years
    const { year, month } = parts
    const next = Date.UTC(year, month + 1, 1)
    while (index < time.length && time[index] < next) index++
    let row = years.at(-1)
    if (row === undefined || row.year !== year) {
      if (row !== undefined) beforeYear = before
      row = { year, months: new Array<number>(12).fill(Number.NaN), total: Number.NaN }
      years.push(row)
    }
    const end = equity[index - 1]
    row.months[month] = growth(before, end)
    row.total = growth(beforeYear, end)
    before = end
  }
  return years
}

/** Growth has no meaning from nothing or from debt. */
function growth(from: number, to: number): number {
  return from > 0 ? to / from - 1 : Number.NaN
}
