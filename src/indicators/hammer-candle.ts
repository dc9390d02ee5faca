import {
  bodyLimit,
  bodyLimitAt,
  bodySize,
  CANDLE_WARMUP,
  lowerShadow,
  nearLimit,
  nearLimitAt,
  thinLimit,
  thinLimitAt,
  upperShadow,
} from './candle-shape.ts'
import { fromBar } from './from-bar.ts'
import type { IndicatorDefinition } from './indicator.ts'

/**
 * The definition of a bar that fell far and came back: a hammer near the low before (`side` 1), or a hanging man near the high before (-1).
 */
export function hammerCandle(
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
      const near = nearLimit()
      let edgeBefore = Number.NaN
      let nearBefore = Number.NaN
      return fromBar(CANDLE_WARMUP + 1, (open, high, low, close) => {
        const body = bodySize(open, close)
        const isShort = body < usual(open, high, low, close)
        const isBare = upperShadow(open, high, close) < thin(open, high, low, close)
        const isThere = side * Math.min(open, close) <= edgeBefore + nearBefore
        edgeBefore = side * (side === 1 ? low : high)
        nearBefore = near(open, high, low, close)
        return isShort && isBare && isThere && lowerShadow(open, low, close) > body ? side : 0
      })
    },
    fill: (_params, [out], open, high, low, close) => {
      const edge = side === 1 ? low : high
      for (let i = CANDLE_WARMUP + 1; i < out.length; i++) {
        const body = bodySize(open[i], close[i])
        // Few bars come so far that the usual sizes have to be known.
        const isHammer =
          lowerShadow(open[i], low[i], close[i]) > body &&
          body < bodyLimitAt(open, close, i) &&
          upperShadow(open[i], high[i], close[i]) < thinLimitAt(high, low, i) &&
          side * Math.min(open[i], close[i]) <= side * edge[i - 1] + nearLimitAt(high, low, i - 1)
        out[i] = isHammer ? side : 0
      }
    },
  }
}
