import { finiteRatio } from './finite-ratio.ts'
import { defineIndicator } from './indicator.ts'
import { chunkLength } from './window-moments.ts'
import { fillWindowShapes, windowShape } from './window-shape.ts'

/**
 * Excess kurtosis of the last `period` values: 0 for a normal distribution, positive when far values are more frequent; never
 * below -2 when biased. Feed it returns rather than prices.
 *
 * The fourth central moment over the square of the second, minus 3; `biased` 0 corrects for the size of the window as pandas
 * does. NaN where values do not move. First value on bar `period - 1`.
 *
 * @example
 * ```ts
 * import { rollingKurtosis } from 'peak-trade'
 *
 * rollingKurtosis(Float64Array.of(-1, 1, -1, 1), { period: 4 })[3] // -2
 * ```
 */
export const rollingKurtosis = defineIndicator({
  id: 'rolling_kurtosis',
  inputs: ['close'],
  outputs: ['value'],
  params: {
    period: { default: 50, min: 4, integer: true },
    biased: { default: 1, min: 0, max: 1, integer: true },
  },
  warmup: ({ period }) => period - 1,
  start: ({ period, biased }) => {
    const shape = windowShape(period)
    return close => {
      const { second, fourth } = shape(close)
      return excessOf(second, fourth, biased === 1 ? 0 : period)
    }
  },
  fill: ({ period, biased }, [out], close) => {
    const sample = biased === 1 ? 0 : period
    const chunk = chunkLength(period)
    const columns = { second: new Float64Array(chunk), third: new Float64Array(chunk), fourth: new Float64Array(chunk) }
    const { second, fourth } = columns
    for (let from = 0; from < close.length; from += chunk) {
      const to = Math.min(from + chunk, close.length)
      fillWindowShapes(close, { period, from, to }, columns)
      for (let i = Math.max(from, period - 1), j = i - from; i < to; i++, j++) out[i] = excessOf(second[j], fourth[j], sample)
    }
  },
})

/** Excess kurtosis, corrected for a sample of that size unless it is 0. */
function excessOf(second: number, fourth: number, sample: number): number {
  const excess = finiteRatio(fourth, second * second) - 3
  return sample === 0 ? excess : ((sample - 1) / ((sample - 2) * (sample - 3))) * ((sample + 1) * excess + 6)
}
