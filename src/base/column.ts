/**
 * A read-only column of doubles, one value per bar. Every `Float64Array` is a `Column`; the type only
 * takes away the ways to change it, so that data can be shared without being copied.
 *
 * NaN means "not known yet" (warm-up) or "no bar here" (panel), and nothing else.
 *
 * @example
 * ```ts
 * import type { Column } from 'peak-trade'
 *
 * const closes: Column = Float64Array.of(100, 101, 99)
 * closes[1] // 101
 * ```
 */
export interface Column extends Iterable<number> {
  readonly length: number
  readonly [index: number]: number
  /** A view on the same memory, from `start` (included) to `end` (excluded). */
  subarray(start?: number, end?: number): Column
  /** A copy that may be changed. */
  slice(start?: number, end?: number): Float64Array
  at(index: number): number | undefined
}

/**
 * A column of `length` NaNs, to be filled in.
 *
 * @example
 * ```ts
 * import { emptyColumn } from 'peak-trade'
 *
 * emptyColumn(3) // NaN, NaN, NaN
 * ```
 */
export function emptyColumn(length: number): Float64Array {
  return new Float64Array(length).fill(Number.NaN)
}

/**
 * The index of the first value that is not NaN, or the length of the column when there is none.
 *
 * @example
 * ```ts
 * import { firstKnown } from 'peak-trade'
 *
 * firstKnown(Float64Array.of(NaN, NaN, 3)) // 2
 * ```
 */
export function firstKnown(column: Column): number {
  let index = 0
  while (index < column.length && Number.isNaN(column[index])) index++
  return index
}
