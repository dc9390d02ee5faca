import type { Column } from '../base/column.ts'
import { drawdownColumn } from './drawdowns.ts'
import { known } from './moments.ts'
import type { StartOptions } from './total-return.ts'

/**
 * Ulcer index: the root mean square of the drawdown over all bars, as a fraction (Martin 1987). Depth and length of
 * drawdowns in one number. NaN for no bars.
 *
 * @throws {@link ConfigError} `metrics/capital`.
 *
 * @example
 * ```ts
 * import { ulcerIndex } from 'peak-trade'
 *
 * ulcerIndex(Float64Array.of(100, 80, 100, 100)) // 0.1
 * ```
 */
export function ulcerIndex(equity: Column, options: StartOptions = {}): number {
  const drawdowns = drawdownColumn(equity, options)
  let sum = 0
  for (const depth of drawdowns) sum += depth * depth
  return known(Math.sqrt(sum / drawdowns.length))
}
