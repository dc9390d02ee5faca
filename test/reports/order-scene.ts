import type { OrderBacktestResult } from '../../src/engine/orders/backtest-orders.ts'
import type { OrderBacktestOptions } from '../../src/engine/orders/order-strategy.ts'
import type { OrderRecord } from '../../src/reports/order-records.ts'
import { playScript, type Row } from '../engine/orders/scripted.ts'

const rows: readonly Row[] = [
  [100, 101, 99, 100],
  [100, 101, 99, 100],
  [101, 108, 100, 107],
  [107, 107, 95, 96],
  [90, 96, 89, 95],
  [95, 96, 94, 95],
]

/** A stop entry with a bracket, in a group with a stop entry on the other side; then two orders that come to nothing. */
export function bracketRun(costs: OrderBacktestOptions['costs'] = { feeBps: 100, slippageBps: 100 }): OrderBacktestResult {
  return playScript(
    rows,
    {
      0: hands => {
        const stopLoss = { level: 98 }
        hands.buy({ quantity: 2, stop: 105, timeInForce: { bars: 3 }, stopLoss, takeProfit: { level: 120 }, group: 'a' })
        hands.sell({ quantity: 2, stop: 90, group: 'a' })
      },
      2: hands => {
        hands.buy({ quantity: 0 })
        hands.sell({ quantity: 1, limit: 110, timeInForce: { bars: 1 } })
      },
    },
    { costs },
  )
}

/** An order of which only some terms matter. */
export function record(change: Partial<OrderRecord> = {}): OrderRecord {
  const none = Number.NaN
  return {
    ...{ id: 1, parent: undefined, side: 'buy', kind: 'market', quantity: 10, fraction: none, limit: none, stop: none, trailing: none },
    ...{ timeInForce: 'gtc', group: undefined, reduceOnly: false, status: 'working', placedIndex: 0, triggeredIndex: none },
    ...{ endIndex: none, filledQuantity: 0, averagePrice: none, note: '' },
    ...change,
  }
}
