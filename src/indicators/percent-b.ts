import { finiteRatio } from './finite-ratio.ts'
import { defineIndicator } from './indicator.ts'
import { chunkLength, fillWindowMoments, windowMoments } from './window-moments.ts'

/**
 * Bollinger's %B alone: where the value stands between the bands, 0 at the lower one, 1 at the upper, beyond them outside.
 *
 * The output `percentB` of {@link bollinger}, for where the bands themselves are not needed. NaN where the bands meet. First value
 * on bar `period - 1`. Source: Bollinger on Bollinger Bands, 2001.
 *
 * @example
 * ```ts
 * import { percentB } from 'peak-trade'
 *
 * percentB(Float64Array.of(1, 3), { period: 2, multiplier: 2 }) // NaN, 0.75
 * ```
 */
export const percentB = defineIndicator({
  id: 'percent_b',
  inputs: ['close'],
  outputs: ['value'],
  params: {
    period: { default: 20, min: 2, integer: true },
    multiplier: { default: 2, min: 0.001 },
  },
  warmup: ({ period }) => period - 1,
  start: ({ period, multiplier }) => {
    const moments = windowMoments({ period, ddof: 0 })
    return close => {
      const { mean, deviation } = moments(close)
      return placeBetween(close, mean, multiplier * deviation)
    }
  },
  fill: ({ period, multiplier }, [out], close) => {
    const chunk = chunkLength(period)
    const means = new Float64Array(chunk)
    const deviations = new Float64Array(chunk)
    for (let from = 0; from < close.length; from += chunk) {
      const to = Math.min(from + chunk, close.length)
      fillWindowMoments(close, { period, ddof: 0, from, to }, means, deviations)
      for (let i = Math.max(from, period - 1); i < to; i++)
        out[i] = placeBetween(close[i], means[i - from], multiplier * deviations[i - from])
    }
  },
})

function placeBetween(value: number, mean: number, reach: number): number {
  const lower = mean - reach
  return finiteRatio(value - lower, mean + reach - lower)
}
