import { barRange } from './bar-range.ts'
import { defineIndicator } from './indicator.ts'

/**
 * True range: how far prices moved in a bar, a gap from the close before included, in the unit of the prices.
 *
 * The largest of `high - low` and the distances of the high and the low from the close before. The first bar has none, because nothing
 * comes before it. First value on bar 1. Agrees with TA-Lib `TRANGE`. Averaged it is {@link atr}. Source: Wilder, New Concepts in
 * Technical Trading Systems, 1978.
 *
 * @example
 * ```ts
 * import { trueRange } from 'peak-trade'
 *
 * trueRange({ high: Float64Array.of(10, 12), low: Float64Array.of(9, 11), close: Float64Array.of(9, 11) }) // NaN, 3
 * ```
 */
export const trueRange = defineIndicator({
  id: 'true_range',
  inputs: ['high', 'low', 'close'],
  outputs: ['value'],
  params: {},
  warmup: () => 1,
  start: () => {
    let before = Number.NaN
    return (high, low, close) => {
      const known = before === before
      const range = barRange(high, low, before)
      before = close
      return known ? range : Number.NaN
    }
  },
  fill: (_, [out], high, low, close) => {
    for (let i = 1; i < close.length; i++) out[i] = barRange(high[i], low[i], close[i - 1])
  },
})
