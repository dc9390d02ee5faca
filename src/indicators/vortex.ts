import { barRange } from './bar-range.ts'
import { finiteRatio } from './finite-ratio.ts'
import { defineIndicator } from './indicator.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/**
 * Vortex: upward (`plus`) and downward (`minus`) movement of the last `period` bars in units of their true ranges, both around
 * 1. A crossing is called a change of trend.
 *
 * Upward is the distance from the low of the bar before to the high, downward that from the high of the bar before to the low. NaN
 * where prices did not move at all. First values on bar `period`. Agrees with Stock.Indicators. Source: Botes and Siepman 2010.
 *
 * @example
 * ```ts
 * import { vortex } from 'peak-trade'
 *
 * const bars = { high: Float64Array.of(10, 14), low: Float64Array.of(8, 10), close: Float64Array.of(9, 13) }
 * vortex(bars, { period: 1 }).plus[1] // 1.2
 * vortex(bars, { period: 1 }).minus[1] // 0
 * ```
 */
export const vortex = defineIndicator({
  id: 'vortex',
  inputs: ['high', 'low', 'close'],
  outputs: ['plus', 'minus'],
  params: { period: { default: 14, min: 1, integer: true } },
  warmup: ({ period }) => period,
  start: ({ period }) => {
    const ups = windowSum(period)
    const downs = windowSum(period)
    const ranges = windowSum(period)
    const result = [Number.NaN, Number.NaN]
    let highBefore = Number.NaN
    let lowBefore = Number.NaN
    let closeBefore = Number.NaN
    return (high, low, close) => {
      const up = Math.abs(high - lowBefore)
      const down = Math.abs(low - highBefore)
      const moved = barRange(high, low, closeBefore)
      highBefore = high
      lowBefore = low
      closeBefore = close
      if (up !== up) return result
      const range = ranges(moved)
      result[0] = finiteRatio(ups(up), range)
      result[1] = finiteRatio(downs(down), range)
      return result
    }
  },
  fill: ({ period }, [pluses, minuses], high, low, close) => {
    const { length } = close
    if (length < 2) return
    const moves = new Float64Array(length - 1)
    const ranges = new Float64Array(length - 1)
    for (let i = 1; i < length; i++) moves[i - 1] = barRange(high[i], low[i], close[i - 1])
    fillWindowSums(moves, period, ranges)
    for (let i = 1; i < length; i++) moves[i - 1] = Math.abs(high[i] - low[i - 1])
    fillWindowSums(moves, period, pluses.subarray(1))
    for (let i = 1; i < length; i++) moves[i - 1] = Math.abs(low[i] - high[i - 1])
    fillWindowSums(moves, period, minuses.subarray(1))
    for (let i = period; i < length; i++) {
      const range = ranges[i - 1]
      pluses[i] = finiteRatio(pluses[i], range)
      minuses[i] = finiteRatio(minuses[i], range)
    }
  },
})
