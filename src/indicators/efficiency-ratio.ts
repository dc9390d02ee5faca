import { defineIndicator } from './indicator.ts'
import { previousValue } from './previous-value.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/**
 * Efficiency ratio: how far the value came in `period` bars, over the length of the way it took; from 0 (noise) to 1 (a straight
 * line, up or down).
 *
 * Where nothing moved there is no way to measure and the value is NaN. First value on bar `period`. Source: Kaufman, Smarter
 * Trading, 1995.
 *
 * @example
 * ```ts
 * import { efficiencyRatio } from 'peak-trade'
 *
 * efficiencyRatio(Float64Array.of(10, 12, 11, 12), { period: 3 })[3] // 0.5
 * ```
 */
export const efficiencyRatio = defineIndicator({
  id: 'efficiency_ratio',
  inputs: ['close'],
  outputs: ['value'],
  params: { period: { default: 10, min: 1, integer: true } },
  warmup: ({ period }) => period,
  start: ({ period }) => {
    const way = windowSum(period)
    const earlier = previousValue(period)
    let before = Number.NaN
    return close => {
      const from = earlier(close)
      const move = Math.abs(close - before)
      before = close
      return move === move ? share(close - from, way(move)) : Number.NaN
    }
  },
  fill: ({ period }, [out], close) => {
    const { length } = close
    if (length <= period) return
    const moves = new Float64Array(length - 1)
    for (let i = 1; i < length; i++) moves[i - 1] = Math.abs(close[i] - close[i - 1])
    fillWindowSums(moves, period, out.subarray(1))
    for (let i = period; i < length; i++) out[i] = share(close[i] - close[i - period], out[i])
  },
})

/** Rounding can make the way a little shorter than the distance. */
function share(distance: number, way: number): number {
  return way === 0 ? Number.NaN : Math.min(1, Math.abs(distance) / way)
}
