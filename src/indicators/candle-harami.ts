import { bodyLimit, bodySize, CANDLE_WARMUP, candleColor } from './candle-shape.ts'
import { fromBar } from './from-bar.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Harami: a short body within the long body before, 1 when that one fell and -1 when it rose, else 0.
 *
 * Long is longer than the mean of the 10 bodies before, short is not; ends may be the same. First value on bar 11. TA-Lib
 * says 80 instead of 100 when an end is the same. Source: Nison, Japanese Candlestick Charting Techniques, 1991; numbers as
 * in TA-Lib `CDLHARAMI`.
 *
 * @example
 * ```ts
 * import { candleHarami, syntheticBars } from 'peak-trade'
 *
 * candleHarami(syntheticBars({ seed: 1, length: 100 })).filter(value => value !== 0 && !Number.isNaN(value)).length // how often?
 * ```
 */
export const candleHarami = defineIndicator({
  id: 'candle_harami',
  inputs: ['open', 'high', 'low', 'close'],
  outputs: ['value'],
  params: {},
  warmup: () => CANDLE_WARMUP + 1,
  start: () => {
    const usual = bodyLimit()
    let topBefore = Number.NaN
    let bottomBefore = Number.NaN
    let colorBefore = 0
    let wasLong = false
    return fromBar(CANDLE_WARMUP + 1, (open, high, low, close) => {
      const body = bodySize(open, close)
      const limit = usual(open, high, low, close)
      const top = Math.max(open, close)
      const bottom = Math.min(open, close)
      const isHarami = wasLong && body <= limit && top <= topBefore && bottom >= bottomBefore
      const turn = isHarami ? -colorBefore : 0
      topBefore = top
      bottomBefore = bottom
      colorBefore = candleColor(open, close)
      wasLong = body > limit
      return turn
    })
  },
})
