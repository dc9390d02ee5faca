import { fromBar } from './from-bar.ts'
import { fillHighPassing, highPassing } from './high-passing.ts'
import { defineIndicator } from './indicator.ts'
import { fillSuperSmoothing, superSmoothing } from './super-smoothing.ts'

/**
 * Roofing filter: keeps what swings between `short` and `long` bars, and takes away trend and noise. Swings around 0, in the
 * unit of the input; 0 where prices do not move.
 *
 * {@link highPass} of period `long`, then {@link superSmoother} of period `short`. First value on bar `long - 1`. Source:
 * Ehlers, Cycle Analytics for Traders, 2013.
 *
 * @throws {@link ConfigError} `indicator/param` when `short` is not smaller than `long`.
 *
 * @example
 * ```ts
 * import { roofingFilter, syntheticBars } from 'peak-trade'
 *
 * const swings = roofingFilter(syntheticBars({ seed: 1, length: 200 }), { short: 10, long: 48 })
 * swings[199] > swings[198] // on the way up?
 * ```
 */
export const roofingFilter = defineIndicator({
  id: 'roofing_filter',
  inputs: ['close'],
  outputs: ['value'],
  params: {
    short: { default: 10, min: 2, integer: true },
    long: { default: 48, min: 3, integer: true },
  },
  check: ({ short, long }) => (short < long ? undefined : `short is ${short}, it must be smaller than long, which is ${long}`),
  warmup: ({ long }) => long - 1,
  start: ({ short, long }) => {
    const high = highPassing(long)
    const smooth = superSmoothing(short)
    return fromBar(long - 1, close => smooth(high(close)))
  },
  fill: ({ short, long }, [out], close) => {
    fillHighPassing(close, out, { period: long, first: 0 })
    fillSuperSmoothing(out, out, { period: short, first: 0 })
    out.fill(Number.NaN, 0, long - 1)
  },
})
