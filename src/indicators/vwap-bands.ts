import { defineIndicator } from './indicator.ts'
import { addWeighted, noMoments, type WeightedMoments, windowWeightedMoments } from './weighted-moments.ts'

/**
 * Bands around the volume-weighted average price: `middle` is {@link vwap}, `upper` and `lower` lie `multiplier` standard deviations off
 * it. The deviation is that of the typical prices `(high + low + close) / 3` of the last `period` bars, each counted by its volume.
 * `period` 0 takes all bars from the first on.
 *
 * All three are equal where prices do not move, and NaN where nothing was traded. First values on bar `period - 1`, or on the first bar
 * for `period` 0.
 *
 * @example
 * ```ts
 * import { vwapBands } from 'peak-trade'
 *
 * const price = Float64Array.of(10, 14)
 * const bands = vwapBands({ high: price, low: price, close: price, volume: Float64Array.of(5, 5) }, { period: 2, multiplier: 1 })
 * bands.upper[1] // 14
 * bands.middle[1] // 12
 * ```
 */
export const vwapBands = defineIndicator({
  id: 'vwap_bands',
  inputs: ['high', 'low', 'close', 'volume'],
  outputs: ['upper', 'middle', 'lower'],
  params: {
    period: { default: 20, min: 0, integer: true },
    multiplier: { default: 2, min: 0 },
  },
  warmup: ({ period }) => Math.max(0, period - 1),
  start: ({ period, multiplier }) => {
    const add = period === 0 ? cumulative() : windowWeightedMoments(period)
    const result = [Number.NaN, Number.NaN, Number.NaN]
    let bars = 0
    return (high, low, close, volume) => {
      const { weight, mean, squares } = add((high + low + close) / 3, volume)
      bars++
      if (bars < period) return result
      const middle = weight > 0 ? mean : Number.NaN
      const reach = multiplier * Math.sqrt(squares / weight)
      result[0] = middle + reach
      result[1] = middle
      result[2] = middle - reach
      return result
    }
  },
})

function cumulative(): (value: number, weight: number) => WeightedMoments {
  const moments = noMoments()
  return (value, weight) => {
    addWeighted(moments, value, weight)
    return moments
  }
}
