import { expect, it } from 'vitest'
import { ORDERS_SHOWN, orderCounts, ordersBlocks, ordersTable } from '../../src/reports/orders-table.ts'
import { waveBars } from './fixture.ts'
import { bracketRun, record } from './order-scene.ts'

const { orders, bars } = bracketRun()
const intraday = { intraday: true }

it('counts by status', () => {
  expect(orderCounts(orders)).toBe('6 orders: 2 filled, 2 canceled, 1 expired, 1 rejected')
  expect(orderCounts([record()])).toBe('1 order: 1 working')
})

it('an order is a row', () => {
  const { rows, columns } = ordersTable(orders, bars, intraday)
  const hour = 3_600_000
  expect(rows[0]).toEqual([
    1,
    0,
    'buy',
    'stop',
    '2 units at stop 105.00, good for 3 bars, of the group a',
    2,
    106.05,
    'filled',
    2 * hour,
    '',
  ])
  const why = 'another order of its group has filled'
  expect(rows[3]).toEqual([
    4,
    2 * hour,
    'sell',
    'limit',
    '2 units at limit 120.00, attached to order 1',
    '–',
    Number.NaN,
    'canceled',
    3 * hour,
    why,
  ])
  expect(columns.length).toBe(rows[0].length)
  expect(ordersTable([record()], bars, intraday).rows[0].slice(-3)).toEqual(['working', '–', ''])
  expect(ordersTable(orders, bars, { intraday: false }).columns[1].format).toBe('date')
})

it('shows the first ones of many', () => {
  const many = Array.from({ length: ORDERS_SHOWN + 1 }, (_, k) => record({ id: k + 1 }))
  const [text, table] = ordersBlocks(many, waveBars(3), intraday)
  expect(text).toEqual({ kind: 'text', text: '21 orders: 21 working. The first 20:' })
  expect(table.kind === 'table' && table.rows.length).toBe(ORDERS_SHOWN)
  expect(ordersBlocks(orders, bars, intraday)[0]).toMatchObject({ text: '6 orders: 2 filled, 2 canceled, 1 expired, 1 rejected.' })
  expect(ordersBlocks([], bars, intraday)).toMatchObject([{ kind: 'table', empty: 'No order was placed.', rows: [] }])
})
