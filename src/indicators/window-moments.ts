import type { Column } from '../base/column.ts'

/** How a spread is measured: over how many values, divided by `period - ddof`. */
export interface SpreadOptions {
  readonly period: number
  readonly ddof: number
}

/** Mean and standard deviation of a window; NaN while the window is not full. */
export interface WindowMoments {
  mean: number
  deviation: number
}

/**
 * A step that gives mean and standard deviation of the last `period` values, in an object that it reuses.
 *
 * The window is the tail of one block of `period` values and the head of the next, so sums only grow (van Herk 1992). All
 * values are taken relative to the first value of the newer block. That one lies in the window, so it is at most
 * `sqrt(period)` deviations off the mean: the squares cannot cancel, and values that do not move give exactly 0.
 */
export function windowMoments({ period, ddof }: SpreadOptions): (value: number) => WindowMoments {
  const share = 1 / period
  const divisor = 1 / (period - ddof)
  const block = new Float64Array(period)
  const tailSums = new Float64Array(period + 1)
  const tailSquares = new Float64Array(period + 1)
  const moments = { mean: Number.NaN, deviation: Number.NaN }
  let filled = 0
  let complete = false
  let origin = 0
  let headSum = 0
  let headSquares = 0
  return value => {
    if (filled === period) {
      let sum = 0
      let squares = 0
      for (let j = period - 1; j > 0; j--) {
        const distance = block[j] - value
        sum += distance
        squares += distance * distance
        tailSums[j] = sum
        tailSquares[j] = squares
      }
      filled = 0
      complete = true
    }
    if (filled === 0) {
      origin = value
      headSum = 0
      headSquares = 0
    }
    block[filled] = value
    filled++
    const distance = value - origin
    headSum += distance
    headSquares += distance * distance
    if (!complete && filled < period) return moments
    const sum = tailSums[filled] + headSum
    const squares = tailSquares[filled] + headSquares
    const shift = sum * share
    moments.mean = origin + shift
    moments.deviation = spread((squares - sum * shift) * divisor)
    return moments
  }
}

/** The bars that are written: `from` is a multiple of `period`. Results start at index 0. */
export interface BarRange {
  readonly from: number
  readonly to: number
}

/**
 * Writes mean and standard deviation of the last `period` values of the bars of a range; the same bits as
 * {@link windowMoments}. Bars with fewer values are left as they are. Both may go into the same column: the deviation is
 * written last.
 */
export function fillWindowMoments(
  values: Column,
  { period, ddof, from, to }: SpreadOptions & BarRange,
  means: Float64Array,
  deviations: Float64Array,
): void {
  const share = 1 / period
  const divisor = 1 / (period - ddof)
  const tailSums = new Float64Array(period + 1)
  const tailSquares = new Float64Array(period + 1)
  // The tails of nothing are 0, which makes the first block like the others, but only its last bar has a full window.
  let first = from === 0 ? period - 1 : from
  for (let start = from; start < to; start += period) {
    const origin = values[start]
    let sum = 0
    let squares = 0
    if (start > 0) {
      for (let j = period - 1, i = start - 1; j > 0; j--, i--) {
        const distance = values[i] - origin
        sum += distance
        squares += distance * distance
        tailSums[j] = sum
        tailSquares[j] = squares
      }
    }
    const end = Math.min(start + period, to)
    let headSum = 0
    let headSquares = 0
    let i = start
    for (; i < first && i < end; i++) {
      const distance = values[i] - origin
      headSum += distance
      headSquares += distance * distance
    }
    for (let j = i - start + 1; i < end; i++, j++) {
      const distance = values[i] - origin
      headSum += distance
      headSquares += distance * distance
      sum = tailSums[j] + headSum
      squares = tailSquares[j] + headSquares
      const shift = sum * share
      means[i - from] = origin + shift
      deviations[i - from] = spread((squares - sum * shift) * divisor)
    }
    first = 0
  }
}

/** How many bars to do at a time, so that what lies between two loops stays in the processor's cache. */
export function chunkLength(period: number): number {
  return period * Math.ceil(1024 / period)
}

/** Rounding can take a variance of nothing below zero; NaN stays. */
function spread(variance: number): number {
  return variance < 0 ? 0 : Math.sqrt(variance)
}
