import { defineIndicator } from './indicator.ts'
import { pivotLevels } from './pivot-levels.ts'

/**
 * Fibonacci pivot points: levels from the highest high H, the lowest low L and the last close C of the `period` bars before the current one,
 * in the unit of the prices. `pivot` is (H + L + C) / 3; `r1`, `r2`, `r3` lie 0.382, 0.618 and 1 times H - L above it, `s1`, `s2`, `s3` below.
 *
 * The window moves with every bar, see {@link pivotPoints}. All are equal where prices did not move. First values on bar `period`.
 *
 * @example
 * ```ts
 * import { fibonacciPivots } from 'peak-trade'
 *
 * const bars = { high: Float64Array.of(12, 11), low: Float64Array.of(8, 9), close: Float64Array.of(10, 10) }
 * fibonacciPivots(bars, { period: 1 }).r3[1] // 14
 * ```
 */
export const fibonacciPivots = defineIndicator(
  pivotLevels({
    id: 'fibonacci_pivots',
    outputs: ['pivot', 'r1', 's1', 'r2', 's2', 'r3', 's3'],
    place,
  }),
)

function place(levels: number[], high: number, low: number, close: number): void {
  const pivot = (high + low + close) / 3
  const width = high - low
  levels[0] = pivot
  levels[1] = pivot + 0.382 * width
  levels[2] = pivot - 0.382 * width
  levels[3] = pivot + 0.618 * width
  levels[4] = pivot - 0.618 * width
  levels[5] = pivot + width
  levels[6] = pivot - width
}
