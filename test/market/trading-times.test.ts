import { describe, expect, it } from 'vitest'
import { tradingTimes } from '../../src/market/trading-times.ts'

const text = (time: Float64Array) => [...time].map(t => new Date(t).toISOString().slice(0, 16))
/** A Friday. */
const FRIDAY = Date.UTC(2024, 0, 5)

describe('tradingTimes', () => {
  it('never stops on 24/7', () => {
    expect(text(tradingTimes({ start: FRIDAY, length: 4, timeframe: '1d', calendar: '24/7' }))).toEqual([
      '2024-01-05T00:00',
      '2024-01-06T00:00',
      '2024-01-07T00:00',
      '2024-01-08T00:00',
    ])
  })

  it('skips weekends on 24/5', () => {
    expect(text(tradingTimes({ start: FRIDAY + 22 * 3_600_000, length: 4, timeframe: '1h', calendar: '24/5' }))).toEqual([
      '2024-01-05T22:00',
      '2024-01-05T23:00',
      '2024-01-08T00:00',
      '2024-01-08T01:00',
    ])
  })

  it('gives stocks their session', () => {
    expect(text(tradingTimes({ start: FRIDAY, length: 8, timeframe: '1h', calendar: 'stocks' }))).toEqual([
      ...[14, 15, 16, 17, 18, 19].map(hour => `2024-01-05T${hour}:30`),
      '2024-01-08T14:30',
      '2024-01-08T15:30',
    ])
    const minutes = text(tradingTimes({ start: FRIDAY, length: 391, timeframe: '1m', calendar: 'stocks' }))
    expect(minutes[389]).toBe('2024-01-05T20:59')
    expect(minutes[390]).toBe('2024-01-08T14:30')
    expect(text(tradingTimes({ start: FRIDAY, length: 2, timeframe: '12h', calendar: 'stocks' }))).toEqual([
      '2024-01-05T14:30',
      '2024-01-08T14:30',
    ])
  })

  it('begins at or after the start, inside of a session too', () => {
    expect(text(tradingTimes({ start: FRIDAY + 16 * 3_600_000, length: 2, timeframe: '30m', calendar: 'stocks' }))).toEqual([
      '2024-01-05T16:00',
      '2024-01-05T16:30',
    ])
    expect(text(tradingTimes({ start: FRIDAY + 86_400_000, length: 1, timeframe: '1d', calendar: 'stocks' }))).toEqual(['2024-01-08T00:00'])
  })

  it('lets bars longer than a day follow each other', () => {
    expect(text(tradingTimes({ start: FRIDAY + 86_400_000, length: 2, timeframe: '1w', calendar: 'stocks' }))).toEqual([
      '2024-01-06T00:00',
      '2024-01-13T00:00',
    ])
  })
})
