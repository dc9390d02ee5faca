import { describe, expect, it } from 'vitest'
import { isZone, localDay, zoneOffset } from '../../src/risk/local-day.ts'

const HOUR = 3_600_000
const iso = (time: number) => new Date(time).toISOString().slice(0, 16)

describe('localDay', () => {
  it.each([
    ['UTC', '2025-01-15T12:00:00Z', '2025-01-15T00:00', 24],
    ['UTC', '1969-12-31T23:00:00Z', '1969-12-31T00:00', 24],
    ['Europe/Berlin', '2025-01-15T23:00:00Z', '2025-01-15T23:00', 24],
    ['Europe/Berlin', '2025-01-15T22:59:00Z', '2025-01-14T23:00', 24],
    ['Europe/Berlin', '2025-03-30T12:00:00Z', '2025-03-29T23:00', 23],
    ['Europe/Berlin', '2025-10-26T12:00:00Z', '2025-10-25T22:00', 25],
    ['America/New_York', '2025-03-09T12:00:00Z', '2025-03-09T05:00', 23],
    ['Asia/Kolkata', '2025-01-15T18:30:00Z', '2025-01-15T18:30', 24],
    ['Pacific/Auckland', '2025-01-15T12:00:00Z', '2025-01-15T11:00', 24],
    // Clocks skipped midnight: the day began at 01:00.
    ['America/Sao_Paulo', '2018-11-04T12:00:00Z', '2018-11-04T03:00', 23],
    ['America/Sao_Paulo', '2018-11-03T12:00:00Z', '2018-11-03T03:00', 24],
  ])('%s at %s begins at %s and has %i hours', (zone, at, start, hours) => {
    const day = localDay(Date.parse(at), zone)
    expect([iso(day.start), (day.end - day.start) / HOUR]).toEqual([start, hours])
  })

  it('puts every hour of two years into the day that it belongs to', () => {
    for (const zone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago', 'Africa/Cairo'])
      for (let at = Date.UTC(2024, 0, 1, 0, 17); at < Date.UTC(2025, 11, 31); at += 5 * HOUR) {
        const { start, end } = localDay(at, zone)
        if (!(start <= at && at < end)) expect.fail(`${zone} ${iso(at)}: ${iso(start)} to ${iso(end)}`)
        expect(localDay(end, zone).start).toBe(end)
      }
  })
})

it('knows what clocks show', () => {
  expect(zoneOffset(Date.UTC(2025, 0, 1), 'Asia/Kathmandu')).toBe(5.75 * HOUR)
  expect(zoneOffset(Date.UTC(2025, 6, 1), 'Europe/Berlin')).toBe(2 * HOUR)
})

it('knows its zones', () => {
  expect(['UTC', 'Europe/Berlin', 'Mars/Olympus', ''].map(isZone)).toEqual([true, true, false, false])
})
