import type { Bars } from '../market/bars.ts'
import { fillFee, slippedPrice } from './costs.ts'
import type { BacktestSettings } from './settings.ts'

/**
 * The yardstick of every backtest: all the capital bought at the first open, fee, slippage and spread included, and never sold.
 *
 * @returns Equity at each close, in quote currency.
 *
 * @example
 * ```ts
 * import { holdEquity, resolveSettings, syntheticBars } from 'peak-trade'
 *
 * holdEquity(syntheticBars({ seed: 1, length: 100 }), resolveSettings({ capital: 1000 }))[99]
 * ```
 */
export function holdEquity(
  bars: Pick<Bars, 'open' | 'close' | 'length'>,
  settings: Pick<BacktestSettings, 'capital' | 'costs'>,
): Float64Array {
  const units = heldUnits(bars, settings)
  const equity = new Float64Array(bars.length)
  for (let i = 0; i < bars.length; i++) equity[i] = units * bars.close[i]
  return equity
}

/** How many units all the capital buys at the first open. */
export function heldUnits(bars: Pick<Bars, 'open'>, { capital, costs }: Pick<BacktestSettings, 'capital' | 'costs'>): number {
  const paid = slippedPrice(bars.open[0], 1, (costs.slippageBps + (costs.halfSpreadBps ?? 0)) / 10_000)
  return capital / (paid + fillFee(1, paid, costs.feeBps / 10_000))
}
