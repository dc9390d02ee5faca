import { highPassing } from './high-passing.ts'
import { defineIndicator } from './indicator.ts'
import { superSmoothing } from './super-smoothing.ts'
import { windowExtreme } from './window-extreme.ts'

/**
 * Stochastic of a {@link roofingFilter}: where its last value stands in its range of `period` bars, from 0 to 1, smoothed.
 * Unlike that of prices it does not stick to an end in a trend.
 *
 * The filter keeps swings between `short` and `long` bars; a {@link superSmoother} of period `short` smooths the result, so
 * that it can leave the range from 0 to 1 by a little. A range of zero counts as 0.5. First value on bar `long + period -
 * 2`. Source: Ehlers, Cycle Analytics for Traders, 2013.
 *
 * @throws {@link ConfigError} `indicator/param` when `short` is not smaller than `long`.
 *
 * @example
 * ```ts
 * import { roofingStochastic, syntheticBars } from 'peak-trade'
 *
 * roofingStochastic(syntheticBars({ seed: 1, length: 200 }))[199] < 0.2 // at the lower end?
 * ```
 */
export const roofingStochastic = defineIndicator({
  id: 'roofing_stochastic',
  inputs: ['close'],
  outputs: ['value'],
  params: {
    period: { default: 20, min: 1, integer: true },
    short: { default: 10, min: 2, integer: true },
    long: { default: 48, min: 3, integer: true },
  },
  check: ({ short, long }) => (short < long ? undefined : `short is ${short}, it must be smaller than long, which is ${long}`),
  warmup: ({ period, long }) => long + period - 2,
  start: ({ period, short, long }) => {
    const high = highPassing(long)
    const roof = superSmoothing(short)
    const highest = windowExtreme(period, 1)
    const lowest = windowExtreme(period, -1)
    const smooth = superSmoothing(short)
    let bar = 0
    return close => {
      const swing = roof(high(close))
      if (bar < long - 1) {
        bar++
        return Number.NaN
      }
      const low = lowest(swing)
      const range = highest(swing) - low
      if (range !== range) return Number.NaN
      return smooth(range > 0 ? (swing - low) / range : 0.5)
    }
  },
})
