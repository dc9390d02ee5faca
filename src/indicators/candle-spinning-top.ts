import { bodyLimit, bodySize, CANDLE_WARMUP, candleColor, lowerShadow, upperShadow } from './candle-shape.ts'
import { fromBar } from './from-bar.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Spinning top: a short body between two shadows that are longer than it, 1 when it rises and -1 when it falls, else 0.
 * Nobody is sure.
 *
 * Short is shorter than the mean of the 10 bodies before; a close at the open counts as a rise. First value on bar 10.
 * Source: Nison, Japanese Candlestick Charting Techniques, 1991; numbers as in TA-Lib `CDLSPINNINGTOP`.
 *
 * @example
 * ```ts
 * import { candleSpinningTop, syntheticBars } from 'peak-trade'
 *
 * candleSpinningTop(syntheticBars({ seed: 1, length: 100 })).filter(value => value !== 0 && !Number.isNaN(value)).length // how often?
 * ```
 */
export const candleSpinningTop = defineIndicator({
  id: 'candle_spinning_top',
  inputs: ['open', 'high', 'low', 'close'],
  outputs: ['value'],
  params: {},
  warmup: () => CANDLE_WARMUP,
  start: () => {
    const usual = bodyLimit()
    return fromBar(CANDLE_WARMUP, (open, high, low, close) => {
      const body = bodySize(open, close)
      const isShort = body < usual(open, high, low, close)
      const isBetween = upperShadow(open, high, close) > body && lowerShadow(open, low, close) > body
      return isShort && isBetween ? candleColor(open, close) : 0
    })
  },
})
