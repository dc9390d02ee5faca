import fc from 'fast-check'
import { expect, it } from 'vitest'
import { rebalanceRows } from '../../src/portfolios/rebalance-rows.ts'

const times = (...dates: string[]) => Float64Array.from(dates, date => Date.parse(`${date}Z`))

it('finds the first row of every period', () => {
  const time = times(
    '2023-12-29T12:00',
    '2023-12-31T23:59',
    '2024-01-01T00:00',
    '2024-01-01T13:00',
    '2024-01-08T00:00',
    '2024-02-29T10:00',
    '2024-04-01T00:00',
  )
  const rows = (when: Parameters<typeof rebalanceRows>[1]) => [...rebalanceRows(time, when)]
  expect(rows('day')).toEqual([1, 2, 4, 5, 6])
  expect(rows('week')).toEqual([2, 4, 5, 6])
  expect(rows('month')).toEqual([2, 5, 6])
  expect(rows('quarter')).toEqual([2, 6])
  expect(rows('year')).toEqual([2])
  expect(rows({ every: 3 })).toEqual([3, 6])
  expect(rows({ every: 7 })).toEqual([])
})

it('is the plain comparison of dates, also before 1970', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1e11, max: 3e12 }), { maxLength: 50 }), list => {
      const time = Float64Array.from(list.sort((a, b) => a - b))
      const date = (row: number) => new Date(time[row])
      const changed = (key: (date: Date) => unknown) => [...time.keys()].filter(row => row > 0 && key(date(row)) !== key(date(row - 1)))
      expect([...rebalanceRows(time, 'day')]).toEqual(changed(d => d.toISOString().slice(0, 10)))
      expect([...rebalanceRows(time, 'month')]).toEqual(changed(d => d.toISOString().slice(0, 7)))
      expect([...rebalanceRows(time, 'year')]).toEqual(changed(d => d.getUTCFullYear()))
      // The Monday of its week.
      const monday = (d: Date) => Math.floor(d.getTime() / 86_400_000) - ((d.getUTCDay() + 6) % 7)
      expect([...rebalanceRows(time, 'week')]).toEqual(changed(monday))
    }),
  )
})

it('knows its words', () => {
  expect(() => rebalanceRows(new Float64Array(3), 'weekly' as never)).toThrow('unknown rebalance "weekly"; did you mean "week"?')
  for (const every of [0, -1, 1.5, Number.NaN]) expect(() => rebalanceRows(new Float64Array(3), { every })).toThrow(`every ${every} bars`)
  expect([...rebalanceRows(new Float64Array(0), 'day')]).toEqual([])
})
