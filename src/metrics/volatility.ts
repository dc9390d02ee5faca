import type { Column } from '../base/column.ts'
import { type Annualization, checkBarsPerYear } from './annualize.ts'
import { known, standardDeviation } from './moments.ts'

/**
 * Volatility: the sample standard deviation of bar returns times the root of the bars per year. NaN for fewer than two
 * returns.
 *
 * @throws {@link ConfigError} `metrics/bars-per-year`.
 *
 * @example
 * ```ts
 * import { volatility } from 'peak-trade'
 *
 * volatility(Float64Array.of(0.01, -0.01, 0.02), { barsPerYear: 252 }) // about 0.242
 * ```
 */
export function volatility(returns: Column, options: Annualization): number {
  return known(standardDeviation(returns) * Math.sqrt(checkBarsPerYear(options.barsPerYear)))
}
