import { bodyLimit, bodySize, CANDLE_WARMUP, candleColor, farLimit, nearLimit, thinLimit, upperShadow } from './candle-shape.ts'
import { fromBar } from './from-bar.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Three white soldiers: 1 on the third of three rising bars without upper shadows, each opening within or near the body
 * before and closing higher; else 0.
 *
 * No body may be far shorter than the one before (six tenths of the mean range of 5 bars), the third not shorter than the
 * mean of 10; near is a fifth of the mean range of 5 bars, an upper shadow below a tenth of that of 10 is none. First value
 * on bar 12. Source: Nison, Japanese Candlestick Charting Techniques, 1991; numbers as in TA-Lib `CDL3WHITESOLDIERS`.
 *
 * @example
 * ```ts
 * import { candleThreeWhiteSoldiers, syntheticBars } from 'peak-trade'
 *
 * candleThreeWhiteSoldiers(syntheticBars({ seed: 1, length: 100 })).filter(value => value !== 0 && !Number.isNaN(value)).length // how often?
 * ```
 */
export const candleThreeWhiteSoldiers = defineIndicator({
  id: 'candle_three_white_soldiers',
  inputs: ['open', 'high', 'low', 'close'],
  outputs: ['value'],
  params: {},
  warmup: () => CANDLE_WARMUP + 2,
  start: () => {
    const usual = bodyLimit()
    const thin = thinLimit()
    const near = nearLimit()
    const far = farLimit()
    let marching = 0
    let openBefore = Number.NaN
    let closeBefore = Number.NaN
    let nearBefore = Number.NaN
    let farBefore = Number.NaN
    return fromBar(CANDLE_WARMUP + 2, (open, high, low, close) => {
      const body = bodySize(open, close)
      const isTall = body > usual(open, high, low, close)
      const isSoldier = upperShadow(open, high, close) < thin(open, high, low, close) && candleColor(open, close) === 1
      const isNext =
        close > closeBefore && open > openBefore && open <= closeBefore + nearBefore && body > bodySize(openBefore, closeBefore) - farBefore
      if (!isSoldier) marching = 0
      else marching = marching > 0 && isNext ? marching + 1 : 1
      openBefore = open
      closeBefore = close
      nearBefore = near(open, high, low, close)
      farBefore = far(open, high, low, close)
      return Number(marching > 2 && isTall)
    })
  },
})
