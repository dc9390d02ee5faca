import { emaKeep, exponentialAverage } from './exponential-average.ts'
import { defineIndicator } from './indicator.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/**
 * Mass index: how much the ranges of bars have widened lately, whatever the direction; around `period`. Above 27 and back below
 * 26.5 (for 25 bars) is called a bulge before a turn.
 *
 * The sum over `period` bars of the exponential average of `high - low` over `smooth` bars, divided by the average of that average. A
 * bar on which nothing ever moved counts as 1, neither wider nor narrower. Seeds are those of {@link ema}, each average from its own
 * first values. First value on bar `2 * smooth + period - 3`; tulip `mass` starts from single values and differs at the beginning.
 * Source: Dorsey, Technical Analysis of Stocks & Commodities, 1992.
 *
 * @example
 * ```ts
 * import { massIndex, syntheticBars } from 'peak-trade'
 *
 * const mass = massIndex(syntheticBars({ seed: 1, length: 200 }), { smooth: 9, period: 25 })
 * mass.findIndex(value => !Number.isNaN(value)) // 40
 * ```
 */
export const massIndex = defineIndicator({
  id: 'mass_index',
  inputs: ['high', 'low'],
  outputs: ['value'],
  params: {
    smooth: { default: 9, min: 1, integer: true },
    period: { default: 25, min: 1, integer: true },
  },
  warmup: ({ smooth, period }) => 2 * (smooth - 1) + period - 1,
  start: ({ smooth, period }) => {
    const ranges = exponentialAverage(smooth, emaKeep(smooth))
    const averages = exponentialAverage(smooth, emaKeep(smooth))
    const sum = windowSum(period)
    return (high, low) => {
      const single = ranges(high - low)
      if (single !== single) return Number.NaN
      const double = averages(single)
      return double === double ? sum(widening(single, double)) : Number.NaN
    }
  },
  fill: ({ smooth, period }, [out], high, low) => {
    const { length } = high
    const keep = emaKeep(smooth)
    const ranges = exponentialAverage(smooth, keep)
    const averages = exponentialAverage(smooth, keep)
    const seeded = 2 * (smooth - 1)
    if (length <= seeded) return
    let single = Number.NaN
    let double = Number.NaN
    for (let i = 0; i <= seeded; i++) {
      single = ranges(high[i] - low[i])
      if (i >= smooth - 1) double = averages(single)
    }
    const ratios = new Float64Array(length - seeded)
    ratios[0] = widening(single, double)
    for (let i = seeded + 1; i < length; i++) {
      const range = high[i] - low[i]
      single = range - keep * (range - single)
      double = single - keep * (single - double)
      ratios[i - seeded] = widening(single, double)
    }
    fillWindowSums(ratios, period, out.subarray(seeded))
  },
})

function widening(single: number, double: number): number {
  return double === 0 ? 1 : single / double
}
