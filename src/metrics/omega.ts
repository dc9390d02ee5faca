import type { Column } from '../base/column.ts'
import { ratio } from './moments.ts'

/**
 * Options of {@link omega}.
 */
export interface OmegaOptions {
  /** Return per bar that separates gains from losses. Default 0. */
  readonly threshold?: number
}

/**
 * Omega ratio: the sum of what returns exceeded the threshold by, over the sum of what they fell short by (Keating and
 * Shadwick 2002). At threshold 0 this is also the profit factor of the bars. NaN when nothing fell short.
 *
 * @example
 * ```ts
 * import { omega } from 'peak-trade'
 *
 * omega(Float64Array.of(0.02, -0.01, 0.01)) // 3
 * ```
 */
export function omega(returns: Column, options: OmegaOptions = {}): number {
  const threshold = options.threshold ?? 0
  let above = 0
  let below = 0
  for (let i = 0; i < returns.length; i++) {
    above += Math.max(returns[i] - threshold, 0)
    below += Math.max(threshold - returns[i], 0)
  }
  return ratio(above, below)
}
