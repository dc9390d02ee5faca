import { bodyLimit, bodySize, CANDLE_WARMUP, lowerShadow, thinLimit, upperShadow } from './candle-shape.ts'
import { fromBar } from './from-bar.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Inverted hammer: 1 where a bar opened below the body of the bar before, rose far and came back, else 0. After a fall it
 * may turn; whether there was one is left to you.
 *
 * The body is shorter than the mean of the 10 before, the upper shadow longer than the body, the lower one shorter than a
 * tenth of the mean range of the 10 bars before; the whole body lies below the body before. First value on bar 11. Source:
 * Nison, Japanese Candlestick Charting Techniques, 1991; numbers as in TA-Lib `CDLINVERTEDHAMMER`.
 *
 * @example
 * ```ts
 * import { candleInvertedHammer, syntheticBars } from 'peak-trade'
 *
 * candleInvertedHammer(syntheticBars({ seed: 1, length: 100 })).filter(value => value !== 0 && !Number.isNaN(value)).length // how often?
 * ```
 */
export const candleInvertedHammer = defineIndicator({
  id: 'candle_inverted_hammer',
  inputs: ['open', 'high', 'low', 'close'],
  outputs: ['value'],
  params: {},
  warmup: () => CANDLE_WARMUP + 1,
  start: () => {
    const usual = bodyLimit()
    const thin = thinLimit()
    let bottomBefore = Number.NaN
    return fromBar(CANDLE_WARMUP + 1, (open, high, low, close) => {
      const body = bodySize(open, close)
      const isShort = body < usual(open, high, low, close)
      const isBare = lowerShadow(open, low, close) < thin(open, high, low, close)
      const isBelow = Math.max(open, close) < bottomBefore
      bottomBefore = Math.min(open, close)
      return Number(isShort && isBare && isBelow && upperShadow(open, high, close) > body)
    })
  },
})
