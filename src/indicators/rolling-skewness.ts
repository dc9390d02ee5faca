import { finiteRatio } from './finite-ratio.ts'
import { defineIndicator } from './indicator.ts'
import { chunkLength } from './window-moments.ts'
import { fillWindowShapes, windowShape } from './window-shape.ts'

/**
 * Skewness of the last `period` values: 0 when they spread evenly to both sides, negative when the far ones lie below. Feed it
 * returns rather than prices.
 *
 * The third central moment over the 3/2 power of the second; `biased` 0 multiplies by √(n(n-1)) / (n-2) as pandas does. NaN where
 * values do not move. First value on bar `period - 1`.
 *
 * @example
 * ```ts
 * import { roc, rollingSkewness, syntheticBars } from 'peak-trade'
 *
 * const returns = roc(syntheticBars({ seed: 1, length: 200 }), { period: 1 })
 * rollingSkewness(returns, { period: 50 })[199] < 0 // are the large moves losses?
 * ```
 */
export const rollingSkewness = defineIndicator({
  id: 'rolling_skewness',
  inputs: ['close'],
  outputs: ['value'],
  params: {
    period: { default: 50, min: 3, integer: true },
    biased: { default: 1, min: 0, max: 1, integer: true },
  },
  warmup: ({ period }) => period - 1,
  start: ({ period, biased }) => {
    const shape = windowShape(period)
    const correction = correctionOf(period, biased)
    return close => {
      const { second, third } = shape(close)
      return correction * finiteRatio(third, second * Math.sqrt(second))
    }
  },
  fill: ({ period, biased }, [out], close) => {
    const correction = correctionOf(period, biased)
    const chunk = chunkLength(period)
    const columns = { second: new Float64Array(chunk), third: new Float64Array(chunk), fourth: new Float64Array(chunk) }
    const { second, third } = columns
    for (let from = 0; from < close.length; from += chunk) {
      const to = Math.min(from + chunk, close.length)
      fillWindowShapes(close, { period, from, to }, columns)
      for (let i = Math.max(from, period - 1), j = i - from; i < to; i++, j++)
        out[i] = correction * finiteRatio(third[j], second[j] * Math.sqrt(second[j]))
    }
  },
})

function correctionOf(period: number, biased: number): number {
  return biased === 1 ? 1 : Math.sqrt(period * (period - 1)) / (period - 2)
}
