import { bodyLimit, bodyLimitAt, bodySize, CANDLE_WARMUP, lowerShadow, thinLimit, thinLimitAt, upperShadow } from './candle-shape.ts'
import { fromBar } from './from-bar.ts'
import type { IndicatorDefinition } from './indicator.ts'

/**
 * The definition of a bar that rose far and came back: an inverted hammer below the body before (`side` 1), or a shooting star above it
 * (-1).
 */
export function invertedHammerCandle(
  id: string,
  side: 1 | -1,
): IndicatorDefinition<Record<never, number>, 'open' | 'high' | 'low' | 'close', 'value'> {
  return {
    id,
    inputs: ['open', 'high', 'low', 'close'],
    outputs: ['value'],
    params: {},
    warmup: () => CANDLE_WARMUP + 1,
    start: () => {
      const usual = bodyLimit()
      const thin = thinLimit()
      let edgeBefore = Number.NaN
      return fromBar(CANDLE_WARMUP + 1, (open, high, low, close) => {
        const body = bodySize(open, close)
        const isShort = body < usual(open, high, low, close)
        const isBare = lowerShadow(open, low, close) < thin(open, high, low, close)
        const isBeyond = Math.max(side * open, side * close) < edgeBefore
        edgeBefore = Math.min(side * open, side * close)
        return isShort && isBare && isBeyond && upperShadow(open, high, close) > body ? side : 0
      })
    },
    fill: (_params, [out], open, high, low, close) => {
      for (let i = CANDLE_WARMUP + 1; i < out.length; i++) {
        const body = bodySize(open[i], close[i])
        // Few bars come so far that the usual sizes have to be known.
        const isInverted =
          upperShadow(open[i], high[i], close[i]) > body &&
          Math.max(side * open[i], side * close[i]) < Math.min(side * open[i - 1], side * close[i - 1]) &&
          body < bodyLimitAt(open, close, i) &&
          lowerShadow(open[i], low[i], close[i]) < thinLimitAt(high, low, i)
        out[i] = isInverted ? side : 0
      }
    },
  }
}
