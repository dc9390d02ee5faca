import type { Column } from '../base/column.ts'
import { DataError } from '../base/errors.ts'
import { type Calendar, type Timeframe, timeframeMs } from '../base/timeframe.ts'
import { weekday } from './infer-calendar.ts'
import type { BarColumns } from './scan-bars.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** A market may be closed this many weekdays in a row (Easter, Christmas) without a gap. */
const HOLIDAYS = 2

/** A place where bars are missing. */
export interface Gap {
  /** The bar behind the gap. */
  readonly index: number
  /** How many bars are missing before it. */
  readonly missing: number
}

/** Says whether a bar should stand at `slot`, between two bars that are there. */
type OpenSlot = (slot: number, before: number, after: number) => boolean

/**
 * The places where bars are missing inside of trading hours.
 *
 * `24/7`: wherever a step is longer than the timeframe. `24/5` and `stocks`, daily: on the weekdays that usually have bars, when
 * more than two in a row are missing; less is a holiday. `24/5`, shorter: outside of Friday 20:00 to Sunday 24:00 UTC, 25
 * December and 1 January. `stocks`, shorter: inside of a day (UTC) at times at which at least half of the days have a bar, and
 * whole days when more than two weekdays in a row are missing. Bars longer than a day: wherever a step is longer.
 */
export function findGaps(time: Column, timeframe: Timeframe, calendar: Calendar, stepChanges: readonly number[]): Gap[] {
  const bar = timeframeMs(timeframe)
  const gaps: Gap[] = []
  let rule: OpenSlot | undefined
  for (const [k, from] of stepChanges.entries()) {
    if (time[from] - time[from - 1] <= 1.5 * bar) continue
    rule ??= openSlots(time, bar, calendar)
    for (let i = from; i < (stepChanges[k + 1] ?? time.length); i++) {
      const missing = countMissing(time[i - 1], time[i], bar, rule)
      if (missing > (bar === DAY_MS && rule !== always ? HOLIDAYS : 0)) gaps.push({ index: i, missing })
    }
  }
  return gaps
}

/**
 * Columns with a flat bar (the close before, volume 0) in every missing place.
 *
 * @throws {@link DataError} `bars/gap` when more than ten bars would be invented for every real one: then a time is wrong.
 */
export function fillGaps(columns: BarColumns, gaps: readonly Gap[], timeframe: Timeframe, calendar: Calendar, source = ''): BarColumns {
  const { time } = columns
  const bar = timeframeMs(timeframe)
  const missing = gaps.reduce((sum, gap) => sum + gap.missing, 0)
  if (missing === 0) return columns
  if (missing > 10 * time.length + 10_000)
    throw new DataError(
      'bars/gap',
      `${source}${missing} bars are missing between ${time.length} bars of ${timeframe}; filling them would be mostly invention: look for a wrong time, or pass gaps: 'keep'`,
      { bars: time.length, missing },
    )
  const length = time.length + missing
  const filled = {
    time: new Float64Array(length),
    open: new Float64Array(length),
    high: new Float64Array(length),
    low: new Float64Array(length),
    close: new Float64Array(length),
    volume: new Float64Array(length),
  }
  const names = Object.keys(filled) as (keyof BarColumns)[]
  const rule = openSlots(time, bar, calendar)
  let from = 0
  let to = 0
  const copyUpTo = (end: number) => {
    for (const name of names) filled[name].set(columns[name].subarray(from, end), to)
    to += end - from
    from = end
  }
  for (const { index } of gaps) {
    copyUpTo(index)
    const close = columns.close[index - 1]
    forEachMissing(time[index - 1], time[index], bar, rule, slot => {
      filled.time[to] = slot
      filled.open[to] = close
      filled.high[to] = close
      filled.low[to] = close
      filled.close[to] = close
      to++
    })
  }
  copyUpTo(time.length)
  return filled
}

function countMissing(before: number, after: number, bar: number, rule: OpenSlot): number {
  let missing = 0
  // Counted, not divided: `fillGaps` must find exactly as many.
  forEachMissing(before, after, bar, rule, () => missing++)
  return missing
}

function forEachMissing(before: number, after: number, bar: number, isOpen: OpenSlot, visit: (slot: number) => void): void {
  for (let slot = before + bar; slot < after - bar / 2; slot += bar) if (isOpen(slot, before, after)) visit(slot)
}

const always: OpenSlot = () => true

function openSlots(time: Column, bar: number, calendar: Calendar): OpenSlot {
  if (calendar === '24/7' || bar > DAY_MS) return always
  if (bar === DAY_MS) return usualWeekdays(time)
  return calendar === '24/5' ? currencyHours : sessionHours(time, bar)
}

function usualWeekdays(time: Column): OpenSlot {
  const counts = new Float64Array(7)
  for (const t of time) counts[weekday(t)]++
  const usual = Math.max(...counts) / 2
  return slot => counts[weekday(slot)] >= usual
}

const currencyHours: OpenSlot = slot => {
  const day = weekday(slot)
  if (day === 6 || day === 0 || (day === 5 && slot - startOfDay(slot) >= 20 * HOUR_MS)) return false
  const date = new Date(slot)
  const [month, dayOfMonth] = [date.getUTCMonth(), date.getUTCDate()]
  return !(month === 11 && dayOfMonth === 25) && !(month === 0 && dayOfMonth === 1)
}

function sessionHours(time: Column, bar: number): OpenSlot {
  const slotOfDay = (t: number) => Math.floor((t - startOfDay(t)) / bar)
  const counts = new Float64Array(Math.ceil(DAY_MS / bar))
  let days = 0
  let day = Number.NaN
  for (const t of time) {
    counts[slotOfDay(t)]++
    const start = startOfDay(t)
    if (start !== day) days++
    day = start
  }
  return (slot, before, after) => {
    if (2 * counts[slotOfDay(slot)] < days) return false
    const [first, today, last] = [startOfDay(before), startOfDay(slot), startOfDay(after)]
    if (first === last) return true
    return today > first && today < last && isWeekday(today) && weekdaysBetween(first, last) > HOLIDAYS
  }
}

function isWeekday(time: number): boolean {
  const day = weekday(time)
  return day !== 0 && day !== 6
}

/** Whole weekdays between two days, both excluded; stops counting where the answer is clear. */
function weekdaysBetween(first: number, last: number): number {
  let count = 0
  for (let day = first + DAY_MS; day < last && count <= HOLIDAYS; day += DAY_MS) if (isWeekday(day)) count++
  return count
}

function startOfDay(time: number): number {
  return Math.floor(time / DAY_MS) * DAY_MS
}
