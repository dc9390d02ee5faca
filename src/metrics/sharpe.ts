import type { Column } from '../base/column.ts'
import { type Annualization, type Compounding, checkBarsPerYear, ratePerBar } from './annualize.ts'
import { isRounding, mean, ratio, standardDeviation } from './moments.ts'

/**
 * Options of {@link sharpe}.
 */
export interface SharpeOptions extends Annualization {
  /** Risk-free rate per year. Default 0. */
  readonly riskFree?: number
  /** How the yearly rate becomes a rate per bar. Default `simple`. */
  readonly compounding?: Compounding
}

/**
 * Sharpe ratio: mean return above the risk-free rate over the sample standard deviation of returns, times the root of the
 * bars per year (Sharpe 1994). NaN when the returns do not vary, and for fewer than two of them.
 *
 * @throws {@link ConfigError} `metrics/bars-per-year`.
 *
 * @example
 * ```ts
 * import { sharpe } from 'peak-trade'
 *
 * const returns = Float64Array.of(0.01, -0.005, 0.02)
 * sharpe(returns, { barsPerYear: 252 }) // about 10.5
 * sharpe(returns, { barsPerYear: 252, riskFree: 0.02 }) // a little less
 * ```
 */
export function sharpe(returns: Column, options: SharpeOptions): number {
  const barsPerYear = checkBarsPerYear(options.barsPerYear)
  const average = mean(returns)
  const deviation = standardDeviation(returns)
  if (isRounding(deviation, 1 + Math.abs(average))) return Number.NaN
  const excess = average - ratePerBar(options.riskFree ?? 0, barsPerYear, options.compounding ?? 'simple')
  return ratio(excess * Math.sqrt(barsPerYear), deviation)
}
