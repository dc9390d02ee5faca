import type { Column } from '../base/column.ts'
import { known } from './moments.ts'

/**
 * Simple returns from bar to bar: `equity[i] / equity[i - 1] - 1`, one fewer than there are bars. A return from an equity
 * that is not positive has no meaning and is NaN.
 *
 * @param equity - Equity or prices, one value per bar.
 *
 * @example
 * ```ts
 * import { returnsOf } from 'peak-trade'
 *
 * returnsOf(Float64Array.of(100, 110, 99)) // 0.1, -0.1
 * ```
 */
export function returnsOf(equity: Column): Float64Array {
  const returns = new Float64Array(Math.max(0, equity.length - 1))
  for (let i = 1; i < equity.length; i++) {
    const before = equity[i - 1]
    returns[i - 1] = before > 0 && before < Number.POSITIVE_INFINITY ? known(equity[i] / before - 1) : Number.NaN
  }
  return returns
}
