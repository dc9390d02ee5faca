import type { Column } from '../base/column.ts'
import { type Calendar, type Timeframe, timeframeMs } from '../base/timeframe.ts'
import type { QualityReport } from './quality.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const WEEK_MS = 7 * DAY_MS
/** 1970-01-03, the first Saturday after the epoch. */
const SATURDAY = 2 * DAY_MS
/** Currencies open again on Sunday evening. */
const WEEKEND_MS = 44 * HOUR_MS
/** Half-way between a stock session of 6.5 hours and a full day, as a ratio. */
const LONGEST_SESSION_MS = 12 * HOUR_MS

/**
 * When a market trades, by the times of its bars.
 *
 * A market has weekends when nothing stands between Saturday 0:00 and Sunday 20:00 UTC over two weekends or more (one in ten may
 * have bars: stocks once traded on Saturdays). Then daily bars are `stocks`; shorter ones are `stocks` when the bars of a day span
 * less than 12 hours, else `24/5`. Three days or more with such sessions are `stocks` even without a weekend among them. Everything
 * else is `24/7`: inferred when bars stand in the weekends, else assumed.
 */
export function inferCalendar(time: Column, timeframe: Timeframe): Pick<QualityReport, 'calendar' | 'calendarFrom'> {
  const bar = timeframeMs(timeframe)
  if (time.length < 2 || bar > DAY_MS) return assumed
  const { closed, traded } = countWeekends(time)
  if (traded > closed / 10) return inferred('24/7')
  if (bar === DAY_MS) return closed < 2 ? assumed : inferred('stocks')
  const session = meanSession(time, bar)
  if (session.lengthMs < LONGEST_SESSION_MS && (session.days >= 3 || closed >= 2)) return inferred('stocks')
  return closed < 2 ? assumed : inferred('24/5')
}

const assumed = { calendar: '24/7', calendarFrom: 'assumed' } as const

function inferred(calendar: Calendar) {
  return { calendar, calendarFrom: 'inferred' } as const
}

/** 0 is Sunday, by UTC. */
export function weekday(time: number): number {
  return (((Math.floor(time / DAY_MS) + 4) % 7) + 7) % 7
}

/** Weekends with bars, and weekends without but with bars in the week before and after: what a long gap hides tells nothing. */
function countWeekends(time: Column): { closed: number; traded: number } {
  const last = time[time.length - 1]
  let closed = 0
  let traded = 0
  for (let start = Math.floor((time[0] - SATURDAY) / WEEK_MS) * WEEK_MS + SATURDAY; start <= last; start += WEEK_MS) {
    const from = indexAt(time, start)
    const to = indexAt(time, start + WEEKEND_MS, from)
    if (to > from) traded++
    else if (from > 0 && to < time.length && start - time[from - 1] < 5 * DAY_MS && time[to] - start < WEEK_MS) closed++
  }
  return { closed, traded }
}

/** Mean time from the first bar of a day (UTC) to the end of its last one. */
function meanSession(time: Column, bar: number): { days: number; lengthMs: number } {
  let days = 0
  let total = 0
  let i = 0
  while (i < time.length) {
    const next = indexAt(time, (Math.floor(time[i] / DAY_MS) + 1) * DAY_MS, i)
    total += time[next - 1] - time[i] + bar
    days++
    i = next
  }
  return { days, lengthMs: total / days }
}

/** Index of the first bar at or after a time. */
function indexAt(time: Column, at: number, from = 0): number {
  let low = from
  let high = time.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (time[middle] < at) low = middle + 1
    else high = middle
  }
  return low
}
