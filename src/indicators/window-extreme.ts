import type { Column } from '../base/column.ts'

/** What is looked for: the largest value (1) or the smallest (-1). */
export type Side = 1 | -1

/**
 * A step that gives the largest (side 1) or smallest (side -1) of the last `period` values, NaN before there are that many.
 * Constant work per value: the tail of one block of `period` values and the head of the next (van Herk 1992).
 */
export function windowExtreme(period: number, side: Side): (value: number) => number {
  const block = new Float64Array(period)
  const tails = new Float64Array(period + 1).fill(Number.NEGATIVE_INFINITY)
  let filled = 0
  let complete = false
  let head = Number.NEGATIVE_INFINITY
  return value => {
    if (filled === period) {
      fillTails(block, tails, 0, side)
      filled = 0
      complete = true
      head = Number.NEGATIVE_INFINITY
    }
    block[filled] = value
    filled++
    head = larger(side * value, head)
    if (!complete && filled < period) return Number.NaN
    return side * larger(tails[filled], head)
  }
}

/**
 * Writes the largest (side 1) or smallest (side -1) of the last `period` values of every bar; the same bits as
 * {@link windowExtreme}. Bars with fewer values are left as they are.
 */
export function fillWindowExtremes(values: Column, out: Float64Array, { period, side }: { period: number; side: Side }): void {
  const { length } = values
  if (length < period) return
  const tails = new Float64Array(period + 1).fill(Number.NEGATIVE_INFINITY)
  let head = Number.NEGATIVE_INFINITY
  for (let i = 0; i < period; i++) head = larger(side * values[i], head)
  out[period - 1] = side * head
  for (let start = period; start < length; start += period) {
    fillTails(values, tails, start - period, side)
    const end = Math.min(start + period, length)
    head = Number.NEGATIVE_INFINITY
    for (let i = start, j = 1; i < end; i++, j++) {
      head = larger(side * values[i], head)
      out[i] = side * larger(tails[j], head)
    }
  }
}

/** `tails[j]` becomes the extreme of the block at `start` from its value `j` on; the last one stays minus infinity. */
function fillTails(values: Column, tails: Float64Array, start: number, side: Side): void {
  let tail = Number.NEGATIVE_INFINITY
  for (let j = tails.length - 2; j > 0; j--) {
    tail = larger(side * values[start + j], tail)
    tails[j] = tail
  }
}

/** Like Math.max for numbers that are not NaN, without its care for signed zeros; `b` when equal. */
function larger(a: number, b: number): number {
  return a > b ? a : b
}
