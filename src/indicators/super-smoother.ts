import { fromBar } from './from-bar.ts'
import { defineIndicator } from './indicator.ts'
import { fillSuperSmoothing, superSmoothing } from './super-smoothing.ts'

/**
 * Super smoother: takes away what swings faster than `period` bars, with half the lag of an average that is as smooth. In
 * the unit of the input.
 *
 * A two-pole Butterworth filter of the mean of two neighboring values: with `a = exp(-sqrt(2) * pi / period)` and `b = 2 * a
 * * cos(sqrt(2) * pi / period)` the result is `(1 - b + a * a) * (x + x1) / 2 + b * y1 - a * a * y2`. Seed: as if the first
 * value had always been there. First value on bar `period - 1`. Ehlers prints 1.414 for the square root. Source: Ehlers,
 * Cycle Analytics for Traders, 2013.
 *
 * @example
 * ```ts
 * import { superSmoother, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 100 })
 * bars.close[99] > superSmoother(bars, { period: 10 })[99] // above its smooth self?
 * superSmoother(Float64Array.of(5, 5, 5), { period: 3 }) // NaN, NaN, 5
 * ```
 */
export const superSmoother = defineIndicator({
  id: 'super_smoother',
  inputs: ['close'],
  outputs: ['value'],
  params: { period: { default: 10, min: 2, integer: true } },
  warmup: ({ period }) => period - 1,
  start: ({ period }) => fromBar(period - 1, superSmoothing(period)),
  fill: ({ period }, [out], close) => fillSuperSmoothing(close, out, { period, first: period - 1 }),
})
