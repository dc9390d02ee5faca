import { finiteRatio } from './finite-ratio.ts'
import { defineIndicator } from './indicator.ts'
import { chunkLength, fillWindowMoments, windowMoments } from './window-moments.ts'

/**
 * Bollinger's bandwidth alone: the distance of the bands as a fraction of their middle (0.1 is 10 %). Small values are a
 * "squeeze".
 *
 * The output `bandwidth` of {@link bollinger}, for where the bands themselves are not needed. 0 where values do not move, NaN where
 * the middle is 0. First value on bar `period - 1`. Source: Bollinger on Bollinger Bands, 2001.
 *
 * @example
 * ```ts
 * import { bandwidth } from 'peak-trade'
 *
 * bandwidth(Float64Array.of(1, 3), { period: 2, multiplier: 2 }) // NaN, 2
 * ```
 */
export const bandwidth = defineIndicator({
  id: 'bandwidth',
  inputs: ['close'],
  outputs: ['value'],
  params: {
    period: { default: 20, min: 2, integer: true },
    multiplier: { default: 2, min: 0 },
  },
  warmup: ({ period }) => period - 1,
  start: ({ period, multiplier }) => {
    const moments = windowMoments({ period, ddof: 0 })
    return close => {
      const { mean, deviation } = moments(close)
      return width(mean, multiplier * deviation)
    }
  },
  fill: ({ period, multiplier }, [out], close) => {
    const chunk = chunkLength(period)
    const means = new Float64Array(chunk)
    const deviations = new Float64Array(chunk)
    for (let from = 0; from < close.length; from += chunk) {
      const to = Math.min(from + chunk, close.length)
      fillWindowMoments(close, { period, ddof: 0, from, to }, means, deviations)
      for (let i = Math.max(from, period - 1); i < to; i++) out[i] = width(means[i - from], multiplier * deviations[i - from])
    }
  },
})

function width(mean: number, reach: number): number {
  return finiteRatio(mean + reach - (mean - reach), mean)
}
