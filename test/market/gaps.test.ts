import { describe, expect, it } from 'vitest'
import type { Calendar, Timeframe } from '../../src/base/timeframe.ts'
import { fillGaps, findGaps } from '../../src/market/gaps.ts'
import type { BarColumns } from '../../src/market/scan-bars.ts'
import { stepChanges } from './step-changes.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** A Monday. */
const START = Date.UTC(2024, 0, 1)

const find = (time: Float64Array, timeframe: Timeframe, calendar: Calendar) => findGaps(time, timeframe, calendar, stepChanges(time))
const workday = (t: number) => ![0, 6].includes(new Date(t).getUTCDay())
const grid = (step: number, days: number) => Array.from({ length: (days * DAY) / step }, (_, i) => START + i * step)
const at = (text: string) => Date.parse(`${text}Z`)
const without = (times: number[], from: string, to: string) => Float64Array.from(times.filter(t => t < at(from) || t >= at(to)))

function columnsOf(time: Float64Array): BarColumns {
  const column = (offset: number) => Float64Array.from(time, (_, i) => 100 + i + offset)
  return { time, open: column(0), high: column(2), low: column(-2), close: column(1), volume: column(50) }
}

/** Times that filling adds. */
function filledTimes(time: Float64Array, timeframe: Timeframe, calendar: Calendar): string[] {
  const filled = fillGaps(columnsOf(time), find(time, timeframe, calendar), timeframe, calendar)
  const had = new Set(time)
  return [...filled.time].filter(t => !had.has(t)).map(t => new Date(t).toISOString().slice(0, 16))
}

describe('findGaps, 24/7', () => {
  it('finds nothing in complete bars, nor in one bar', () => {
    expect(find(Float64Array.from(grid(HOUR, 3)), '1h', '24/7')).toEqual([])
    expect(find(Float64Array.of(START), '1h', '24/7')).toEqual([])
  })

  it('counts what is missing at every longer step', () => {
    const time = Float64Array.of(0, 1, 2, 5, 6, 8, 108).map(k => START + k * HOUR)
    expect(find(time, '1h', '24/7')).toEqual([
      { index: 3, missing: 2 },
      { index: 5, missing: 1 },
      { index: 6, missing: 99 },
    ])
  })

  it('finds equal gaps in a row', () => {
    const time = Float64Array.of(0, 1, 3, 5, 7, 8).map(k => START + k * HOUR)
    expect(find(time, '1h', '24/7').map(gap => gap.index)).toEqual([2, 3, 4])
  })

  it('does not mind jitter below half a bar', () => {
    const time = Float64Array.of(0, 1.4, 2, 2.9, 4).map(k => START + k * HOUR)
    expect(find(time, '1h', '24/7')).toEqual([])
  })
})

describe('findGaps, daily bars with weekends', () => {
  const days = grid(DAY, 60).filter(workday)

  it.each(['24/5', 'stocks'] as const)('%s: weekends and two holidays are none, three missing days are', calendar => {
    expect(find(Float64Array.from(days), '1d', calendar)).toEqual([])
    expect(find(without(days, '2024-01-10', '2024-01-12'), '1d', calendar)).toEqual([])
    // Friday to Tuesday.
    expect(find(without(days, '2024-01-12', '2024-01-17'), '1d', calendar)).toEqual([{ index: 9, missing: 3 }])
    expect(find(Float64Array.from(days), '1d', '24/7').length).toBe(8)
  })

  it('fills weekdays only', () => {
    expect(filledTimes(without(days, '2024-01-11', '2024-01-17'), '1d', 'stocks')).toEqual([
      '2024-01-11T00:00',
      '2024-01-12T00:00',
      '2024-01-15T00:00',
      '2024-01-16T00:00',
    ])
  })

  it('goes by the weekdays that the data has', () => {
    const evenings = days.map(t => t - 2 * HOUR)
    expect(find(Float64Array.from(evenings), '1d', '24/5')).toEqual([])
    expect(filledTimes(without(evenings, '2024-01-09', '2024-01-16'), '1d', '24/5').map(t => new Date(`${t}Z`).getUTCDay())).toEqual([
      2, 3, 4, 0, 1,
    ])
  })
})

