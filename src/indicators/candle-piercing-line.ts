import { bodyLimit, bodySize, CANDLE_WARMUP, candleColor } from './candle-shape.ts'
import { fromBar } from './from-bar.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Piercing line: 1 where a long rising body opens below the low of a long falling bar and closes above the middle of its
 * body, but within it, else 0.
 *
 * Long is longer than the mean of the 10 bodies before. First value on bar 11. Source: Nison, Japanese Candlestick Charting
 * Techniques, 1991; numbers as in TA-Lib `CDLPIERCING`.
 *
 * @example
 * ```ts
 * import { candlePiercingLine, syntheticBars } from 'peak-trade'
 *
 * candlePiercingLine(syntheticBars({ seed: 1, length: 100 })).filter(value => value !== 0 && !Number.isNaN(value)).length // how often?
 * ```
 */
export const candlePiercingLine = defineIndicator({
  id: 'candle_piercing_line',
  inputs: ['open', 'high', 'low', 'close'],
  outputs: ['value'],
  params: {},
  warmup: () => CANDLE_WARMUP + 1,
  start: () => {
    const usual = bodyLimit()
    let openBefore = Number.NaN
    let lowBefore = Number.NaN
    let closeBefore = Number.NaN
    let wasLongFall = false
    return fromBar(CANDLE_WARMUP + 1, (open, high, low, close) => {
      const body = bodySize(open, close)
      const isLong = body > usual(open, high, low, close)
      const isRise = candleColor(open, close) === 1
      const middle = closeBefore + 0.5 * bodySize(openBefore, closeBefore)
      const isPiercing = wasLongFall && isLong && isRise && open < lowBefore && close < openBefore && close > middle
      openBefore = open
      lowBefore = low
      closeBefore = close
      wasLongFall = isLong && !isRise
      return Number(isPiercing)
    })
  },
})
