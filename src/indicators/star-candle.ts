import { bodyLimit, bodyLimitAt, bodySize, CANDLE_WARMUP } from './candle-shape.ts'
import { fromBar } from './from-bar.ts'
import type { IndicatorDefinition } from './indicator.ts'

/** The definition of a star: morning (`side` 1, after a fall) or evening (-1, the same upside down). */
export function starCandle(
  id: string,
  side: 1 | -1,
): IndicatorDefinition<{ penetration: number }, 'open' | 'high' | 'low' | 'close', 'value'> {
  return {
    id,
    inputs: ['open', 'high', 'low', 'close'],
    outputs: ['value'],
    params: { penetration: { default: 0.3, min: 0, max: 1 } },
    warmup: () => CANDLE_WARMUP + 2,
    start: ({ penetration }) => {
      const usual = bodyLimit()
      let edgeBefore = Number.NaN
      let bodyBefore = Number.NaN
      let endBefore = Number.NaN
      let wasLongFall = false
      // Of the bar before the star.
      let isReady = false
      let bodyFirst = Number.NaN
      let endFirst = Number.NaN
      return fromBar(CANDLE_WARMUP + 2, (open, high, low, close) => {
        const body = bodySize(open, close)
        const limit = usual(open, high, low, close)
        const begin = side * open
        const end = side * close
        const isStar = isReady && body > limit && end > begin && end > endFirst + penetration * bodyFirst
        isReady = wasLongFall && body <= limit && Math.max(begin, end) < edgeBefore
        bodyFirst = bodyBefore
        endFirst = endBefore
        wasLongFall = body > limit && end < begin
        bodyBefore = body
        endBefore = end
        edgeBefore = Math.min(begin, end)
        return isStar ? side : 0
      })
    },
    fill: ({ penetration }, [out], open, _high, _low, close) => {
      for (let i = CANDLE_WARMUP + 2; i < out.length; i++) {
        const rise = side * (close[i] - open[i])
        const fall = side * (open[i - 2] - close[i - 2])
        // Few bars come so far that the usual bodies have to be known.
        const isStar =
          rise > 0 &&
          fall > 0 &&
          side * close[i] > side * close[i - 2] + penetration * fall &&
          Math.max(side * open[i - 1], side * close[i - 1]) < side * close[i - 2] &&
          rise > bodyLimitAt(open, close, i) &&
          bodySize(open[i - 1], close[i - 1]) <= bodyLimitAt(open, close, i - 1) &&
          fall > bodyLimitAt(open, close, i - 2)
        out[i] = isStar ? side : 0
      }
    },
  }
}
