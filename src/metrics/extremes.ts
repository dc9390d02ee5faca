import type { Column } from '../base/column.ts'

/**
 * The largest return of a bar; NaN of nothing, and when a return is NaN.
 *
 * @example
 * ```ts
 * import { bestReturn } from 'peak-trade'
 *
 * bestReturn(Float64Array.of(0.01, -0.02)) // 0.01
 * ```
 */
export function bestReturn(returns: Column): number {
  let best = returns.length === 0 ? Number.NaN : returns[0]
  for (let i = 1; i < returns.length; i++) best = Math.max(best, returns[i])
  return best
}

/**
 * The smallest return of a bar; NaN of nothing, and when a return is NaN.
 *
 * @example
 * ```ts
 * import { worstReturn } from 'peak-trade'
 *
 * worstReturn(Float64Array.of(0.01, -0.02)) // -0.02
 * ```
 */
export function worstReturn(returns: Column): number {
  let worst = returns.length === 0 ? Number.NaN : returns[0]
  for (let i = 1; i < returns.length; i++) worst = Math.min(worst, returns[i])
  return worst
}
