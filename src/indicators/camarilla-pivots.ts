import { defineIndicator } from './indicator.ts'
import { pivotLevels } from './pivot-levels.ts'

/**
 * Camarilla pivot points: levels from the highest high H, the lowest low L and the last close C of the `period` bars before the current one, in
 * the unit of the prices. `pivot` is (H + L + C) / 3; `r1` to `r4` lie 1.1 (H - L) over 12, 6, 4 and 2 above C, `s1` to `s4` below it.
 *
 * The window moves with every bar, see {@link pivotPoints}. All are equal where prices did not move. First values on bar `period`. Source:
 * Scott 1989, as it is handed down.
 *
 * @example
 * ```ts
 * import { camarillaPivots } from 'peak-trade'
 *
 * const bars = { high: Float64Array.of(12, 11), low: Float64Array.of(8, 9), close: Float64Array.of(10, 10) }
 * camarillaPivots(bars, { period: 1 }).r4[1] // 12.2
 * ```
 */
export const camarillaPivots = defineIndicator(
  pivotLevels({
    id: 'camarilla_pivots',
    outputs: ['pivot', 'r1', 's1', 'r2', 's2', 'r3', 's3', 'r4', 's4'],
    place,
  }),
)

function place(levels: number[], high: number, low: number, close: number): void {
  const pivot = (high + low + close) / 3
  const width = 1.1 * (high - low)
  levels[0] = pivot
  levels[1] = close + width / 12
  levels[2] = close - width / 12
  levels[3] = close + width / 6
  levels[4] = close - width / 6
  levels[5] = close + width / 4
  levels[6] = close - width / 4
  levels[7] = close + width / 2
  levels[8] = close - width / 2
}
