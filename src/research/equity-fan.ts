import type { Column } from '../base/column.ts'
import { ConfigError } from '../base/errors.ts'
import type { Quantiles } from './quantiles.ts'

/**
 * Bands of the equity over time, in the unit of the capital.
 */
export interface EquityFan {
  /** After how many returns. */
  readonly times: Column
  /** For each percentile its column. */
  readonly bands: readonly Column[]
  /** The equity that was seen, NaN when the paths have another length. */
  readonly observed: Column
}

/** Equity of some paths: at each time of all of them, one time after the other. */
export interface EquityPart {
  readonly from: number
  readonly to: number
  readonly equity: Float64Array
}

/** What {@link drawBands} works on. */
export interface FanOptions {
  readonly times: Column
  /** Number of percentiles. */
  readonly shares: number
  readonly quantiles: Quantiles
  /** As many numbers as there are paths. */
  readonly scratch: Float64Array
}

/** Percentiles of the equity at each time: for each percentile its column. */
export function drawBands(parts: readonly EquityPart[], { times, shares, quantiles: finder, scratch }: FanOptions): Float64Array[] {
  const bands = Array.from({ length: shares }, () => new Float64Array(times.length))
  const quantiles = new Float64Array(shares)
  for (let p = 0; p < times.length; p++) {
    let column = scratch
    for (const { from, to, equity } of parts) {
      const part = equity.subarray(p * (to - from), (p + 1) * (to - from))
      if (parts.length === 1) column = part
      else scratch.set(part, from)
    }
    finder.fill(column, column.length, quantiles)
    for (let k = 0; k < shares; k++) bands[k][p] = quantiles[k]
  }
  return bands
}

/** `most` whole numbers up to `length` at most, evenly spread, the last one included. */
export function spreadTimes(length: number, most: number): Float64Array {
  const count = Math.min(length, most)
  return Float64Array.from({ length: count }, (_, k) => Math.round(((k + 1) * length) / count))
}

/** Throws `monte-carlo/percentiles` unless the shares rise from 0 to 1. */
export function checkPercentiles(percentiles: readonly number[] = [0.05, 0.25, 0.5, 0.75, 0.95]): readonly number[] {
  if (percentiles.every((share, k) => share >= 0 && share <= 1 && (k === 0 || share > percentiles[k - 1]))) return percentiles
  throw new ConfigError('monte-carlo/percentiles', `percentiles are [${percentiles.join(', ')}], they must be shares from 0 to 1, rising`)
}

/** Most numbers of the equity that are kept at a time: 2 GB. */
const LARGEST = 2 ** 28

/** Throws `monte-carlo/times` unless it is a count, and not more than memory can hold for so many paths. */
export function checkTimes(most: number, length: number, paths: number): number {
  const count = Math.min(most, length)
  if (Number.isInteger(most) && most >= 0 && count * paths <= LARGEST) return most
  const allowed = Math.floor(LARGEST / paths)
  throw new ConfigError('monte-carlo/times', `times is ${most}, it must be a whole number up to ${allowed} with ${paths} paths`, {
    times: most,
  })
}
