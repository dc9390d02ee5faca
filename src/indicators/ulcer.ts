import type { Column } from '../base/column.ts'
import { defineIndicator } from './indicator.ts'
import { RecentValues } from './recent-values.ts'

/**
 * Ulcer index of a window: the root mean square of how far each of the last `period` values lay below the highest before it in the
 * window, a fraction (0.02 is 2 %). Depth and length of drawdowns in one number; rises cost nothing.
 *
 * 0 where values never fall; NaN where the highest is 0. First value on bar `period - 1`. Source: Martin and McCann, The Investor's
 * Guide to Fidelity Funds, 1989, who give percent. Of a whole equity curve: `ulcerIndex`.
 *
 * @example
 * ```ts
 * import { ulcer } from 'peak-trade'
 *
 * ulcer(Float64Array.of(100, 80, 100, 100), { period: 4 })[3] // 0.1
 * ```
 */
export const ulcer = defineIndicator({
  id: 'ulcer',
  inputs: ['close'],
  outputs: ['value'],
  params: { period: { default: 14, min: 1, integer: true } },
  warmup: ({ period }) => period - 1,
  start: ({ period }) => {
    const window = new RecentValues(period)
    return close => {
      window.add(close)
      return window.full ? rootMeanSquare(window.values, window.start, period) : Number.NaN
    }
  },
  fill: ({ period }, [out], close) => {
    for (let i = period - 1, start = 0; i < close.length; i++, start++) out[i] = rootMeanSquare(close, start, period)
  },
})

function rootMeanSquare(values: Column, start: number, period: number): number {
  let top = values[start]
  let squares = 0
  for (let i = start + 1; i < start + period; i++) {
    const value = values[i]
    if (value > top) top = value
    const depth = (top - value) / top
    squares += depth * depth
  }
  return top === 0 ? Number.NaN : Math.sqrt(squares / period)
}
