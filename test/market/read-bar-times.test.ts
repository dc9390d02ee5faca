import { describe, expect, it } from 'vitest'
import { DataError } from '../../src/base/errors.ts'
import type { RawColumn } from '../../src/market/raw-table.ts'
import { readBarTimes } from '../../src/market/read-bar-times.ts'

const table = (columns: Readonly<Record<string, RawColumn>>, timeFormat?: string) => ({
  columns,
  length: Object.values(columns)[0].length,
  ...(timeFormat === undefined ? {} : { timeFormat }),
})

describe('readBarTimes', () => {
  it('reads the column with that header', () => {
    const { time, header, dateHeader } = readBarTimes(table({ When: ['2024-01-02 09:30', '2024-01-03'], date: ['1', '2'] }), 'When', {})
    expect([...time]).toEqual([Date.UTC(2024, 0, 2, 9, 30), Date.UTC(2024, 0, 3)])
    expect(header).toBe('When')
    expect(dateHeader).toBeUndefined()
  })

  it.each([
    ['Date', 'Time'],
    ['<DATE>', '<TIME>'],
    ['date', 'clock'],
  ])('puts %s and %s together where times are only times of day', (date, clock) => {
    const read = readBarTimes(table({ [date]: ['2024-01-02', '2024-01-03'], [clock]: ['09:30', ' 23:59:58'] }), clock, {})
    expect([...read.time]).toEqual([Date.UTC(2024, 0, 2, 9, 30), Date.UTC(2024, 0, 3, 23, 59, 58)])
    expect(read.header).toBe(`${date} + ${clock}`)
    expect(read.dateHeader).toBe(date)
  })

  it('takes dates of digits and dates in the order that is named', () => {
    expect(readBarTimes(table({ date: [20240102], time: ['09:30'] }), 'time', {}).time[0]).toBe(Date.UTC(2024, 0, 2, 9, 30))
    const slashed = table({ date: ['3/4/2024'], time: ['09:30'] })
    expect(readBarTimes(slashed, 'time', { dateOrder: 'dmy' }).time[0]).toBe(Date.UTC(2024, 3, 3, 9, 30))
    expect(readBarTimes(slashed, 'time', { dateOrder: 'mdy' }).time[0]).toBe(Date.UTC(2024, 2, 4, 9, 30))
  })

  it('does not touch what the reader of the file has turned into milliseconds', () => {
    const time = Float64Array.of(5, 6)
    const read = readBarTimes(table({ time }, 'ISO 8601, zone as written'), 'time', {})
    expect(read).toEqual({ time, format: 'ISO 8601, zone as written', header: 'time' })
    expect(read.time).toBe(time)
    // Without that promise, small numbers are seconds.
    expect([...readBarTimes(table({ time }), 'time', {}).time]).toEqual([5000, 6000])
  })

  it('refuses times of day that have no dates, naming the row', () => {
    expect(() => readBarTimes(table({ time: ['09:30'] }), 'time', { firstRow: 2, source: 'a.csv' })).toThrow(DataError)
    expect(() => readBarTimes(table({ time: ['09:30'] }), 'time', { firstRow: 2, source: 'a.csv' })).toThrow('a.csv, row 2')
  })
})

it('puts dates that are objects together with times of day', () => {
  const table = { columns: { date: [new Date('2024-01-02'), new Date('2024-01-03')], time: ['9:30', '16:00'] }, length: 2 }
  expect([...readBarTimes(table, 'time', {}).time]).toEqual([Date.UTC(2024, 0, 2, 9, 30), Date.UTC(2024, 0, 3, 16)])
})
