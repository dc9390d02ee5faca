import type { Bars } from '../market/bars.ts'
import { fillFee, slippedPrice } from './costs.ts'
import type { BacktestSettings } from './settings.ts'

/**
 * The yardstick of every backtest: all the capital bought at the first open, fee and slippage included, and never sold.
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
  out: Float64Array = new Float64Array(bars.length),
): Float64Array {
  const paid = slippedPrice(bars.open[0], 1, settings.costs.slippageBps / 10_000)
  const units = settings.capital / (paid + fillFee(1, paid, settings.costs.feeBps / 10_000))
  for (let i = 0; i < bars.length; i++) out[i] = units * bars.close[i]
  return out
}
