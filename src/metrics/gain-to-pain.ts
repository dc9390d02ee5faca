import type { Column } from '../base/column.ts'
import { ratio } from './moments.ts'

/**
 * Gain-to-pain ratio: the sum of all returns over the sum of the losses, as a positive number (Schwager 2012). NaN when
 * there was no loss.
 *
 * @example
 * ```ts
 * import { gainToPain } from 'peak-trade'
 *
 * gainToPain(Float64Array.of(0.02, -0.01, 0.01)) // 2
 * ```
 */
export function gainToPain(returns: Column): number {
  let sum = 0
  let pain = 0
  for (let i = 0; i < returns.length; i++) {
    sum += returns[i]
    pain += Math.max(-returns[i], 0)
  }
  return ratio(sum, pain)
}
