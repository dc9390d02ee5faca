import type { Column } from '../base/column.ts'
import { checkCapital } from './annualize.ts'
import { known } from './moments.ts'

/**
 * Where a curve begins.
 */
export interface StartOptions {
  /** Money before the first bar. Default: the equity of the first bar. */
  readonly capital?: number
}

/**
 * What was gained over the whole curve, as a fraction of the start. NaN for no bars.
 *
 * @throws {@link ConfigError} `metrics/capital` for a capital that is not positive.
 *
 * @example
 * ```ts
 * import { totalReturn } from 'peak-trade'
 *
 * totalReturn(Float64Array.of(100, 90, 130)) // 0.3
 * ```
 */
export function totalReturn(equity: Column, options: StartOptions = {}): number {
  if (equity.length === 0) return Number.NaN
  const start = options.capital === undefined ? equity[0] : checkCapital(options.capital)
  return start > 0 ? known(equity[equity.length - 1] / start - 1) : Number.NaN
}
