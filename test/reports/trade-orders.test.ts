import { expect, it } from 'vitest'
import { FillMatcher } from '../../src/reports/fill-matcher.ts'
import { type TradeFills, tradeOrders } from '../../src/reports/trade-orders.ts'
import { playScript, type Row } from '../engine/orders/scripted.ts'
import { bracketRun } from './order-scene.ts'

const flat: Row = [100, 101, 99, 100]

it('those that filled, what is attached, and what was placed or over while it was held', () => {
  const result = bracketRun()
  const matched = new FillMatcher(result, result.orders).match()
  const trade: TradeFills = { matched, held: [0, 2], first: 0, last: 1, entryIndex: 2, exitIndex: 3, isOpen: false }
  expect(tradeOrders(result.orders, trade).map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6])
})

it('what turns a position over belongs to both trades, what is attached to it to the second', () => {
  const result = playScript([flat, flat, flat, flat], {
    0: hands => void hands.buy({ quantity: 2, stopLoss: { level: 50 } }),
    1: hands => void hands.sell({ quantity: 5, stopLoss: { level: 150 } }),
    2: hands => void hands.buy({ quantity: 1, limit: 10 }),
  })
  const matched = new FillMatcher(result, result.orders).match()
  const held = [0, 2, 0]
  const ids = (trade: Omit<TradeFills, 'matched' | 'held'>) => tradeOrders(result.orders, { matched, held, ...trade }).map(({ id }) => id)
  expect(ids({ first: 0, last: 1, entryIndex: 1, exitIndex: 2, isOpen: false })).toEqual([1, 2, 3])
  expect(ids({ first: 2, last: 2, entryIndex: 2, exitIndex: 3, isOpen: true })).toEqual([3, 4, 5])
})
