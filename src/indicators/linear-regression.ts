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
    const center = (period - 1) / 2
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
      const total = tails.sums[filled] + sum
      const shift = total / period
      const covariance = tails.weighted[filled] + ((period - filled) * sum + weighted) - center * total
      const slope = covariance / spreadOf(period)
      line[0] = origin + shift + slope * center
      line[1] = slope
      line[2] = origin + shift - slope * center
      line[3] = shareExplained(slope, covariance, tails.squares[filled] + squares - total * shift)
      return line
    }
  },
  fill: ({ period }, [values, slopes, intercepts, shares], close) => {
    const { length } = close
    const tails = emptyTails(period)
    const center = (period - 1) / 2
    const spread = spreadOf(period)
    for (let start = 0; start < length; start += period) {
      const origin = close[start]
      if (start > 0) fillTails(close, start - period, origin, tails)
      let sum = 0
      let squares = 0
      let weighted = 0
      let place = 0
      const end = Math.min(start + period, length)
      for (let i = start, filled = 1; i < end; i++, filled++) {
        const distance = close[i] - origin
        sum += distance
        squares += distance * distance
        weighted += place * distance
        place++
        if (i < period - 1) continue
        const total = tails.sums[filled] + sum
        const shift = total / period
        const covariance = tails.weighted[filled] + ((period - place) * sum + weighted) - center * total
        const slope = covariance / spread
        values[i] = origin + shift + slope * center
        slopes[i] = slope
        intercepts[i] = origin + shift - slope * center
        shares[i] = shareExplained(slope, covariance, tails.squares[filled] + squares - total * shift)
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

/** The squared distances of the places from their middle. */
function spreadOf(period: number): number {
  return (period * (period * period - 1)) / 12
}

/** Rounding can leave a variance of nothing at or below zero, and explain a little more than all. */
function shareExplained(slope: number, covariance: number, variance: number): number {
  return variance > 0 ? Math.min(1, slope * (covariance / variance)) : Number.NaN
}
