import type { History } from './history.ts'

/** Bars beside those that a strategy follows, and how the two lie in time. Both grow, and what is there stays. */
export interface BesideBars {
  /** A timeframe, or a symbol. */
  readonly name: string
  /** Names these bars among all that can be beside a history. */
  readonly key: string
  /** There after the first {@link follow}. The last of them may still be forming. */
  readonly bars: History
  /** For every base bar, the last of `bars` that is complete by its close; -1 where there is none. */
  readonly rows: Int32Array
  /** Brings both up to base bar `to` (excluded) of a history that starts with the same bars at every call. */
  follow(history: History, to: number): void
}

/** The same rows in memory that has room for `to` of them. */
export function grownRows(rows: Int32Array, from: number, to: number): Int32Array {
  if (rows.length >= to) return rows
  const larger = new Int32Array(Math.max(to, 2 * from))
  larger.set(rows.subarray(0, from))
  return larger
}
