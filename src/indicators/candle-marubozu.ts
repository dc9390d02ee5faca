import { bodyLimit, bodySize, CANDLE_WARMUP, candleColor, lowerShadow, thinLimit, upperShadow } from './candle-shape.ts'
import { fromBar } from './from-bar.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Marubozu: a long body without shadows, 1 when it rises and -1 when it falls, else 0. One side ruled the whole bar.
 *
 * The body is longer than the mean of the 10 before, both shadows are shorter than a tenth of the mean range of the 10 bars
 * before. First value on bar 10. Source: Nison, Japanese Candlestick Charting Techniques, 1991; numbers as in TA-Lib
 * `CDLMARUBOZU`.
 *
 * @example
 * ```ts
 * import { candleMarubozu, syntheticBars } from 'peak-trade'
 *
 * candleMarubozu(syntheticBars({ seed: 1, length: 100 })).filter(value => value !== 0 && !Number.isNaN(value)).length // how often?
 * ```
 */
export const candleMarubozu = defineIndicator({
  id: 'candle_marubozu',
  inputs: ['open', 'high', 'low', 'close'],
  outputs: ['value'],
  params: {},
  warmup: () => CANDLE_WARMUP,
  start: () => {
    const usual = bodyLimit()
    const thin = thinLimit()
    return fromBar(CANDLE_WARMUP, (open, high, low, close) => {
      const limit = thin(open, high, low, close)
      const isBare = upperShadow(open, high, close) < limit && lowerShadow(open, low, close) < limit
      const isLong = bodySize(open, close) > usual(open, high, low, close)
      return isLong && isBare ? candleColor(open, close) : 0
    })
  },
})
