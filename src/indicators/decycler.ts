import { fromBar } from './from-bar.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Decycler: what remains of a series when everything that swings faster than `period` bars is taken away, almost without
 * lag. In the unit of the input.
 *
 * The series less a high-pass filter of one pole: with `k = tan(pi / 4 - pi / period)`, which is `1 - alpha` in the paper,
 * the result is `(1 - k) / 2 * (x + x1) + k * y1`. Seed: as if the first value had always been there. First value on bar
 * `period - 1`. Source: Ehlers, Decyclers, Technical Analysis of Stocks & Commodities, 2015.
 *
 * @example
 * ```ts
 * import { decycler, syntheticBars } from 'peak-trade'
 *
 * const trend = decycler(syntheticBars({ seed: 1, length: 200 }), { period: 60 })
 * trend[199] > trend[198] // upward?
 * ```
 */
export const decycler = defineIndicator({
  id: 'decycler',
  inputs: ['close'],
  outputs: ['value'],
  params: { period: { default: 125, min: 3, integer: true } },
  warmup: ({ period }) => period - 1,
  start: ({ period }) => {
    const keep = keepOf(period)
    let before = Number.NaN
    let trend = Number.NaN
    return fromBar(period - 1, close => {
      const middle = trend !== trend ? close : (close + before) / 2
      trend = trend !== trend ? close : middle - keep * (middle - trend)
      before = close
      return trend
    })
  },
  fill: ({ period }, [out], close) => {
    const keep = keepOf(period)
    let trend = close[0]
    for (let i = 1; i < close.length; i++) {
      const middle = (close[i] + close[i - 1]) / 2
      trend = middle - keep * (middle - trend)
      if (i >= period - 1) out[i] = trend
    }
  },
})

function keepOf(period: number): number {
  return Math.tan(Math.PI / 4 - Math.PI / period)
}
