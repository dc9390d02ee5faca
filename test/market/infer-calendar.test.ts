import { describe, expect, it } from 'vitest'
import { inferCalendar, weekday } from '../../src/market/infer-calendar.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** A Monday. */
const START = Date.UTC(2024, 0, 1)

/** Every `step` over `days` days, where `open` says so (weekday 0 is Sunday, hour of the day). */
function times(step: number, days: number, open: (weekday: number, hour: number) => boolean): Float64Array {
  const list: number[] = []
  for (let t = START; t < START + days * DAY; t += step) {
    const date = new Date(t)
    if (open(date.getUTCDay(), date.getUTCHours() + date.getUTCMinutes() / 60)) list.push(t)
  }
  return Float64Array.from(list)
}

const workday = (day: number) => day >= 1 && day <= 5

describe('inferCalendar', () => {
  it.each([
    ['daily crypto', '1d', times(DAY, 30, () => true), '24/7', 'inferred'],
    ['daily stocks', '1d', times(DAY, 30, workday), 'stocks', 'inferred'],
    ['daily bars of a single week', '1d', times(DAY, 7, workday), '24/7', 'assumed'],
    ['daily bars that open on the evening before', '1d', times(DAY, 30, day => day <= 4).map(t => t + 22 * HOUR), 'stocks', 'inferred'],
    ['hourly crypto', '1h', times(HOUR, 20, () => true), '24/7', 'inferred'],
    ['a few hours of crypto', '1h', times(HOUR, 3, () => true), '24/7', 'assumed'],
    ['hourly stocks', '1h', times(HOUR, 30, (day, hour) => workday(day) && hour >= 14 && hour < 21), 'stocks', 'inferred'],
    ['three days of minutes of stocks', '5m', times(HOUR / 12, 3, (_, hour) => hour >= 14.5 && hour < 21), 'stocks', 'inferred'],
    [
      'hourly currencies',
      '1h',
      times(HOUR, 30, (day, hour) => (workday(day) && !(day === 5 && hour >= 22)) || (day === 0 && hour >= 22)),
      '24/5',
      'inferred',
    ],
    ['currencies without Sunday evenings', '15m', times(HOUR / 4, 30, workday), '24/5', 'inferred'],
    ['weekly bars', '1w', times(7 * DAY, 100, () => true), '24/7', 'assumed'],
    ['one bar', '1d', Float64Array.of(START), '24/7', 'assumed'],
  ] as const)('tells %s', (_, timeframe, time, calendar, calendarFrom) => {
    expect(inferCalendar(time, timeframe)).toEqual({ calendar, calendarFrom })
  })

  it('forgives a few Saturdays', () => {
    const usual = times(DAY, 365, workday)
    const time = Float64Array.from([...usual, START + 5 * DAY, START + 12 * DAY]).sort()
    expect(inferCalendar(time, '1d').calendar).toBe('stocks')
  })

  it('does not take a long gap for closed weekends', () => {
    const time = Float64Array.of(START, START + HOUR, START + 2 * HOUR, START + 900 * DAY)
    expect(inferCalendar(time, '1h')).toEqual({ calendar: '24/7', calendarFrom: 'assumed' })
  })
})

describe('weekday', () => {
  it('agrees with Date, also before 1970', () => {
    for (let t = -5000 * DAY; t < 30_000 * DAY; t += 12_345_678_901) expect(weekday(t)).toBe(new Date(t).getUTCDay())
  })
})
