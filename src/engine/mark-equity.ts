import type { Column } from '../base/column.ts'
import type { FillLog } from './fills.ts'

/**
 * Writes the equity at each close: cash plus position, both as the last fill left them.
 *
 * @param capital - Equity before the first fill.
 * @param equity - At least as long as `close`.
 */
export function markEquity(fills: FillLog, close: Column, capital: number, equity: Float64Array): void {
  const length = close.length
  let cash = capital
  let quantity = 0
  let from = 0
  for (let k = 0; k <= fills.length; k++) {
    const to = k < fills.length ? fills.index[k] : length
    if (quantity === 0) equity.fill(cash, from, to)
    else markHeld(close.subarray(from, to), cash, quantity, equity.subarray(from, to))
    if (k === fills.length) return
    cash = fills.cash[k]
    quantity = fills.held[k]
    from = to
  }
}

function markHeld(close: Column, cash: number, quantity: number, equity: Float64Array): void {
  const length = Math.min(close.length, equity.length)
  for (let i = 0; i < length; i++) equity[i] = cash + quantity * close[i]
}
