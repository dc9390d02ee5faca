import { bodyLimit, bodySize, CANDLE_WARMUP, candleColor } from './candle-shape.ts'
import { fromBar } from './from-bar.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Evening star: -1 on the third of three bars: a long rising body, a short one wholly above it, a falling one that closes
 * deep within the first; else 0.
 *
 * Long is longer than the mean of the 10 bodies before, short is not, and the third is not short; deep is further than
 * `penetration`, a fraction of the first body, below its close. First value on bar 12. Source: Nison, Japanese Candlestick
 * Charting Techniques, 1991; numbers as in TA-Lib `CDLEVENINGSTAR`.
 *
 * @example
 * ```ts
 * import { candleEveningStar, syntheticBars } from 'peak-trade'
 *
 * candleEveningStar(syntheticBars({ seed: 1, length: 100 })).filter(value => value !== 0 && !Number.isNaN(value)).length // how often?
 * ```
 */
export const candleEveningStar = defineIndicator({
  id: 'candle_evening_star',
  inputs: ['open', 'high', 'low', 'close'],
  outputs: ['value'],
  params: { penetration: { default: 0.3, min: 0, max: 1 } },
  warmup: () => CANDLE_WARMUP + 2,
  start: ({ penetration }) => {
    const usual = bodyLimit()
    let topBefore = Number.NaN
    let bodyBefore = Number.NaN
    let closeBefore = Number.NaN
    let wasLongRise = false
    // Of the bar before the star.
    let isReady = false
    let bodyFirst = Number.NaN
    let closeFirst = Number.NaN
    return fromBar(CANDLE_WARMUP + 2, (open, high, low, close) => {
      const body = bodySize(open, close)
      const limit = usual(open, high, low, close)
      const color = candleColor(open, close)
      const isStar = isReady && body > limit && color === -1 && close < closeFirst - penetration * bodyFirst
      isReady = wasLongRise && body <= limit && Math.min(open, close) > topBefore
      bodyFirst = bodyBefore
      closeFirst = closeBefore
      wasLongRise = body > limit && color === 1
      bodyBefore = body
      closeBefore = close
      topBefore = Math.max(open, close)
      return isStar ? -1 : 0
    })
  },
})
