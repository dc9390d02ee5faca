import type { Column } from '../base/column.ts'
import { known } from '../metrics/moments.ts'
import type { Quantiles } from './quantiles.ts'

/** Values this close, relative to their size, are the same number computed in another order. */
const SAME = 1e-12

/**
 * How one metric is spread over paths.
 */
export interface MetricBand {
  /** What was seen in the history itself. */
  readonly observed: number
  /** Mean over the paths on which the metric has a meaning. */
  readonly mean: number
  /** One value per percentile that was asked for. */
  readonly quantiles: Column
  /** Share of paths below the observed value, those equal to it counted half: 0.99 says that hardly any path was better. NaN where it cannot be compared. */
  readonly rank: number
  /** Number of paths on which the metric has a meaning. */
  readonly known: number
}

/** What a band needs besides the values. */
export interface BandOptions {
  readonly observed: number
  /** Number of percentiles. */
  readonly shares: number
  /** False when what was seen has another length than the paths. */
  readonly comparable: boolean
  readonly quantiles: Quantiles
  /** As many numbers as there are paths. */
  readonly scratch: Float64Array
}

/** Mean, percentiles and rank of one metric over all paths. NaN values are left out. */
export function measureBand(values: Column, { observed, shares, comparable, quantiles: finder, scratch }: BandOptions): MetricBand {
  let count = 0
  let sum = 0
  let below = 0
  let equal = 0
  for (let k = 0; k < values.length; k++) {
    const value = values[k]
    if (Number.isNaN(value)) continue
    scratch[count++] = value
    sum += value
    if (Math.abs(value - observed) <= SAME * (1 + Math.abs(observed))) equal++
    else if (value < observed) below++
  }
  const quantiles = new Float64Array(shares)
  finder.fill(scratch, count, quantiles)
  const rank = comparable && count > 0 && !Number.isNaN(observed) ? (below + equal / 2) / count : Number.NaN
  return { observed, mean: known(sum / count), quantiles, rank, known: count }
}
