import type { Column } from '../base/column.ts'
import { defineIndicator } from './indicator.ts'

/**
 * The straight line that fits the last `period` values best (least squares): where it ends on the current bar (`value`), how
 * much it rises per bar (`slope`), where it begins on the oldest bar of the window (`intercept`), all in the unit of the input,
 * and how much of the variance it explains (`r2`, 0 to 1).
 *
 * Where values do not move there is no variance to explain and `r2` is NaN. Sums are put together from blocks, relative to a value
 * of the window, and never subtracted, so that they cannot drift. First values on bar `period - 1`. Agrees with TA-Lib `LINEARREG`,
 * `LINEARREG_SLOPE` and `LINEARREG_INTERCEPT`.
 *
 * @example
 * ```ts
 * import { linearRegression } from 'peak-trade'
 *
 * const line = linearRegression(Float64Array.of(1, 2, 6), { period: 3 })
 * line.slope[2] // 2.5
 * line.value[2] // 5.5
 * line.intercept[2] // 0.5
 * ```
 */
export const linearRegression = defineIndicator({
  id: 'linear_regression',
  inputs: ['close'],
  outputs: ['value', 'slope', 'intercept', 'r2'],
  params: { period: { default: 14, min: 2, integer: true } },
  warmup: ({ period }) => period - 1,
  start: ({ period }) => {
    const block = new Float64Array(period)
    const tails = emptyTails(period)
    const line = [Number.NaN, Number.NaN, Number.NaN, Number.NaN]
    const sums: WindowSums = { origin: 0, sum: 0, squares: 0, weighted: 0 }
    let filled = 0
    let complete = false
    let origin = 0
    let sum = 0
    let squares = 0
    let weighted = 0
    return close => {
      if (filled === period) {
        fillTails(block, 0, close, tails)
        filled = 0
        complete = true
      }
      if (filled === 0) {
        origin = close
        sum = 0
        squares = 0
        weighted = 0
      }
      block[filled] = close
      const distance = close - origin
      sum += distance
      squares += distance * distance
      weighted += filled * distance
      filled++
      if (!complete && filled < period) return line
      sums.origin = origin
      sums.sum = tails.sums[filled] + sum
      sums.squares = tails.squares[filled] + squares
      sums.weighted = tails.weighted[filled] + ((period - filled) * sum + weighted)
      solveLine(line, sums, period)
      return line
    }
  },
  fill: ({ period }, [values, slopes, intercepts, shares], close) => {
    const { length } = close
    const tails = emptyTails(period)
    const line = [Number.NaN, Number.NaN, Number.NaN, Number.NaN]
    const sums: WindowSums = { origin: 0, sum: 0, squares: 0, weighted: 0 }
    for (let start = 0; start < length; start += period) {
      const origin = close[start]
      if (start > 0) fillTails(close, start - period, origin, tails)
      let sum = 0
      let squares = 0
      let weighted = 0
      const end = Math.min(start + period, length)
      for (let i = start, filled = 1; i < end; i++, filled++) {
        const distance = close[i] - origin
        sum += distance
        squares += distance * distance
        weighted += (filled - 1) * distance
        if (i < period - 1) continue
        sums.origin = origin
        sums.sum = tails.sums[filled] + sum
        sums.squares = tails.squares[filled] + squares
        sums.weighted = tails.weighted[filled] + ((period - filled) * sum + weighted)
        solveLine(line, sums, period)
        values[i] = line[0]
        slopes[i] = line[1]
        intercepts[i] = line[2]
        shares[i] = line[3]
      }
    }
  },
})

/** Sums over the tails of a block, by the value they begin with; those of nothing are 0. */
interface Tails {
  readonly sums: Float64Array
  readonly squares: Float64Array
  /** Each value times its place in the tail, from 0. */
  readonly weighted: Float64Array
}

function emptyTails(period: number): Tails {
  return { sums: new Float64Array(period + 1), squares: new Float64Array(period + 1), weighted: new Float64Array(period + 1) }
}

function fillTails(values: Column, start: number, origin: number, { sums, squares, weighted }: Tails): void {
  let sum = 0
  let square = 0
  let weight = 0
  for (let j = sums.length - 2; j > 0; j--) {
    const distance = values[start + j] - origin
    weight += sum
    sum += distance
    square += distance * distance
    sums[j] = sum
    squares[j] = square
    weighted[j] = weight
  }
}

/** Sums over a window of distances from `origin`, of their squares, and of distances times places (0 the oldest). */
interface WindowSums {
  origin: number
  sum: number
  squares: number
  weighted: number
}

function solveLine(line: number[], { origin, sum, squares, weighted }: WindowSums, period: number): void {
  const center = (period - 1) / 2
  const shift = sum / period
  const covariance = weighted - center * sum
  const spread = (period * (period * period - 1)) / 12
  const variance = squares - sum * shift
  const slope = covariance / spread
  const rise = slope * center
  const mean = origin + shift
  line[0] = mean + rise
  line[1] = slope
  line[2] = mean - rise
  // Rounding can leave a variance of nothing at or below zero, and explain a little more than all.
  line[3] = variance > 0 ? Math.min(1, slope * (covariance / variance)) : Number.NaN
}
