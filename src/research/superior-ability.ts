import type { Column } from '../base/column.ts'
import { ConfigError } from '../base/errors.ts'
import { isRounding, mean } from '../metrics/moments.ts'
import { quantile } from '../metrics/quantile.ts'
import { type BootstrapMeans, bootstrapMeans, type ResamplingOptions } from './bootstrap-means.ts'

/**
 * Options of {@link superiorAbility}.
 */
export interface SuperiorAbilityOptions extends ResamplingOptions {
  /** Measure each trial in its own standard deviation, so that a wild one does not hide a good one. Default true. */
  readonly studentize?: boolean
  /**
   * Where the variance of a mean comes from: the resamples, or the formula of the stationary bootstrap (a kernel over the
   * autocovariances; it needs a block length). Default `bootstrap`.
   */
  readonly variance?: 'bootstrap' | 'kernel'
}

/** One of the three versions of the test. */
export interface SuperiorAbilityBound {
  readonly pValue: number
  /** The statistic of luck in each resample. */
  readonly resampled: Column
  /** The statistic that luck exceeds in 5 % of the resamples. */
  readonly critical: number
}

/**
 * What {@link superiorAbility} finds.
 */
export interface SuperiorAbility {
  /** The largest advantage, in standard deviations unless `studentize` is false. */
  readonly statistic: number
  /** The trial that has it. */
  readonly best: number
  /** Bad trials do not count as candidates at all: a p-value that is too small. */
  readonly lower: SuperiorAbilityBound
  /** Clearly bad trials do not count: the one to quote. */
  readonly consistent: SuperiorAbilityBound
  /** All trials count as good as the benchmark: White's assumption, a p-value that is too large when bad trials were added. */
  readonly upper: SuperiorAbilityBound
  /** Mean advantage of each trial per bar. */
  readonly means: Column
  /** Standard deviation of the root of the number of bars times the mean advantage. */
  readonly deviations: Column
  /** True for each trial that counts as a candidate in `consistent`. */
  readonly candidates: readonly boolean[]
  readonly blockLength: number
}

/**
 * Hansen's test for superior predictive ability: like {@link realityCheck}, but a heap of useless trials thrown in does not hide a good
 * one (Hansen 2005). Trials whose mean is below -√(2 ln ln n) standard errors do not count as candidates.
 *
 * @param advantages - For each trial, its return minus the benchmark's, bar by bar.
 * @throws {@link ConfigError} as {@link realityCheck}, and `research/variance` for a kernel without a block length.
 *
 * @example
 * ```ts
 * import { seededRandom, superiorAbility } from 'peak-trade'
 *
 * const random = seededRandom(1)
 * const trials = Array.from({ length: 20 }, (_, k) => Float64Array.from({ length: 500 }, () => 0.01 * random.normal() - 0.0005 * k))
 * const { lower, consistent, upper } = superiorAbility(trials, { seed: 1 })
 * lower.pValue <= consistent.pValue && consistent.pValue <= upper.pValue // true
 * ```
 */
export function superiorAbility(advantages: readonly Column[], options: SuperiorAbilityOptions): SuperiorAbility {
  const { studentize = true, variance = 'bootstrap' } = options
  if (variance !== 'bootstrap' && variance !== 'kernel')
    throw new ConfigError('research/variance', `variance is ${String(variance)}, it must be 'bootstrap' or 'kernel'`)
  const sample = bootstrapMeans(advantages, options)
  const { rows, means, blockLength } = sample
  if (variance === 'kernel' && Number.isNaN(blockLength))
    throw new ConfigError('research/variance', "variance 'kernel' needs the blockLength that the indices were drawn with")
  const deviations =
    variance === 'bootstrap'
      ? bootstrapDeviations(sample)
      : Float64Array.from(advantages, column => Math.sqrt(kernelVariance(column, 1 / blockLength)))
  const root = Math.sqrt(rows)
  const scale = Float64Array.from(deviations, deviation => (studentize ? scaleOf(deviation, root) : 1))
  let best = 0
  for (let k = 1; k < means.length; k++) if (means[k] * scale[k] > means[best] * scale[best]) best = k
  const largest = means[best] * scale[best]
  const statistic = studentize ? Math.max(0, largest) : largest
  const limit = Math.sqrt(2 * Math.log(Math.log(rows)))
  const candidates = Array.from(means, (value, k) => root * value >= -limit * deviations[k])
  const bound = (centers: Float64Array): SuperiorAbilityBound => {
    const resampled = largestMoves(sample, { centers, scale, floor: studentize ? 0 : Number.NEGATIVE_INFINITY })
    let atLeast = 0
    for (let b = 0; b < resampled.length; b++) atLeast += +(resampled[b] >= statistic)
    return { pValue: atLeast / resampled.length, resampled, critical: quantile(resampled, 0.95) }
  }
  return {
    statistic,
    best,
    lower: bound(means.map(value => Math.max(value, 0))),
    consistent: bound(means.map((value, k) => (candidates[k] ? value : 0))),
    upper: bound(means),
    means,
    deviations,
    candidates,
    blockLength,
  }
}

/** Turns a mean into a t-statistic. A trial that never differs from the benchmark has none. */
function scaleOf(deviation: number, root: number): number {
  return isRounding(deviation, root * 2 ** -20) ? 0 : root / deviation
}

interface Centers {
  readonly centers: Float64Array
  readonly scale: Float64Array
  readonly floor: number
}

/** In each resample the largest scaled distance from the centers. */
function largestMoves({ resamples, resampled }: BootstrapMeans, { centers, scale, floor }: Centers): Float64Array {
  const count = centers.length
  const moves = new Float64Array(resamples)
  for (let b = 0; b < resamples; b++) {
    let largest = floor
    for (let k = 0; k < count; k++) {
      const move = (resampled[b * count + k] - centers[k]) * scale[k]
      if (move > largest) largest = move
    }
    moves[b] = largest
  }
  return moves
}

function bootstrapDeviations({ rows, resamples, means, resampled }: BootstrapMeans): Float64Array {
  const count = means.length
  const squares = new Float64Array(count)
  for (let b = 0; b < resamples; b++) {
    for (let k = 0; k < count; k++) {
      const move = resampled[b * count + k] - means[k]
      squares[k] += move * move
    }
  }
  return squares.map(square => Math.sqrt((rows * square) / resamples))
}

/** Variance of √n times the mean under a stationary bootstrap that starts new blocks with this probability. */
function kernelVariance(column: Column, probability: number): number {
  const n = column.length
  const center = mean(column)
  const values = Float64Array.from(column, value => value - center)
  let sum = 0
  for (let t = 0; t < n; t++) sum += values[t] * values[t]
  for (let lag = 1; lag < n; lag++) {
    const share = lag / n
    const weight = (1 - share) * (1 - probability) ** lag + share * (1 - probability) ** (n - lag)
    if (weight < 1e-18) continue
    let product = 0
    for (let t = lag; t < n; t++) product += values[t] * values[t - lag]
    sum += 2 * weight * product
  }
  return Math.max(0, sum / n)
}
