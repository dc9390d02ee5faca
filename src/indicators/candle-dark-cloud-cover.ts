import { bodyLimit, bodySize, CANDLE_WARMUP, candleColor } from './candle-shape.ts'
import { fromBar } from './from-bar.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Dark cloud cover: -1 where a falling bar opens above the high of a long rising one and closes deep within its body, else
 * 0.
 *
 * Long is longer than the mean of the 10 bodies before; deep is further than `penetration`, a fraction of that body, below
 * its close. First value on bar 11. Source: Nison, Japanese Candlestick Charting Techniques, 1991; numbers as in TA-Lib
 * `CDLDARKCLOUDCOVER`.
 *
 * @example
 * ```ts
 * import { candleDarkCloudCover, syntheticBars } from 'peak-trade'
 *
 * candleDarkCloudCover(syntheticBars({ seed: 1, length: 100 })).filter(value => value !== 0 && !Number.isNaN(value)).length // how often?
 * ```
 */
export const candleDarkCloudCover = defineIndicator({
  id: 'candle_dark_cloud_cover',
  inputs: ['open', 'high', 'low', 'close'],
  outputs: ['value'],
  params: { penetration: { default: 0.5, min: 0, max: 1 } },
  warmup: () => CANDLE_WARMUP + 1,
  start: ({ penetration }) => {
    const usual = bodyLimit()
    let openBefore = Number.NaN
    let highBefore = Number.NaN
    let closeBefore = Number.NaN
    let wasLongRise = false
    return fromBar(CANDLE_WARMUP + 1, (open, high, low, close) => {
      const isLong = bodySize(open, close) > usual(open, high, low, close)
      const isRise = candleColor(open, close) === 1
      const deep = closeBefore - penetration * bodySize(openBefore, closeBefore)
      const isCover = wasLongRise && !isRise && open > highBefore && close > openBefore && close < deep
      openBefore = open
      highBefore = high
      closeBefore = close
      wasLongRise = isLong && isRise
      return isCover ? -1 : 0
    })
  },
})
