import { defineIndicator } from './indicator.ts'
import { pearson } from './pearson.ts'
import { fillWindowComoments, windowComoments } from './window-comoments.ts'
import { chunkLength } from './window-moments.ts'

/**
 * Correlation (Pearson) of two columns over the last `period` bars, from -1 to 1. Any two columns: they come as `close` and
 * `volume`, whatever they are; of bars it says whether volume rises with prices. For two markets, feed it returns rather than prices.
 *
 * NaN where one of the two does not move. First value on bar `period - 1`.
 *
 * @example
 * ```ts
 * import { rollingCorrelation } from 'peak-trade'
 *
 * rollingCorrelation({ close: Float64Array.of(1, 2, 4), volume: Float64Array.of(9, 8, 6) }, { period: 3 })[2] // -1
 * ```
 */
export const rollingCorrelation = defineIndicator({
  id: 'rolling_correlation',
  inputs: ['close', 'volume'],
  outputs: ['value'],
  params: { period: { default: 50, min: 2, integer: true } },
  warmup: ({ period }) => period - 1,
  start: ({ period }) => {
    const comoments = windowComoments(period)
    return (close, volume) => {
      const { first, second, both } = comoments(close, volume)
      return pearson(first, second, both)
    }
  },
  fill: ({ period }, [out], close, volume) => {
    const chunk = chunkLength(period)
    const columns = { first: new Float64Array(chunk), second: new Float64Array(chunk), both: new Float64Array(chunk) }
    const { first, second, both } = columns
    for (let from = 0; from < close.length; from += chunk) {
      const to = Math.min(from + chunk, close.length)
      fillWindowComoments(close, volume, { period, from, to }, columns)
      for (let i = Math.max(from, period - 1), j = i - from; i < to; i++, j++) out[i] = pearson(first[j], second[j], both[j])
    }
  },
})
