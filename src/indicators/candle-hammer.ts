import { bodyLimit, bodySize, CANDLE_WARMUP, lowerShadow, nearLimit, thinLimit, upperShadow } from './candle-shape.ts'
import { fromBar } from './from-bar.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Hammer: 1 where a bar fell far and came back, near the low of the bar before, else 0. After a fall it may turn; whether
 * there was one is left to you.
 *
 * The body is shorter than the mean of the 10 before, the lower shadow longer than the body, the upper one shorter than a
 * tenth of the mean range of the 10 bars before; the body begins at most a fifth of the usual range (5 bars) above the low
 * before. First value on bar 11. Source: Nison, Japanese Candlestick Charting Techniques, 1991; numbers as in TA-Lib
 * `CDLHAMMER`.
 *
 * @example
 * ```ts
 * import { candleHammer, syntheticBars } from 'peak-trade'
 *
 * candleHammer(syntheticBars({ seed: 1, length: 100 })).filter(value => value !== 0 && !Number.isNaN(value)).length // how often?
 * ```
 */
export const candleHammer = defineIndicator({
  id: 'candle_hammer',
  inputs: ['open', 'high', 'low', 'close'],
  outputs: ['value'],
  params: {},
  warmup: () => CANDLE_WARMUP + 1,
  start: () => {
    const usual = bodyLimit()
    const thin = thinLimit()
    const near = nearLimit()
    let lowBefore = Number.NaN
    let nearBefore = Number.NaN
    return fromBar(CANDLE_WARMUP + 1, (open, high, low, close) => {
      const body = bodySize(open, close)
      const isShort = body < usual(open, high, low, close)
      const isBare = upperShadow(open, high, close) < thin(open, high, low, close)
      const isLow = Math.min(open, close) <= lowBefore + nearBefore
      lowBefore = low
      nearBefore = near(open, high, low, close)
      return Number(isShort && isBare && isLow && lowerShadow(open, low, close) > body)
    })
  },
})
