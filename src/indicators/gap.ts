import { finiteRatio } from './finite-ratio.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Gap: how far the bar opened from the close before, as a fraction of that close (0.02 is 2 % higher).
 *
 * NaN after a close of 0. First value on bar 1.
 *
 * @example
 * ```ts
 * import { gap } from 'peak-trade'
 *
 * gap({ open: Float64Array.of(99, 105), close: Float64Array.of(100, 104) }) // NaN, 0.05
 * ```
 */
export const gap = defineIndicator({
  id: 'gap',
  inputs: ['open', 'close'],
  outputs: ['value'],
  params: {},
  warmup: () => 1,
  start: () => {
    let before = Number.NaN
    return (open, close) => {
      const value = finiteRatio(open - before, before)
      before = close
      return value
    }
  },
  fill: (_, [out], open, close) => {
    for (let i = 1; i < open.length; i++) out[i] = finiteRatio(open[i] - close[i - 1], close[i - 1])
  },
})
