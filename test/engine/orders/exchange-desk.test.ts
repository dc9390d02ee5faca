import { expect, it } from 'vitest'
import { ExchangeDesk } from '../../../src/engine/orders/exchange-desk.ts'
import { SimulatedExchange } from '../../../src/engine/orders/simulated-exchange.ts'

const bar = { open: 100, high: 100, low: 100, close: 100 }
function opened(lot?: number) {
  const exchange = new SimulatedExchange({ capital: 1000, costs: { feeBps: 0, slippageBps: 0 } })
  exchange.openBar(0, bar)
  exchange.closeBar()
  return { exchange, desk: new ExchangeDesk(exchange, lot) }
}

it('shows the position, counting bars from the entry', () => {
  const { exchange, desk } = opened()
  expect(desk.position).toEqual({ quantity: 0, averagePrice: Number.NaN, entryIndex: Number.NaN, barsHeld: 0 })
  desk.place('buy', { quantity: 2 })
  for (const index of [1, 2]) {
    exchange.openBar(index, bar)
    exchange.closeBar()
  }
  expect(desk.position).toEqual({ quantity: 2, averagePrice: 100, entryIndex: 1, barsHeld: 2 })
  expect(desk.equity).toBe(1000)
})

it('shows the working orders and takes them back', () => {
  const { desk } = opened()
  const first = desk.place('buy', { quantity: 2, limit: 90 })
  const rejected = desk.place('buy', { quantity: 0 })
  const second = desk.place('sell', { quantity: 2, limit: 110 })
  expect(desk.orders.map(({ id }) => id)).toEqual([first, second])
  expect([desk.cancel(first), desk.cancel(first), desk.cancel(rejected)]).toEqual([true, false, false])
  desk.cancelAll()
  expect(desk.orders).toEqual([])
})

it('rounds quantities down to the lot, except for what only reduces', () => {
  const { exchange, desk } = opened(0.5)
  desk.place('buy', { quantity: 2.7 })
  exchange.openBar(1, bar)
  exchange.closeBar()
  desk.place('sell', { quantity: 1.3, reduceOnly: true })
  expect(exchange.records.map(({ quantity }) => quantity)).toEqual([2.5, 1.3])
})

it('rejects what could only reduce where there is nothing to reduce', () => {
  const { exchange, desk } = opened()
  const NOTHING = 'there is no position that it could reduce'
  const placed = (side: 'buy' | 'sell') => {
    const { status, note } = exchange.records[desk.place(side, { quantity: 1, limit: side === 'buy' ? 1 : 1000, reduceOnly: true }) - 1]
    return [status, note]
  }
  const trade = (side: 'buy' | 'sell', quantity: number, index: number) => {
    desk.place(side, { quantity })
    exchange.openBar(index, bar)
    exchange.closeBar()
  }
  expect([placed('buy'), placed('sell')]).toEqual([
    ['rejected', NOTHING],
    ['rejected', NOTHING],
  ])
  trade('buy', 2, 1)
  expect([placed('buy'), placed('sell')]).toEqual([
    ['rejected', NOTHING],
    ['working', ''],
  ])
  trade('sell', 5, 2)
  expect([placed('buy'), placed('sell')]).toEqual([
    ['working', ''],
    ['rejected', NOTHING],
  ])
})

it('rejects less than a lot', () => {
  const { exchange, desk } = opened(0.5)
  desk.place('buy', { quantity: 0.4 })
  expect(exchange.records[0]).toMatchObject({ status: 'rejected', note: 'the quantity is less than the lot of 0.5' })
})
