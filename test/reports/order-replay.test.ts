import { expect, it } from 'vitest'
import { BugError } from '../../src/base/errors.ts'
import type { OrderBacktestResult } from '../../src/engine/orders/backtest-orders.ts'
import { OrderReplay } from '../../src/reports/order-replay.ts'
import { bracketRun } from './order-scene.ts'

function replayed(result: OrderBacktestResult) {
  const replay = new OrderReplay(result, result.orders, 0)
  const steps = [...replay.bars()]
  replay.expectTrade()
  return { steps, replay }
}

it('tells the fills with their numbers, and the profit at each close', () => {
  const { steps, replay } = replayed(bracketRun())
  expect(steps.map(({ index, quantity }) => [index, quantity])).toEqual([
    [0, 0],
    [1, 0],
    [2, 2],
    [3, 0],
  ])
  // 2 × 105 × 1.01 is paid and 1 % of it as a fee; 2 × 98 × 0.99 comes back.
  expect(steps[2].fills[0]).toMatchObject({ order: 1, when: 'inside', rawPrice: 105, price: 106.05, fee: 2.121 })
  expect(steps[2].profit).toBeCloseTo(2 * 107 - 212.1 - 2.121, 9)
  expect(steps[3].fills[0]).toMatchObject({ order: 3, when: 'inside', reason: 'stop', rawPrice: 98, price: 97.02, fee: 1.9404 })
  expect(steps[3].profit).toBeCloseTo(194.04 - 1.9404 - 212.1 - 2.121, 9)
  expect([replay.carry, replay.lastFill.order?.id]).toEqual([0, 3])
})

it('is loud when the result is another one', () => {
  const result = bracketRun()
  const [trade] = result.trades
  const change = (changed: Partial<OrderBacktestResult>) => () => replayed({ ...result, ...changed })
  expect(change({ trades: [{ ...trade, pnl: trade.pnl + 0.01 }] })).toThrow('trade 1: profit is explained as')
  expect(change({ trades: [{ ...trade, entryIndex: 1 }] })).toThrow('first fill')
  expect(change({ equity: Float64Array.from(result.equity, value => value + 1e-9) })).toThrow('equity at bar 0')
  expect(change({ trades: [{ ...trade, exitReason: 'signal' }] })).toThrow(BugError)
})
