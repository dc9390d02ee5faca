import { expect, it } from 'vitest'
import { OrderLog } from '../../../src/engine/orders/order-log.ts'
import type { NewOrder } from '../../../src/engine/orders/resting-order.ts'

const base = { side: 'buy', quantity: 3, reason: 'signal' } as const
const none = Number.NaN

it('a record has the terms of its order', () => {
  const log = new OrderLog()
  const orders: NewOrder[] = [
    { ...base, kind: 'market', quantity: none, fraction: 0.5, group: 'a' },
    { ...base, kind: 'limit', level: 90, timeInForce: 'day' },
    { ...base, kind: 'touch', level: 91 },
    { ...base, kind: 'stop', level: 110, reduceOnly: true, parent: 1 },
    { ...base, kind: 'stopLimit', level: 110, limit: 111 },
    { ...base, kind: 'trailing', distance: 0.1, extreme: 100 },
  ]
  expect(orders.map(order => log.add(order, 7))).toEqual([1, 2, 3, 4, 5, 6])
  expect(log.records.map(({ kind, limit, stop, trailing }) => [kind, limit, stop, trailing])).toEqual([
    ['market', none, none, none],
    ['limit', 90, none, none],
    ['limit', 91, none, none],
    ['stop', none, 110, none],
    ['stopLimit', 111, 110, none],
    ['trailing', none, 110.00000000000001, 0.1],
  ])
  expect(log.of(1)).toMatchObject({
    id: 1,
    quantity: none,
    fraction: 0.5,
    group: 'a',
    status: 'working',
    placedIndex: 7,
    endIndex: none,
    note: '',
  })
  expect(log.of(2)).toMatchObject({ timeInForce: 'day', reduceOnly: false, parent: undefined })
  expect(log.of(4)).toMatchObject({ timeInForce: 'gtc', reduceOnly: true, parent: 1 })
})

it('fills in pieces add up', () => {
  const log = new OrderLog()
  log.add({ ...base, kind: 'market', quantity: none, fraction: 1 }, 0)
  log.fill(1, 1, 100, 4)
  expect(log.of(1)).toMatchObject({ quantity: 4, filledQuantity: 1, averagePrice: 100, status: 'working' })
  log.fill(1, 3, 104, 3)
  log.end(1, 'filled', 2)
  expect(log.of(1)).toMatchObject({ quantity: 4, filledQuantity: 4, averagePrice: 103, status: 'filled', endIndex: 2, note: '' })
})

it('follows what happens to an order', () => {
  const log = new OrderLog()
  log.add({ ...base, kind: 'stopLimit', level: 110, limit: 111 }, 0)
  log.trigger(1, 3)
  log.end(1, 'canceled', 4, 'why')
  expect(log.of(1)).toMatchObject({ triggeredIndex: 3, status: 'canceled', endIndex: 4, note: 'why' })
  log.add({ ...base, kind: 'stop', level: 110 }, 0)
  log.amend({ ...base, kind: 'stop', level: 120, quantity: 9, id: 2, placedAt: 0 })
  expect(log.of(2)).toMatchObject({ stop: 120, quantity: 9 })
  log.add({ ...base, kind: 'trailing', distance: 0.5, extreme: 100 }, 0)
  log.move({ ...base, kind: 'trailing', distance: 0.5, extreme: 80, id: 3, placedAt: 0 })
  expect(log.of(3).stop).toBe(120)
})

it('new terms are those of the kind of order', () => {
  const log = new OrderLog()
  log.add({ ...base, kind: 'touch', level: 91 }, 0)
  log.add({ ...base, kind: 'stop', level: 110 }, 0)
  log.amend({ ...base, kind: 'touch', level: 92, quantity: 4, id: 1, placedAt: 0 })
  log.amend({ ...base, kind: 'stop', level: 112, quantity: 5, id: 2, placedAt: 0 })
  expect(log.records).toMatchObject([
    { kind: 'limit', quantity: 4, limit: 92, stop: none },
    { kind: 'stop', quantity: 5, limit: none, stop: 112 },
  ])
})
