import { defineIndicator } from './indicator.ts'
import { pivotLevels } from './pivot-levels.ts'

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
export const pivotPoints = defineIndicator(
  pivotLevels({
    id: 'pivot_points',
    outputs: ['pivot', 'r1', 's1', 'r2', 's2', 'r3', 's3'],
    place,
  }),
)

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
