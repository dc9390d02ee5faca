import { finiteRatio } from './finite-ratio.ts'
import { defineIndicator } from './indicator.ts'
import { chunkLength, fillWindowMoments, windowMoments } from './window-moments.ts'

/**
 * How many standard deviations the value stands above (or below) the mean of the last `period` values.
 *
 * `ddof` 0 divides by `period` (population), 1 by `period - 1` (sample). NaN while values do not move, because there is
 * no deviation to measure in. First value on bar `period - 1`.
 *
 * @throws {@link ConfigError} `indicator/param` for `period` 1 with `ddof` 1.
 *
 * @example
 * ```ts
 * import { zscore } from 'peak-trade'
 *
 * zscore(Float64Array.of(1, 3, 3), { period: 2 }) // NaN, 1, NaN
 * ```
 */
export const zscore = defineIndicator({
  id: 'zscore',
  inputs: ['close'],
  outputs: ['value'],
  params: {
    period: { default: 20, min: 2, integer: true },
    ddof: { default: 0, min: 0, max: 1, integer: true },
  },
  warmup: ({ period }) => period - 1,
  start: ({ period, ddof }) => {
    const moments = windowMoments({ period, ddof })
    return close => {
      const { mean, deviation } = moments(close)
      return finiteRatio(close - mean, deviation)
    }
  },
  fill: ({ period, ddof }, [out], close) => {
    const chunk = chunkLength(period)
    const means = new Float64Array(chunk)
    const deviations = new Float64Array(chunk)
    for (let from = 0; from < close.length; from += chunk) {
      const to = Math.min(from + chunk, close.length)
      fillWindowMoments(close, { period, ddof, from, to }, means, deviations)
      for (let i = Math.max(from, period - 1); i < to; i++) out[i] = finiteRatio(close[i] - means[i - from], deviations[i - from])
    }
  },
})
