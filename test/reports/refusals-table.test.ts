import { expect, it } from 'vitest'
import type { RefusedOrder } from '../../src/engine/refusals.ts'
import { REFUSALS_SHOWN, refusalsTable } from '../../src/reports/refusals-table.ts'
import { waveBars } from './fixture.ts'

const bars = waveBars(50)
const refused: RefusedOrder = { index: 3, reason: 'min-notional', quantity: -2, price: 100, target: -0.5 }

it('has a row for each, with a value for every column', () => {
  const { rows, columns } = refusalsTable(
    [refused, { ...refused, quantity: 4, reason: 'admit', detail: 'not today' }, { ...refused, quantity: 0, reason: 'size' }],
    bars,
    { intraday: true },
  )
  expect(rows).toEqual([
    [bars.time[3], -0.5, 'sell', 2, 100, 'worth less than the smallest order'],
    [bars.time[3], -0.5, 'buy', 4, 100, 'not admitted: not today'],
    [bars.time[3], -0.5, '–', '–', 100, 'the size rounds to nothing'],
  ])
  expect(rows.every(row => row.length === columns.length)).toBe(true)
})

it('lists the first ones only', () => {
  const many = Array.from({ length: 30 }, (_, index) => ({ ...refused, index }))
  const { rows } = refusalsTable(many, bars, { intraday: false })
  expect([rows.length, rows[0][0], rows[19][0]]).toEqual([REFUSALS_SHOWN, bars.time[0], bars.time[19]])
})

it('prints the time of day only where bars are shorter than a day', () => {
  expect([true, false].map(intraday => refusalsTable([], bars, { intraday }).columns[0].format)).toEqual(['time', 'date'])
})
