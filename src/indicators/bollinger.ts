import { finiteRatio } from './finite-ratio.ts'
import { defineIndicator } from './indicator.ts'
import { chunkLength, fillWindowMoments, windowMoments } from './window-moments.ts'

/**
 * Bollinger bands: the mean of the last `period` values (`middle`) and `multiplier` standard deviations above and below it.
 * `percentB` says where the value stands (0 at the lower band, 1 at the upper), `bandwidth` is `(upper - lower) / middle`, a
 * fraction.
 *
 * The standard deviation is that of the population (divided by `period`). `percentB` is NaN where the bands meet, `bandwidth`
 * where `middle` is 0. First values on bar `period - 1`. Agrees with TA-Lib `BBANDS`. Source: Bollinger on Bollinger Bands,
 * 2001.
 *
 * @example
 * ```ts
 * import { bollinger } from 'peak-trade'
 *
 * const bands = bollinger(Float64Array.of(1, 3), { period: 2, multiplier: 2 })
 * bands.upper[1] // 4
 * bands.percentB[1] // 0.75
 * ```
 */
export const bollinger = defineIndicator({
  id: 'bollinger',
  inputs: ['close'],
  outputs: ['upper', 'middle', 'lower', 'percentB', 'bandwidth'],
  params: {
    period: { default: 20, min: 2, integer: true },
    multiplier: { default: 2, min: 0 },
  },
  warmup: ({ period }) => period - 1,
  start: ({ period, multiplier }) => {
    const moments = windowMoments({ period, ddof: 0 })
    const result = [Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN]
    return close => {
      const { mean, deviation } = moments(close)
      const reach = multiplier * deviation
      const upper = mean + reach
      const lower = mean - reach
      result[0] = upper
      result[1] = mean
      result[2] = lower
      result[3] = finiteRatio(close - lower, upper - lower)
      result[4] = finiteRatio(upper - lower, mean)
      return result
    }
  },
  fill: ({ period, multiplier }, [uppers, middles, lowers, percents, bandwidths], close) => {
    const chunk = chunkLength(period)
    const means = new Float64Array(chunk)
    const deviations = new Float64Array(chunk)
    for (let from = 0; from < close.length; from += chunk) {
      const to = Math.min(from + chunk, close.length)
      fillWindowMoments(close, { period, ddof: 0, from, to }, means, deviations)
      for (let i = Math.max(from, period - 1); i < to; i++) {
        const mean = means[i - from]
        const reach = multiplier * deviations[i - from]
        const upper = mean + reach
        const lower = mean - reach
        uppers[i] = upper
        middles[i] = mean
        lowers[i] = lower
        percents[i] = finiteRatio(close[i] - lower, upper - lower)
        bandwidths[i] = finiteRatio(upper - lower, mean)
      }
    }
  },
})