describe('findGaps, currencies by the hour', () => {
  const hours = grid(HOUR, 28).filter(t => {
    const day = new Date(t).getUTCDay()
    const hour = new Date(t).getUTCHours()
    return (day === 0 && hour >= 22) || (day >= 1 && day <= 4) || (day === 5 && hour < 22)
  })

  it('is closed in weekends, however early Friday ends', () => {
    expect(find(Float64Array.from(hours), '1h', '24/5')).toEqual([])
    expect(find(without(hours, '2024-01-12T20:00', '2024-01-15T00:00'), '1h', '24/5')).toEqual([])
    expect(find(without(hours, '2024-01-12T19:00', '2024-01-15T00:00'), '1h', '24/5')).toEqual([{ index: expect.any(Number), missing: 1 }])
  })

  it('finds and fills a gap in the week', () => {
    expect(filledTimes(without(hours, '2024-01-10T05:00', '2024-01-10T08:00'), '1h', '24/5')).toEqual([
      '2024-01-10T05:00',
      '2024-01-10T06:00',
      '2024-01-10T07:00',
    ])
  })

  it('is closed at Christmas and New Year', () => {
    const around = (day: number) => Float64Array.of(day - 2 * HOUR, day - HOUR, day + DAY, day + DAY + HOUR)
    expect(find(around(Date.UTC(2024, 11, 25)), '1h', '24/5')).toEqual([])
    expect(find(around(Date.UTC(2025, 0, 1)), '1h', '24/5')).toEqual([])
    expect(find(around(Date.UTC(2024, 11, 18)), '1h', '24/5')).toEqual([{ index: 2, missing: 24 }])
  })
})

describe('findGaps, stocks inside of the day', () => {
  const minute = 60_000
  const session = (t: number) => workday(t) && (t % DAY) / HOUR >= 14.5 && (t % DAY) / HOUR < 21
  const bars = grid(5 * minute, 28).filter(session)

  it('nights, weekends, two holidays and a half day are none', () => {
    expect(find(Float64Array.from(bars), '5m', 'stocks')).toEqual([])
    expect(find(without(bars, '2024-01-10', '2024-01-12'), '5m', 'stocks')).toEqual([])
    expect(find(without(bars, '2024-01-10T18:00', '2024-01-11'), '5m', 'stocks')).toEqual([])
  })

  it('a hole in the session is one', () => {
    expect(filledTimes(without(bars, '2024-01-10T16:00', '2024-01-10T16:15'), '5m', 'stocks')).toEqual([
      '2024-01-10T16:00',
      '2024-01-10T16:05',
      '2024-01-10T16:10',
    ])
  })

  it('three missing days are one, filled with sessions', () => {
    const added = filledTimes(without(bars, '2024-01-11', '2024-01-16'), '5m', 'stocks')
    expect(added.length).toBe(3 * 78)
    expect(added.every(t => session(Date.parse(`${t}Z`)))).toBe(true)
  })

  it('a break that every day has is none', () => {
    const lunch = bars.filter(t => (t % DAY) / HOUR < 17 || (t % DAY) / HOUR >= 18)
    expect(find(Float64Array.from(lunch), '5m', 'stocks')).toEqual([])
  })
})

describe('findGaps, bars longer than a day', () => {
  it('counts weeks on every calendar', () => {
    const time = Float64Array.of(0, 1, 2, 4, 5).map(k => START + 7 * k * DAY)
    for (const calendar of ['24/7', '24/5', 'stocks'] as const) expect(find(time, '1w', calendar)).toEqual([{ index: 3, missing: 1 }])
  })
})

describe('fillGaps', () => {
  it('puts flat bars without volume in, and leaves the others alone', () => {
    const columns = columnsOf(Float64Array.of(0, 1, 4).map(k => START + k * HOUR))
    const filled = fillGaps(columns, [{ index: 2, missing: 2 }], '1h', '24/7')
    expect([...filled.time]).toEqual([0, 1, 2, 3, 4].map(k => START + k * HOUR))
    expect([...filled.open]).toEqual([100, 101, 102, 102, 102])
    expect([...filled.high]).toEqual([102, 103, 102, 102, 104])
    expect([...filled.low]).toEqual([98, 99, 102, 102, 100])
    expect([...filled.close]).toEqual([101, 102, 102, 102, 103])
    expect([...filled.volume]).toEqual([150, 151, 0, 0, 152])
  })

  it('gives the same columns where nothing is missing', () => {
    const columns = columnsOf(Float64Array.of(START, START + HOUR))
    expect(fillGaps(columns, [], '1h', '24/7')).toBe(columns)
  })
})
