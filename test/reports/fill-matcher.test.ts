import { expect, it } from 'vitest'
import { BugError } from '../../src/base/errors.ts'
import type { OrderBacktestResult } from '../../src/engine/orders/backtest-orders.ts'
import { FillMatcher } from '../../src/reports/fill-matcher.ts'
import { playScript, type Row } from '../engine/orders/scripted.ts'
import { bracketRun } from './order-scene.ts'

const flat: Row = [100, 101, 99, 100]

function matched(result: OrderBacktestResult): [id: number | undefined, when: string, rawPrice: number][] {
  return new FillMatcher(result, result.orders).match().map(({ order, when, rawPrice }) => [order?.id, when, rawPrice])
}

it('an entry inside the bar and its stop loss', () => {
  expect(matched(bracketRun())).toEqual([
    [1, 'inside', 105],
    [3, 'inside', 98],
  ])
})

it('tells orders of the same size apart by their prices', () => {
  const result = playScript([flat, [100, 106, 99, 105], flat], {
    0: hands => {
      hands.buy({ quantity: 1, stop: 104 })
      hands.buy({ quantity: 1, stop: 102 })
      hands.buy({ quantity: 1 })
    },
  })
  expect(matched(result)).toEqual([
    [3, 'open', 100],
    [2, 'inside', 102],
    [1, 'inside', 104],
  ])
})

it('an order that turns a position over has two fills, next to others of the same kind', () => {
  const result = playScript([flat, flat, flat], {
    0: hands => void hands.buy({ quantity: 2 }),
    1: hands => {
      hands.sell({ quantity: 1 })
      hands.sell({ quantity: 3 })
      hands.sell({ quantity: 2 })
    },
  })
  expect(result.fills.map(({ quantity }) => quantity)).toEqual([2, -1, -1, -2, -2])
  expect(matched(result).map(([id]) => id)).toEqual([1, 2, 3, 3, 4])
})

it('an order in parts: the volume of a bar is 1000', () => {
  const result = playScript([flat, flat, flat, flat], { 0: hands => void hands.buy({ quantity: 3 }) }, { costs: { participation: 0.001 } })
  expect(matched(result)).toEqual([1, 2, 3].map(() => [1, 'open', 100]))
})

it('nobody orders a liquidation', () => {
  const result = playScript([flat, flat, [100, 260, 100, 250]], { 0: hands => void hands.sell({ quantity: 10 }) })
  expect(matched(result).map(([id]) => id)).toEqual([1, undefined])
})

it('is loud when orders and fills do not belong together', () => {
  const result = bracketRun()
  const match = (change: Partial<OrderBacktestResult>) => () => matched({ ...result, ...change })
  expect(match({ orders: result.orders.slice(1) })).toThrow(BugError)
  expect(match({ fills: result.fills.map(fill => ({ ...fill, price: fill.price + 1e-9 })) })).toThrow(BugError)
  expect(match({ orders: result.orders.map(order => ({ ...order, filledQuantity: 3 })) })).toThrow(
    'the fills do not follow from the orders',
  )
})
