import { emaKeep, exponentialAverage, fillExponentialAverage } from './exponential-average.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Elder ray: how far buyers took prices above the exponential average of the closes (`bull`, the high less the average) and
 * sellers below it (`bear`, the low less the average), in the unit of the prices.
 *
 * Seed as that of {@link ema}. First values on bar `period - 1`. Agrees with Stock.Indicators. Source: Elder, Trading for a Living,
 * 1993.
 *
 * @example
 * ```ts
 * import { elderRay } from 'peak-trade'
 *
 * const bars = { high: Float64Array.of(3, 6), low: Float64Array.of(1, 3), close: Float64Array.of(2, 4) }
 * const { bull, bear } = elderRay(bars, { period: 2 })
 * bull[1] // 3
 * bear[1] // 0
 * ```
 */
export const elderRay = defineIndicator({
  id: 'elder_ray',
  inputs: ['high', 'low', 'close'],
  outputs: ['bull', 'bear'],
  params: { period: { default: 13, min: 1, integer: true } },
  warmup: ({ period }) => period - 1,
  start: ({ period }) => {
    const averages = exponentialAverage(period, emaKeep(period))
    const result = [Number.NaN, Number.NaN]
    return (high, low, close) => {
      const average = averages(close)
      result[0] = high - average
      result[1] = low - average
      return result
    }
  },
  fill: ({ period }, [bulls, bears], high, low, close) => {
    fillExponentialAverage(close, bulls, { period, keep: emaKeep(period) })
    for (let i = period - 1; i < close.length; i++) {
      const average = bulls[i]
      bulls[i] = high[i] - average
      bears[i] = low[i] - average
    }
  },
})
