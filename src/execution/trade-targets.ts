import type { Column } from '../base/column.ts'
import type { Account } from '../engine/account.ts'
import type { Assumptions } from '../engine/backtest.ts'
import type { Fill } from '../engine/fills.ts'
import type { BacktestSettings } from '../engine/settings.ts'
import { SimulatedExchange } from '../engine/simulated-exchange.ts'
import type { Bars } from '../market/bars.ts'
import { TargetDesk } from './target-desk.ts'

/**
 * What came of trading a column of targets on a {@link SimulatedExchange}.
 */
export interface TradedTargets {
  readonly fills: readonly Fill[]
  /** Equity at each close, in quote currency. */
  readonly equity: Column
  /** The account after the last bar. */
  readonly account: Account
  readonly assumptions: Assumptions
}

/**
 * Trades a column of targets on a {@link SimulatedExchange}, bar by bar. It gives what `backtest` gives for the same bars, targets
 * and settings, written a second time and much slower: the check of the fast loop, and what a shadow session does.
 *
 * @param targets - One per bar, decided at its close; NaN during warm-up.
 * @throws {@link StrategyError} `strategy/target` for a NaN after the first known target.
 *
 * @example
 * ```ts
 * import { backtest, MaCrossover, resolveSettings, syntheticBars, tradeTargets } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 500 })
 * const exits = { stopLoss: 0.02 }
 * const { targets, fills } = backtest(MaCrossover, bars, { exits })
 * tradeTargets(bars, targets, resolveSettings({ exits })).fills.length === fills.length // true
 * ```
 */
export function tradeTargets(
  bars: Pick<Bars, 'open' | 'high' | 'low' | 'close' | 'length'>,
  targets: Column,
  settings: BacktestSettings,
): TradedTargets {
  const exchange = new SimulatedExchange(settings)
  const desk = new TargetDesk(exchange, settings)
  const equity = new Float64Array(bars.length)
  for (let t = 0; t < bars.length; t++) {
    exchange.openBar(t, { open: bars.open[t], high: bars.high[t], low: bars.low[t], close: bars.close[t] })
    desk.atOpen()
    exchange.closeBar()
    desk.atClose(targets[t], t)
    equity[t] = exchange.worth()
  }
  const { fills, account, ambiguousBars, gapExits, targetBeforeStop } = exchange
  return { fills, equity, account, assumptions: { ambiguousBars, gapExits, targetBeforeStop } }
}
