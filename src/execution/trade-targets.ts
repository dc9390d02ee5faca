import type { Column } from '../base/column.ts'
import type { Account } from '../engine/account.ts'
import type { Assumptions } from '../engine/backtest-result.ts'
import type { Fill } from '../engine/fills.ts'
import { SimulatedExchange } from '../engine/orders/simulated-exchange.ts'
import type { Admit, RefusedOrder } from '../engine/refusals.ts'
import type { BacktestSettings } from '../engine/settings.ts'
import { type Bar, type Bars, barAt } from '../market/bars.ts'
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
  /** Orders that were not sent, and why. */
  readonly refusals: readonly RefusedOrder[]
  readonly assumptions: Assumptions
  /** Bars that ended with a position. */
  readonly barsInPosition: number
  /** What slippage, spread and impact cost, in quote currency. */
  readonly slippage: number
  /** Traded value as shares of the equity at the time, added up. */
  readonly turned: number
}

/**
 * Trades a column of targets on a {@link SimulatedExchange}, bar by bar. It gives what `backtest` gives for the same bars, targets
 * and settings, written a second time and much slower: the check of the fast loop, and what a shadow session does.
 *
 * @param targets - One per bar, decided at its close; NaN during warm-up.
 * @param options - `admit` is asked before every order that adds exposure.
 * @throws {@link StrategyError} `strategy/target` for a NaN after the first known target, or a target outside [-1, 1].
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
  bars: Bars,
  targets: Column,
  settings: BacktestSettings,
  { admit }: { readonly admit?: Admit | undefined } = {},
): TradedTargets {
  const exchange = new SimulatedExchange(settings)
  const desk = new TargetDesk(exchange, settings, { bars, admit })
  const equity = new Float64Array(bars.length)
  let barsInPosition = 0
  for (let t = 0; t < bars.length; t++) {
    exchange.openBar(t, barAt(bars, t) as Bar)
    desk.atOpen(t)
    exchange.closeBar()
    desk.atClose(targets[t], t)
    equity[t] = exchange.worth()
    if (exchange.account.quantity !== 0) barsInPosition++
  }
  const { fills, account, ambiguousBars, gapExits, targetBeforeStop, slippage, turned } = exchange
  const assumptions = { ambiguousBars, gapExits, targetBeforeStop }
  return { fills, equity, account, refusals: desk.refusals, assumptions, barsInPosition, slippage, turned }
}
