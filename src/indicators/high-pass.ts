import { fromBar } from './from-bar.ts'
import { fillHighPassing, highPassing } from './high-passing.ts'
import { defineIndicator } from './indicator.ts'

/**
 * High-pass filter with two poles: takes away the trend and everything that swings more slowly than `period` bars. Swings
 * around 0, in the unit of the input; 0 where prices do not move.
 *
 * With `k = tan(pi / 4 - pi / (sqrt(2) * period))`, which is `1 - alpha` in the paper, the result is `((1 + k) / 2) ** 2 *
 * (x - 2 * x1 + x2) + 2 * k * y1 - k * k * y2`. Seed: 0. First value on bar `period - 1`. Ehlers prints 0.707 for the root
 * of one half. Source: Ehlers, Cycle Analytics for Traders, 2013.
 *
 * @example
 * ```ts
 * import { highPass, syntheticBars } from 'peak-trade'
 *
 * const swings = highPass(syntheticBars({ seed: 1, length: 200 }), { period: 48 })
 * swings[199] > 0 // above the trend?
 * highPass(Float64Array.of(5, 5, 5), { period: 3 }) // NaN, NaN, 0
 * ```
 */
export const highPass = defineIndicator({
  id: 'high_pass',
  inputs: ['close'],
  outputs: ['value'],
  params: { period: { default: 48, min: 2, integer: true } },
  warmup: ({ period }) => period - 1,
  start: ({ period }) => fromBar(period - 1, highPassing(period)),
  fill: ({ period }, [out], close) => fillHighPassing(close, out, { period, first: period - 1 }),
})
