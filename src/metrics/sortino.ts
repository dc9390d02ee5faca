import type { Column } from '../base/column.ts'
import { type Annualization, checkBarsPerYear } from './annualize.ts'
import { isRounding, known, mean, ratio } from './moments.ts'

/**
 * Options of {@link sortino} and {@link downsideDeviation}.
 */
export interface DownsideOptions extends Annualization {
  /** Return per bar below which a bar counts as a shortfall. Default 0. */
  readonly target?: number
}

/**
 * Downside deviation: the root mean square of the shortfalls below the target, annualized. Bars above the target count as
 * shortfalls of zero, so the mean is over all bars (Sortino and Price 1994), not only over the losing ones.
 *
 * @throws {@link ConfigError} `metrics/bars-per-year`.
 *
 * @example
 * ```ts
 * import { downsideDeviation } from 'peak-trade'
 *
 * downsideDeviation(Float64Array.of(0.01, -0.02, 0.01, 0.03), { barsPerYear: 1 }) // 0.01
 * ```
 */
export function downsideDeviation(returns: Column, options: DownsideOptions): number {
  return known(shortfall(returns, options.target ?? 0) * Math.sqrt(checkBarsPerYear(options.barsPerYear)))
}

/**
 * Sortino ratio: mean return above the target over the downside deviation, annualized. Like the Sharpe ratio, but only
 * shortfalls count as risk. NaN when there are none.
 *
 * @throws {@link ConfigError} `metrics/bars-per-year`.
 *
 * @example
 * ```ts
 * import { sortino } from 'peak-trade'
 *
 * sortino(Float64Array.of(0.01, -0.02, 0.01, 0.03), { barsPerYear: 1 }) // 0.75
 * ```
 */
export function sortino(returns: Column, options: DownsideOptions): number {
  const target = options.target ?? 0
  const risk = shortfall(returns, target)
  if (isRounding(risk, 1)) return Number.NaN
  return ratio((mean(returns) - target) * Math.sqrt(checkBarsPerYear(options.barsPerYear)), risk)
}

function shortfall(returns: Column, target: number): number {
  let sum = 0
  for (let i = 0; i < returns.length; i++) {
    const below = Math.min(returns[i] - target, 0)
    sum += below * below
  }
  return Math.sqrt(sum / returns.length)
}
