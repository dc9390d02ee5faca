import type { Timeframe } from '../base/timeframe.ts'
import { timeframeMs } from '../base/timeframe.ts'
import type { Trade } from '../engine/trades.ts'
import { formatValue } from './format.ts'
import type { OrderRecord } from './order-records.ts'
import { orderText } from './order-text.ts'
import type { TradeStep } from './trade-explanation.ts'

/** Why a trade of an order-driven strategy closed, or that it is still open, in one sentence without a full stop. */
export function orderEnding(trade: Trade, steps: readonly TradeStep[], run: OrderEndingRun): string {
  const last = steps[steps.length - 1]
  if (trade.exitReason === 'open') return `still open after the last bar, valued at its close ${price(last.close)}`
  const { order, timeframe } = run
  const day = formatValue(last.time, timeframeMs(timeframe) < timeframeMs('1d') ? 'time' : 'date')
  const fill = last.fills[last.fills.length - 1]
  if (order === undefined) return `the account was used up at ${price(fill.rawPrice)} on ${day}`
  return `order ${order.id} (${orderText(order)}) filled at ${price(fill.price)} on ${day}`
}

/** What an ending is told with. */
export interface OrderEndingRun {
  readonly timeframe: Timeframe
  /** The order of the last fill; undefined for a liquidation. */
  readonly order: OrderRecord | undefined
}

function price(value: number): string {
  return formatValue(value, 'price')
}
