import { timeframeMs } from '../base/timeframe.ts'
import type { BacktestResult } from '../engine/backtest.ts'
import type { Trade } from '../engine/trades.ts'
import { countOf, formatValue } from './format.ts'
import type { TradeStep } from './trade-explanation.ts'

/** Why a trade closed, or that it is still open, in one sentence without a full stop. */
export function tradeEnding(trade: Trade, steps: readonly TradeStep[], run: Pick<BacktestResult, 'timeframe' | 'settings'>): string {
  const last = steps[steps.length - 1]
  const price = (value: number) => formatValue(value, 'price')
  if (trade.exitReason === 'open') return `still open after the last bar, valued at its close ${price(last.close)}`
  const decided = steps.findLast(step => step.decision !== undefined)
  const when = formatValue(decided?.time ?? trade.exitTime, timeframeMs(run.timeframe) < timeframeMs('1d') ? 'time' : 'date')
  if (trade.exitReason === 'time')
    return `the holding time of ${countOf(run.settings.exits.maxBars ?? 0, 'bar')} was over at the close of ${when}`
  if (trade.exitReason === 'signal') {
    const { before = Number.NaN, after = Number.NaN } = decided?.decision ?? {}
    const target = (value: number) => formatValue(value, 'quantity')
    return `the strategy changed its target from ${target(before)} to ${target(after)} at the close of ${when}`
  }
  const { stop, trailing, target, liquidation } = last.levels ?? {}
  const names = {
    stop: `the stop loss at ${price(stop?.price ?? Number.NaN)}`,
    trailing: `the trailing stop at ${price(trailing?.price ?? Number.NaN)}, set from the best price ${price(trailing?.best ?? Number.NaN)}`,
    target: `the profit target at ${price(target?.price ?? Number.NaN)}`,
    liquidation: `${price(liquidation?.price ?? Number.NaN)}, where the account is used up`,
  }
  const name = names[trade.exitReason]
  if (last.assumptions.includes('gap')) return `the open ${price(last.open)} was already beyond ${name}`
  const upward = (trade.side === 'long') === (trade.exitReason === 'target')
  return upward ? `the high ${price(last.high)} reached ${name}` : `the low ${price(last.low)} reached ${name}`
}
