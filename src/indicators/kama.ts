import { defineIndicator } from './indicator.ts'
import { previousValue } from './previous-value.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/**
 * Kaufman's adaptive moving average: an exponential average that is quick while prices go somewhere and slow while they go
 * nowhere. In the unit of the input.
 *
 * Efficiency is how far the value came in `period` bars, divided by the sum of all its moves on the way (0 to 1; 0 when it did
 * not move). The weight of the newest value is the square of what lies between those of averages over `slow` and `fast` bars, in
 * proportion to the efficiency. Begins from the value on bar `period - 1`; first value on bar `period`. Agrees with TA-Lib
 * `KAMA`, except that TA-Lib calls no movement efficient. Source: Kaufman, Smarter Trading, 1995, who uses 10 bars.
 *
 * @throws {@link ConfigError} `indicator/param` when `fast` is greater than `slow`.
 *
 * @example
 * ```ts
 * import { kama } from 'peak-trade'
 *
 * kama(Float64Array.of(9, 8, 9, 18), { period: 2, fast: 1, slow: 3 }) // NaN, NaN, 8.25, 18
 * ```
 */
export const kama = defineIndicator({
  id: 'kama',
  inputs: ['close'],
  outputs: ['value'],
  params: {
    period: { default: 30, min: 1, integer: true },
    fast: { default: 2, min: 1, integer: true },
    slow: { default: 30, min: 1, integer: true },
  },
  check: ({ fast, slow }) => (fast <= slow ? undefined : `fast is ${fast}, it must not be greater than slow, which is ${slow}`),
  warmup: ({ period }) => period,
  start: ({ period, fast, slow }) => {
    const before = previousValue(period)
    const moves = windowSum(period)
    const lazy = 2 / (slow + 1)
    const eager = 2 / (fast + 1) - lazy
    let last = Number.NaN
    let average = Number.NaN
    return close => {
      const from = before(close)
      const path = last === last ? moves(Math.abs(close - last)) : Number.NaN
      if (path === path) average = adapt(average === average ? average : last, close, weightOf(close - from, path, lazy, eager))
      last = close
      return average
    }
  },
  fill: ({ period, fast, slow }, [out], close) => {
    const { length } = close
    if (length <= period) return
    const lazy = 2 / (slow + 1)
    const eager = 2 / (fast + 1) - lazy
    const moves = new Float64Array(length - 1)
    for (let i = 1; i < length; i++) moves[i - 1] = Math.abs(close[i] - close[i - 1])
    fillWindowSums(moves, period, out.subarray(1))
    let average = close[period - 1]
    for (let i = period; i < length; i++) {
      const value = close[i]
      average = adapt(average, value, weightOf(value - close[i - period], out[i], lazy, eager))
      out[i] = average
    }
  },
})

function weightOf(distance: number, path: number, lazy: number, eager: number): number {
  // The way is never shorter than the distance, but its rounded sum may be.
  const efficiency = path === 0 ? 0 : Math.min(1, Math.abs(distance) / path)
  const weight = efficiency * eager + lazy
  return weight * weight
}

function adapt(average: number, value: number, weight: number): number {
  return average + weight * (value - average)
}
