import { defineIndicator } from './indicator.ts'
import { fillPreviousLevels, previousRange } from './previous-range.ts'

/**
 * Pivot points: levels from the highest high H, the lowest low L and the last close C of the `period` bars before the current one, in the unit
 * of the prices. The classic ("floor") ones: `pivot` P = (H + L + C) / 3, `r1` = 2P - L, `s1` = 2P - H, `r2` and `s2` = P ± (H - L), `r3` = H +
 * 2 (P - L), `s3` = L - 2 (H - P).
 *
 * The window moves with every bar, so that the levels do not depend on where a history begins; 24 hourly bars are the day before now.
 * All are equal where prices did not move. First values on bar `period`. Agrees with Stock.Indicators' rolling pivots.
 *
 * @example
 * ```ts
 * import { pivotPoints } from 'peak-trade'
 *
 * const bars = { high: Float64Array.of(12, 11), low: Float64Array.of(8, 9), close: Float64Array.of(10, 10) }
 * pivotPoints(bars, { period: 1 }).r1[1] // 12
 * ```
 */
export const pivotPoints = defineIndicator({
  id: 'pivot_points',
  inputs: ['high', 'low', 'close'],
  outputs: ['pivot', 'r1', 's1', 'r2', 's2', 'r3', 's3'],
  params: { period: { default: 24, min: 1, integer: true } },
  warmup: ({ period }) => period,
  start: ({ period }) => {
    const previous = previousRange(period)
    const levels = new Array<number>(7).fill(Number.NaN)
    return (high, low, close) => {
      const range = previous(high, low, close)
      place(levels, range.high, range.low, range.close)
      return levels
    }
  },
  fill: ({ period }, outputs, high, low, close) => fillPreviousLevels(period, outputs, place, high, low, close),
})

function place(levels: number[], high: number, low: number, close: number): void {
  const pivot = (high + low + close) / 3
  const width = high - low
  levels[0] = pivot
  levels[1] = 2 * pivot - low
  levels[2] = 2 * pivot - high
  levels[3] = pivot + width
  levels[4] = pivot - width
  levels[5] = high + 2 * (pivot - low)
  levels[6] = low - 2 * (high - pivot)
}
