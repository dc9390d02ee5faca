import { atr } from './atr.ts'
import { emaKeep, exponentialAverage, fillExponentialAverage } from './exponential-average.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Keltner channel: the exponential average of the closes over `period` bars (`middle`) and `multiplier` average true ranges
 * (over `atrPeriod` bars) above and below it.
 *
 * Seeds are those of {@link ema} and {@link atr}. `middle` begins on bar `period - 1`, the others as soon as the average true
 * range is known too. Source: Keltner 1960 in the form of Raschke.
 *
 * @example
 * ```ts
 * import { keltner, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 100 })
 * bars.close[99] > keltner(bars).upper[99] // a breakout?
 * ```
 */
export const keltner = defineIndicator({
  id: 'keltner',
  inputs: ['high', 'low', 'close'],
  outputs: ['upper', 'middle', 'lower'],
  params: {
    period: { default: 20, min: 1, integer: true },
    multiplier: { default: 2, min: 0 },
    atrPeriod: { default: 10, min: 1, integer: true },
  },
  warmup: ({ period, atrPeriod }) => Math.max(period - 1, atrPeriod),
  start: ({ period, multiplier, atrPeriod }) => {
    const average = exponentialAverage(period, emaKeep(period))
    const ranges = atr.start({ period: atrPeriod })
    const result = [Number.NaN, Number.NaN, Number.NaN]
    return (high, low, close) => {
      const middle = average(close)
      const reach = multiplier * (ranges(high, low, close, close) as number)
      result[0] = middle + reach
      result[1] = middle
      result[2] = middle - reach
      return result
    }
  },
  fill: ({ period, multiplier, atrPeriod }, [upper, middle, lower], high, low, close) => {
    const start = Math.max(period - 1, atrPeriod)
    fillExponentialAverage(close, middle, { period, keep: emaKeep(period) })
    atr.fill?.({ period: atrPeriod }, [upper], high, low, close, close)
    for (let i = start; i < close.length; i++) {
      const reach = multiplier * upper[i]
      upper[i] = middle[i] + reach
      lower[i] = middle[i] - reach
    }
    upper.fill(Number.NaN, atrPeriod, start)
  },
})
