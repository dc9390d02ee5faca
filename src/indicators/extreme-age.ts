import type { Column } from '../base/column.ts'
import type { Side } from './window-extreme.ts'

/**
 * A step that tells how many bars ago the largest (side 1) or smallest (side -1) of the last `period` values was; among equal
 * ones the latest counts. NaN before there are `period` values. Constant work per value, by the tail of one block of `period` values
 * and the head of the next (van Herk 1992).
 */
export function extremeAge(period: number, side: Side): (value: number) => number {
  const block = new Float64Array(period)
  const tails = emptyTails(period)
  let filled = 0
  let complete = false
  let head = Number.NEGATIVE_INFINITY
  let headAt = 0
  return value => {
    if (filled === period) {
      fillTails(block, tails, 0, side)
      filled = 0
      complete = true
      head = Number.NEGATIVE_INFINITY
    }
    block[filled] = value
    if (side * value >= head) {
      head = side * value
      headAt = filled
    }
    filled++
    if (!complete && filled < period) return Number.NaN
    return filled - 1 - (head >= tails.values[filled] ? headAt : tails.places[filled] - period)
  }
}

/** Writes {@link extremeAge} of every bar. Bars with fewer than `period` values are left as they are. */
export function fillExtremeAges(column: Column, out: Float64Array, { period, side }: { period: number; side: Side }): void {
  const { length } = column
  const tails = emptyTails(period)
  const { values, places } = tails
  for (let start = 0; start < length; start += period) {
    if (start > 0) fillTails(column, tails, start - period, side)
    const filled = Math.min(period, length - start)
    let head = Number.NEGATIVE_INFINITY
    let headAt = 0
    for (let j = 0; j < filled; j++) {
      const wanted = side * column[start + j]
      if (wanted >= head) {
        head = wanted
        headAt = j
      }
      const age = j - (head >= values[j + 1] ? headAt : places[j + 1] - period)
      if (start > 0 || j === period - 1) out[start + j] = age
    }
  }
}

/** The extreme of every tail of a block and its place in the block, by the place that the tail begins with. */
interface Tails {
  readonly values: Float64Array
  readonly places: Int32Array
}

/** Nothing is in them, which everything outdoes. */
function emptyTails(period: number): Tails {
  return { values: new Float64Array(period + 1).fill(Number.NEGATIVE_INFINITY), places: new Int32Array(period + 1) }
}

function fillTails(column: Column, { values, places }: Tails, start: number, side: Side): void {
  let tail = Number.NEGATIVE_INFINITY
  let place = 0
  for (let j = values.length - 2; j > 0; j--) {
    const wanted = side * column[start + j]
    if (wanted > tail) {
      tail = wanted
      place = j
    }
    values[j] = tail
    places[j] = place
  }
}
