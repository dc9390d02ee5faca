import type { Column } from '../base/column.ts'
import type { Annualization } from './annualize.ts'
import { cagr } from './cagr.ts'
import { maxDrawdown } from './drawdowns.ts'
import { ratio } from './moments.ts'
import type { StartOptions } from './total-return.ts'

/**
 * Calmar ratio: compound annual growth rate over the deepest drawdown (Young 1991, over the whole curve). NaN when there
 * was no drawdown.
 *
 * @throws {@link ConfigError} `metrics/bars-per-year`, `metrics/capital`.
 *
 * @example
 * ```ts
 * import { calmar } from 'peak-trade'
 *
 * calmar(Float64Array.of(100, 80, 121), { barsPerYear: 1 }) // 0.1 a year over a drawdown of 0.2: 0.5
 * ```
 */
export function calmar(equity: Column, options: Annualization & StartOptions): number {
  return ratio(cagr(equity, options), maxDrawdown(equity, options).depth)
}
