import { timeframeMs } from '../base/timeframe.ts'
import type { BacktestResult } from '../engine/backtest-result.ts'
import type { Trade } from '../engine/trades.ts'
import { countOf, formatValue } from './format.ts'
import type { TradeStep } from './trade-explanation.ts'

/** Why a trade closed, or that it is still open, in one sentence without a full stop. */
export function tradeEnding(trade: Trade, steps: readonly TradeStep[], run: Pick<BacktestResult, 'timeframe' | 'settings'>): string {
  const last = steps[steps.length - 1]
  const { exitReason } = trade
  if (exitReason === 'open') return `still open after the last bar, valued at its close ${price(last.close)}`
  const isDecided = exitReason === 'signal' || exitReason === 'time'
  const kind = exitReason === 'time' ? 'time' : 'target'
  const cause = steps.findLast(step => (isDecided ? step.decision?.kind === kind : step.levels?.[exitReason]?.reached)) ?? last
  const day = (step: TradeStep) => formatValue(step.time, timeframeMs(run.timeframe) < timeframeMs('1d') ? 'time' : 'date')
  const due = cause.index + (isDecided && run.settings.fillAt === 'open' ? 1 : 0)
  const late = last.index > due ? `; for want of volume the last of it left on ${day(last)}` : ''
  if (exitReason === 'time')
    return `the holding time of ${countOf(run.settings.exits.maxBars ?? 0, 'bar')} was over at the close of ${day(cause)}${late}`
  if (exitReason === 'signal') {
    const { before = Number.NaN, after = Number.NaN } = cause.decision ?? {}
    const target = (value: number) => formatValue(value, 'quantity')
    return `the strategy changed its target from ${target(before)} to ${target(after)} at the close of ${day(cause)}${late}`
  }
  const name = levelName(exitReason, cause)
  if (cause.assumptions.includes('gap')) return `the open ${price(cause.open)} was already beyond ${name}${late}`
  const upward = (trade.side === 'long') === (exitReason === 'target')
  return `${upward ? `the high ${price(cause.high)}` : `the low ${price(cause.low)}`} reached ${name}${late}`
}

function levelName(reason: 'stop' | 'break-even' | 'trailing' | 'target' | 'liquidation', { levels = {} }: TradeStep): string {
  const at = price(levels[reason]?.price ?? Number.NaN)
  if (reason === 'stop') return `the stop loss at ${at}`
  if (reason === 'break-even') return `the stop that had moved to the entry price ${at}`
  if (reason === 'trailing') return `the trailing stop at ${at}, set from the best price ${price(levels.trailing?.best ?? Number.NaN)}`
  return reason === 'target' ? `the profit target at ${at}` : `${at}, where the account is used up`
}

function price(value: number): string {
  return formatValue(value, 'price')
}
