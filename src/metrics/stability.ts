import type { Column } from '../base/column.ts'
import { isRounding, mean, ratio } from './moments.ts'

/**
 * Stability: how well a straight line through the logarithm of the equity explains it, as R² from 0 to 1. A steady
 * compounder has 1. All bars count, the first included. NaN when the equity does not vary or is not positive.
 *
 * @example
 * ```ts
 * import { stability } from 'peak-trade'
 *
 * stability(Float64Array.of(100, 110, 121)) // 1: ten percent each time
 * ```
 */
export function stability(equity: Column): number {
  const logs = Float64Array.from(equity, Math.log)
  const center = (logs.length - 1) / 2
  const average = mean(logs)
  let time = 0
  let both = 0
  let level = 0
  for (let i = 0; i < logs.length; i++) {
    time += (i - center) * (i - center)
    both += (i - center) * (logs[i] - average)
    level += (logs[i] - average) * (logs[i] - average)
  }
  if (isRounding(Math.sqrt(level / logs.length), 1 + Math.abs(average))) return Number.NaN
  return Math.min(1, ratio(both * both, time * level))
}
