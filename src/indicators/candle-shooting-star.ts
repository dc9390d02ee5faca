import { bodyLimit, bodySize, CANDLE_WARMUP, lowerShadow, thinLimit, upperShadow } from './candle-shape.ts'
import { fromBar } from './from-bar.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Shooting star: -1 where a bar opened above the body of the bar before, rose far and came back, else 0. After a rise it may
 * turn; whether there was one is left to you.
 *
 * The body is shorter than the mean of the 10 before, the upper shadow longer than the body, the lower one shorter than a
 * tenth of the mean range of the 10 bars before; the whole body lies above the body before. First value on bar 11. Source:
 * Nison, Japanese Candlestick Charting Techniques, 1991; numbers as in TA-Lib `CDLSHOOTINGSTAR`.
 *
 * @example
 * ```ts
 * import { candleShootingStar, syntheticBars } from 'peak-trade'
 *
 * candleShootingStar(syntheticBars({ seed: 1, length: 100 })).filter(value => value !== 0 && !Number.isNaN(value)).length // how often?
 * ```
 */
export const candleShootingStar = defineIndicator({
  id: 'candle_shooting_star',
  inputs: ['open', 'high', 'low', 'close'],
  outputs: ['value'],
  params: {},
  warmup: () => CANDLE_WARMUP + 1,
  start: () => {
    const usual = bodyLimit()
    const thin = thinLimit()
    let topBefore = Number.NaN
    return fromBar(CANDLE_WARMUP + 1, (open, high, low, close) => {
      const body = bodySize(open, close)
      const isShort = body < usual(open, high, low, close)
      const isBare = lowerShadow(open, low, close) < thin(open, high, low, close)
      const isAbove = Math.min(open, close) > topBefore
      topBefore = Math.max(open, close)
      return isShort && isBare && isAbove && upperShadow(open, high, close) > body ? -1 : 0
    })
  },
})
