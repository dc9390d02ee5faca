import { CANDLE_WARMUP, candleColor, lowerShadow, thinLimit } from './candle-shape.ts'
import { fromBar } from './from-bar.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Three black crows: -1 on the third of three falling bars without lower shadows after a rising one, each opening within the
 * body before and closing lower; else 0.
 *
 * A shadow below a tenth of the mean range of the 10 bars before is none; the first close lies below the high of the rising
 * bar. First value on bar 13. Source: Nison, Japanese Candlestick Charting Techniques, 1991; numbers as in TA-Lib
 * `CDL3BLACKCROWS`.
 *
 * @example
 * ```ts
 * import { candleThreeBlackCrows, syntheticBars } from 'peak-trade'
 *
 * candleThreeBlackCrows(syntheticBars({ seed: 1, length: 100 })).filter(value => value !== 0 && !Number.isNaN(value)).length // how often?
 * ```
 */
export const candleThreeBlackCrows = defineIndicator({
  id: 'candle_three_black_crows',
  inputs: ['open', 'high', 'low', 'close'],
  outputs: ['value'],
  params: {},
  warmup: () => CANDLE_WARMUP + 3,
  start: () => {
    const thin = thinLimit()
    let crows = 0
    let wasRise = false
    let openBefore = Number.NaN
    let highBefore = Number.NaN
    let closeBefore = Number.NaN
    return fromBar(CANDLE_WARMUP + 3, (open, high, low, close) => {
      const isRise = candleColor(open, close) === 1
      const isCrow = lowerShadow(open, low, close) < thin(open, high, low, close) && !isRise
      const isNext = open < openBefore && open > closeBefore && close < closeBefore
      if (isCrow && crows > 0 && isNext) crows++
      else crows = Number(isCrow && wasRise && close < highBefore)
      wasRise = isRise
      openBefore = open
      highBefore = high
      closeBefore = close
      return crows === 3 ? -1 : 0
    })
  },
})
