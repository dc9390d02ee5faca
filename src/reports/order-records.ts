import type { BacktestResult } from '../engine/backtest-result.ts'
import type { OrderBacktestResult } from '../engine/orders/backtest-orders.ts'

/** One order of a strategy and what became of it. */
export type OrderRecord = OrderBacktestResult['orders'][number]

/** The orders behind a result; undefined when its strategy decided targets. */
export function orderRecords(result: BacktestResult): readonly OrderRecord[] | undefined {
  return isOrderResult(result) ? result.orders : undefined
}

function isOrderResult(result: BacktestResult): result is OrderBacktestResult {
  return 'orders' in result
}
