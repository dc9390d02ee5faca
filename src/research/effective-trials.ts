import type { Column } from '../base/column.ts'
import { ConfigError } from '../base/errors.ts'
import { mean } from '../metrics/moments.ts'
import { checkTrials } from './check-trials.ts'

/**
 * Options of {@link effectiveTrials}.
 */
export interface EffectiveTrialsOptions {
  /** Groups of trials with an average correlation above this count as one. Default 0.5. */
  readonly threshold?: number
}

/**
 * What {@link effectiveTrials} finds.
 */
export interface EffectiveTrials {
  /** Trials as they were counted. */
  readonly trials: number
  /** Mean correlation of all pairs; NaN for one trial. */
  readonly averageCorrelation: number
  /** ρ + (1 - ρ)·N with the mean correlation ρ, between 1 and N (Bailey and López de Prado 2014). */
  readonly byAverageCorrelation: number
  /** Number of groups of similar trials (average linkage, cut at the threshold). */
  readonly byClusters: number
  /** The group of each trial, numbered from 0 in the order of their first trial. */
  readonly clusters: Column
}

/**
 * How many independent trials there were among many similar ones: a thousand variants of one moving average are not a thousand
 * trials. Use it as `trials` in `deflatedSharpe`, `inferSharpe` and `minimumBacktestLength`.
 *
 * Two answers: by the mean correlation (Bailey and López de Prado 2014), and by counting clusters (the idea of López de Prado and
 * Lewis 2019, with average linkage instead of k-means, so that the answer does not depend on a seed). Take the larger when in
 * doubt. A trial that does not vary is correlated with nothing.
 *
 * @param trials - Returns of each trial on the same bars.
 * @throws {@link ConfigError} `research/trials`, `research/threshold`, `DataError` `research/returns`.
 *
 * @example
 * ```ts
 * import { effectiveTrials, seededRandom } from 'peak-trade'
 *
 * const random = seededRandom(1)
 * const rule = Float64Array.from({ length: 250 }, () => random.normal())
 * const trials = Array.from({ length: 30 }, () => rule.map(value => value + 0.3 * random.normal()))
 * effectiveTrials(trials).byClusters // 1
 * ```
 */
export function effectiveTrials(trials: readonly Column[], options: EffectiveTrialsOptions = {}): EffectiveTrials {
  const { threshold = 0.5 } = options
  if (!(threshold > -1 && threshold <= 1))
    throw new ConfigError('research/threshold', `threshold is ${threshold}, it must be a correlation up to 1, such as 0.5`, { threshold })
  checkTrials(trials)
  const count = trials.length
  const similarity = correlations(trials)
  let sum = 0
  for (let a = 0; a < count; a++) for (let b = 0; b < a; b++) sum += similarity[a * count + b]
  const averageCorrelation = count < 2 ? Number.NaN : sum / ((count * (count - 1)) / 2)
  const independent = averageCorrelation + (1 - averageCorrelation) * count
  const clusters = cluster(similarity, count, threshold)
  return {
    trials: count,
    averageCorrelation,
    byAverageCorrelation: count < 2 ? count : Math.max(1, Math.min(count, independent)),
    byClusters: 1 + clusters.reduce((largest, group) => Math.max(largest, group), 0),
    clusters,
  }
}

function correlations(trials: readonly Column[]): Float64Array {
  const count = trials.length
  const standardized = trials.map(trial => {
    const center = mean(trial)
    const values = Float64Array.from(trial, value => value - center)
    let squares = 0
    for (let t = 0; t < values.length; t++) squares += values[t] * values[t]
    const size = Math.sqrt(squares)
    return size > values.length * (1 + Math.abs(center)) * 2 ** -50 ? values.map(value => value / size) : values.fill(0)
  })
  const matrix = new Float64Array(count * count)
  for (let a = 0; a < count; a++) {
    matrix[a * count + a] = 1
    for (let b = 0; b < a; b++) {
      const first = standardized[a]
      const second = standardized[b]
      let product = 0
      for (let t = 0; t < first.length; t++) product += first[t] * second[t]
      matrix[a * count + b] = product
      matrix[b * count + a] = product
    }
  }
  return matrix
}

/** Joins the two groups with the highest average correlation until none is above the threshold. Changes the matrix. */
function cluster(similarity: Float64Array, count: number, threshold: number): Float64Array {
  const group = Float64Array.from({ length: count }, (_, k) => k)
  const size = new Float64Array(count).fill(1)
  const alive = new Uint8Array(count).fill(1)
  // The nearest later group of each group: only rows that lost theirs are searched again.
  const nearest = new Int32Array(count)
  const search = (a: number) => {
    let best = -1
    for (let b = a + 1; b < count; b++)
      if (alive[b] === 1 && (best < 0 || similarity[a * count + b] > similarity[a * count + best])) best = b
    nearest[a] = best
  }
  for (let a = 0; a < count; a++) search(a)
  for (;;) {
    let first = -1
    for (let a = 0; a < count; a++) {
      if (alive[a] === 0 || nearest[a] < 0) continue
      if (first < 0 || similarity[a * count + nearest[a]] > similarity[first * count + nearest[first]]) first = a
    }
    if (first < 0 || !(similarity[first * count + nearest[first]] > threshold)) break
    const second = nearest[first]
    for (let k = 0; k < count; k++) {
      if (group[k] === second) group[k] = first
      const mixed =
        (size[first] * similarity[first * count + k] + size[second] * similarity[second * count + k]) / (size[first] + size[second])
      similarity[first * count + k] = mixed
      similarity[k * count + first] = mixed
    }
    size[first] += size[second]
    alive[second] = 0
    search(first)
    for (let a = 0; a < first; a++) if (alive[a] === 1) search(a)
    for (let a = first + 1; a < second; a++) if (alive[a] === 1 && nearest[a] === second) search(a)
  }
  const numbers = new Map<number, number>()
  return group.map(name => {
    if (!numbers.has(name)) numbers.set(name, numbers.size)
    return numbers.get(name) ?? 0
  })
}
