import { mean, standardDeviation } from '../metrics/moments.ts'
import { quantile } from '../metrics/quantile.ts'

/**
 * What many runs came to, in short. Runs without a number (NaN) are left out; `count` is how many had one.
 *
 * @example
 * ```ts
 * import { type Distribution, describeDistribution } from 'peak-trade'
 *
 * const sharpes: Distribution = describeDistribution([0.5, 1.5, 1])
 * sharpes.median // 1
 * ```
 */
export interface Distribution {
  readonly count: number
  readonly mean: number
  /** Sample standard deviation; NaN for fewer than two. */
  readonly deviation: number
  readonly min: number
  readonly p05: number
  readonly p25: number
  readonly median: number
  readonly p75: number
  readonly p95: number
  readonly max: number
  /** Share below zero. */
  readonly negative: number
}

/**
 * Mean, spread and quantiles of some numbers; quantiles are interpolated as in `quantile`.
 *
 * @example
 * ```ts
 * import { describeDistribution } from 'peak-trade'
 *
 * describeDistribution([-1, 0, 1, 2]).negative // 0.25
 * describeDistribution([1, NaN, 3]).count // 2
 * ```
 */
export function describeDistribution(values: ArrayLike<number>): Distribution {
  const known = Float64Array.from(values)
    .filter(value => !Number.isNaN(value))
    .sort()
  const count = known.length
  const at = (share: number) => (count === 0 ? Number.NaN : quantile(known, share))
  return {
    count,
    mean: mean(known),
    deviation: standardDeviation(known),
    min: at(0),
    p05: at(0.05),
    p25: at(0.25),
    median: at(0.5),
    p75: at(0.75),
    p95: at(0.95),
    max: at(1),
    negative: count === 0 ? Number.NaN : known.filter(value => value < 0).length / count,
  }
}
