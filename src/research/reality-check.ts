import type { Column } from '../base/column.ts'
import { bootstrapMeans, type ResamplingOptions } from './bootstrap-means.ts'

/**
 * What {@link realityCheck} finds.
 */
export interface RealityCheck {
  /** Share of resamples in which luck alone gave some trial at least the advantage that was seen. */
  readonly pValue: number
  /** The same, never 0: the sample itself counts as one of the resamples. */
  readonly conservativePValue: number
  /** Root of the number of bars times the largest mean advantage. */
  readonly statistic: number
  /** The statistic of luck in each resample. */
  readonly resampled: Column
  /** The trial with the largest mean advantage. */
  readonly best: number
  /** Mean advantage of each trial per bar. */
  readonly means: Column
  /** p-value of each trial as if it were the only one: what is wrongly quoted. */
  readonly aloneP: Column
  /** Mean block length that was used; NaN for given indices without one. */
  readonly blockLength: number
}

/**
 * White's reality check: is the best of many trials really better than the benchmark, or only the luckiest (White 2000)? All
 * trials are resampled on the same bars, so that their similarity counts.
 *
 * @param advantages - For each trial, its return minus the benchmark's, bar by bar (the return itself when the benchmark is cash).
 * @throws {@link ConfigError} `research/trials`, `research/seed`, `research/resamples`, `research/indices`, `DataError`
 * `research/returns`.
 *
 * @example
 * ```ts
 * import { realityCheck, seededRandom } from 'peak-trade'
 *
 * const random = seededRandom(1)
 * const noise = Array.from({ length: 20 }, () => Float64Array.from({ length: 250 }, () => 0.01 * random.normal()))
 * const check = realityCheck(noise, { seed: 1 })
 * check.pValue > Math.min(...check.aloneP) // true: the best of twenty looks good only when the others are forgotten
 * ```
 */
export function realityCheck(advantages: readonly Column[], options: ResamplingOptions): RealityCheck {
  const { rows, resamples, blockLength, means, resampled } = bootstrapMeans(advantages, options)
  const root = Math.sqrt(rows)
  const count = means.length
  let best = 0
  for (let k = 1; k < count; k++) if (means[k] > means[best]) best = k
  const statistic = root * means[best]
  const luck = new Float64Array(resamples)
  const aloneP = new Float64Array(count)
  let atLeast = 0
  for (let b = 0; b < resamples; b++) {
    let largest = Number.NEGATIVE_INFINITY
    for (let k = 0; k < count; k++) {
      const moved = resampled[b * count + k] - means[k]
      if (moved > largest) largest = moved
      if (moved >= means[k]) aloneP[k]++
    }
    luck[b] = root * largest
    atLeast += +(luck[b] >= statistic)
  }
  for (let k = 0; k < count; k++) aloneP[k] /= resamples
  return {
    pValue: atLeast / resamples,
    conservativePValue: (1 + atLeast) / (resamples + 1),
    statistic,
    resampled: luck,
    best,
    means,
    aloneP,
    blockLength,
  }
}
