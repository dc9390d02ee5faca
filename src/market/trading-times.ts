import { type Calendar, type Timeframe, timeframeMs } from '../base/timeframe.ts'
import { weekday } from './infer-calendar.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** New York 9:30 to 16:00 in winter. */
const SESSION_START_MS = (14 * 60 + 30) * MINUTE_MS
const SESSION_MS = 390 * MINUTE_MS

/** What {@link tradingTimes} counts. */
export interface TradingTimesOptions {
  readonly start: number
  readonly length: number
  readonly timeframe: Timeframe
  readonly calendar: Calendar
}

/**
 * The opening times of `length` bars, the first one at or after `start`. `24/5` and `stocks` skip Saturdays and Sundays (UTC),
 * `stocks` below a day gives as many whole bars as fit between 14:30 and 21:00 UTC, at least one. No holidays. Bars longer than a
 * day follow each other without a break.
 */
export function tradingTimes({ start, length, timeframe, calendar }: TradingTimesOptions): Float64Array {
  const bar = timeframeMs(timeframe)
  const time = new Float64Array(length)
  if (calendar === 'stocks' && bar < DAY_MS) {
    fillSessions(time, start, bar)
    return time
  }
  const skipsWeekends = calendar !== '24/7' && bar <= DAY_MS
  let next = start
  for (let i = 0; i < length; i++) {
    while (skipsWeekends && isWeekend(next)) next += bar
    time[i] = next
    next += bar
  }
  return time
}

function fillSessions(time: Float64Array, start: number, bar: number): void {
  const perDay = Math.max(1, Math.floor(SESSION_MS / bar))
  let day = Math.floor(start / DAY_MS) * DAY_MS
  let count = 0
  while (count < time.length) {
    for (let k = 0; k < perDay && count < time.length && !isWeekend(day); k++) {
      const opens = day + SESSION_START_MS + k * bar
      if (opens >= start) time[count++] = opens
    }
    day += DAY_MS
  }
}

function isWeekend(time: number): boolean {
  const day = weekday(time)
  return day === 0 || day === 6
}
