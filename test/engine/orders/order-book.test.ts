import { expect, it } from 'vitest'
import { OrderBook } from '../../../src/engine/orders/order-book.ts'
import type { NewOrder } from '../../../src/engine/orders/resting-order.ts'

const limit: NewOrder = { kind: 'limit', level: 90, side: 'buy', quantity: 3, reason: 'signal' }
const trailing: NewOrder = { kind: 'trailing', distance: 0.1, extreme: 100, side: 'sell', quantity: 3, reason: 'trailing' }
const DAY_MS = 86_400_000

it('orders rest until they are over, and every one has a record', () => {
  const book = new OrderBook()
  expect([book.place(limit, 4), book.place(trailing, 5), book.reject(limit, 5, 'why')]).toEqual([1, 2, 3])
  const before = book.orders
  expect(book.find(2)).toMatchObject({ id: 2, placedAt: 5, extreme: 100 })
  book.end(({ id }) => id === 2, 'canceled', 6, 'enough')
  expect(book.orders.map(({ id }) => id)).toEqual([1])
  expect(before).toHaveLength(2)
  expect(book.find(2)).toBeUndefined()
  expect(book.log.records.map(({ status, endIndex, note }) => [status, endIndex, note])).toEqual([
    ['working', Number.NaN, ''],
    ['canceled', 6, 'enough'],
    ['rejected', 5, 'why'],
  ])
})

it('amended orders keep their age, their day and their extreme', () => {
  const book = new OrderBook()
  book.place({ ...limit, timeInForce: 'day' }, 4)
  book.place(trailing, 4)
  book.startDay(3 * DAY_MS, 5)
  book.follow({ high: 120, low: 80 }, 5)
  book.amend(1, { ...limit, timeInForce: 'day', level: 95 })
  book.amend(2, { ...trailing, quantity: 1 })
  expect(book.orders).toMatchObject([
    { level: 95, placedAt: 4, day: 3 },
    { quantity: 1, placedAt: 4, extreme: 120, followedTo: 5 },
  ])
  expect(book.log.records.map(({ limit, stop }) => [limit, stop])).toEqual([
    [95, Number.NaN],
    [Number.NaN, 108],
  ])
})

it('trailing stops may follow one by one', () => {
  const book = new OrderBook()
  book.place(trailing, 0)
  book.place(trailing, 0)
  book.follow({ high: 110, low: 100 }, 1, ({ id }) => id === 1)
  book.follow({ high: 130, low: 100 }, 1)
  expect(book.orders).toMatchObject([{ extreme: 110 }, { extreme: 130 }])
})

it('orders for the day need to know the time', () => {
  const book = new OrderBook()
  book.place(limit, 0)
  expect(() => book.startDay(undefined, 1)).not.toThrow()
  book.place({ ...limit, timeInForce: 'day' }, 0)
  expect(() => book.startDay(undefined, 1)).toThrow(
    expect.objectContaining({
      name: 'DataError',
      code: 'exchange/no-time',
      message: expect.stringContaining('give openBar the time of the bar'),
    }),
  )
  book.startDay(DAY_MS - 1, 1)
  book.startDay(DAY_MS, 2)
  expect(book.log.of(2)).toMatchObject({ status: 'expired', endIndex: 2 })
})

it('an extreme belongs to trailing stops only', () => {
  const book = new OrderBook()
  book.place(limit, 0)
  book.place(limit, 0)
  book.place(trailing, 0)
  book.amend(1, { ...limit, level: 91 })
  book.amend(2, trailing)
  book.amend(3, limit)
  expect(book.orders.map(order => ['extreme' in order, order.kind])).toEqual([
    [false, 'limit'],
    [true, 'trailing'],
    [false, 'limit'],
  ])
  expect(book.find(2)).toMatchObject({ extreme: 100 })
})

it('only the record of a stop that has moved changes', () => {
  const book = new OrderBook()
  book.place(limit, 0)
  book.place(trailing, 0)
  book.follow({ high: 110, low: 100 }, 1)
  expect(book.log.records.map(({ stop, limit }) => [stop, limit])).toEqual([
    [Number.NaN, 90],
    [99, Number.NaN],
  ])
})
