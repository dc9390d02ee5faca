import { candleColor } from './candle-shape.ts'
import { fromBar } from './from-bar.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Engulfing: 1 where a rising body covers the falling body before, -1 where a falling one covers a rising one, else 0.
 *
 * One end of the two bodies may be the same, not both. First value on bar 1; TA-Lib `CDLENGULFING` begins a bar later and
 * says 80 instead of 100 when an end is the same. Source: Nison, Japanese Candlestick Charting Techniques, 1991.
 *
 * @example
 * ```ts
 * import { candleEngulfing } from 'peak-trade'
 *
 * const bars = {
 *   open: Float64Array.of(10, 8, 11),
 *   high: Float64Array.of(11, 12, 12),
 *   low: Float64Array.of(8, 7, 10),
 *   close: Float64Array.of(9, 11, 12),
 * }
 * candleEngulfing(bars) // NaN, 1, 0
 * ```
 */
export const candleEngulfing = defineIndicator({
  id: 'candle_engulfing',
  inputs: ['open', 'high', 'low', 'close'],
  outputs: ['value'],
  params: {},
  warmup: () => 1,
  start: () => {
    let openBefore = Number.NaN
    let closeBefore = Number.NaN
    return fromBar(1, (open, _high, _low, close) => {
      const color = candleColor(open, close)
      const isTurn = color === -candleColor(openBefore, closeBefore)
      // Positive where the body reaches beyond the one before, whatever its color.
      const atClose = color * (close - openBefore)
      const atOpen = color * (closeBefore - open)
      openBefore = open
      closeBefore = close
      return isTurn && atClose >= 0 && atOpen >= 0 && (atClose > 0 || atOpen > 0) ? color : 0
    })
  },
})
