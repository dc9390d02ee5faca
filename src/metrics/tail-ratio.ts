import type { Column } from '../base/column.ts'
import { ratio } from './moments.ts'
import { omega } from './omega.ts'
import { quantile } from './quantile.ts'

/**
 * Tail ratio: the size of the 95 % quantile of returns over the size of the 5 % quantile. Above 1 the good extremes are
 * larger than the bad ones. NaN when the 5 % quantile is 0.
 *
 * @example
 * ```ts
 * import { tailRatio } from 'peak-trade'
 *
 * tailRatio(Float64Array.of(-0.01, 0, 0.02)) // 2
 * ```
 */
export function tailRatio(returns: Column): number {
  return ratio(Math.abs(quantile(returns, 0.95)), Math.abs(quantile(returns, 0.05)))
}

/**
 * Common sense ratio: tail ratio times the profit factor of the bars, {@link omega} at 0. NaN when one of them is.
 *
 * @example
 * ```ts
 * import { commonSenseRatio } from 'peak-trade'
 *
 * commonSenseRatio(Float64Array.of(-0.01, 0, 0.02)) // 4
 * ```
 */
export function commonSenseRatio(returns: Column): number {
  return tailRatio(returns) * omega(returns)
}
