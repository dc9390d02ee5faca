import type { SweepResult } from './sweep.ts'

/**
 * How much a parameter says about the objective, all others averaged out.
 */
export interface ParameterInfluence {
  /** A parameter, or a swept setting by path. */
  readonly name: string
  /** Its values, numbers ascending; of more than twelve numbers the middle of eight groups with as many runs each. */
  readonly values: readonly unknown[]
  /** Mean objective of the runs with each value; NaN where none is known. */
  readonly means: readonly number[]
  /** Share of the variance of the objective that these means explain (eta squared, Fisher 1925), from 0 to 1; NaN when nothing varies. */
  readonly share: number
}

const MOST = 12
const GROUPS = 8

/**
 * What each parameter of a sweep does to its objective, the strongest first. Parameters with a single value are left out.
 *
 * @example
 * ```ts
 * import { MaCrossover, parameterInfluence, sweep, syntheticBars } from 'peak-trade'
 *
 * const result = sweep(MaCrossover, syntheticBars({ seed: 1, length: 1000 }), { grid: { fast: [5, 10, 20], slow: [50, 100] } })
 * parameterInfluence(result).length // 2
 * ```
 */
export function parameterInfluence(result: SweepResult): readonly ParameterInfluence[] {
  const { params, variants, score } = result
  const effects = [...Object.entries(params), ...Object.entries(variants)].flatMap(([name, values]) => {
    const { labels, places } = groupValues(values)
    return labels.length < 2 ? [] : [{ name, values: labels, ...explained(places, labels.length, score) }]
  })
  const strength = ({ share }: ParameterInfluence) => (Number.isNaN(share) ? -1 : share)
  return effects.sort((a, b) => strength(b) - strength(a))
}

/** The group of every run by its value, and what to call the groups: numbers ascending, many numbers in eight groups. */
export function groupValues(values: readonly unknown[]): { readonly labels: readonly unknown[]; readonly places: readonly number[] } {
  const numbers = values.every(value => typeof value === 'number')
  const keys = values.map(value => JSON.stringify(value))
  const firsts = new Map(keys.map((key, k) => [key, values[k]]))
  const distinct = [...firsts.entries()]
  if (numbers) distinct.sort(([, a], [, b]) => (a as number) - (b as number))
  if (!numbers || distinct.length <= MOST) {
    const at = new Map(distinct.map(([key], place) => [key, place]))
    return { labels: distinct.map(([, value]) => value), places: keys.map(key => at.get(key) ?? 0) }
  }
  const sorted = [...(values as readonly number[])].sort((a, b) => a - b)
  const quantile = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
  const edges = Array.from({ length: GROUPS - 1 }, (_, g) => quantile((g + 1) / GROUPS))
  const labels = Array.from({ length: GROUPS }, (_, g) => quantile((g + 0.5) / GROUPS))
  return { labels, places: (values as readonly number[]).map(value => edges.filter(edge => value >= edge).length) }
}

function explained(places: readonly number[], groups: number, score: Float64Array): Pick<ParameterInfluence, 'means' | 'share'> {
  const sums = new Float64Array(groups)
  const counts = new Float64Array(groups)
  for (const [k, place] of places.entries()) {
    if (!Number.isFinite(score[k])) continue
    sums[place] += score[k]
    counts[place]++
  }
  const means = Array.from(sums, (sum, g) => (counts[g] === 0 ? Number.NaN : sum / counts[g]))
  const known = counts.reduce((sum, count) => sum + count, 0)
  const mean = sums.reduce((sum, one) => sum + one, 0) / known
  let total = 0
  for (const value of score) if (Number.isFinite(value)) total += (value - mean) ** 2
  let between = 0
  for (let g = 0; g < groups; g++) if (counts[g] > 0) between += counts[g] * (means[g] - mean) ** 2
  // Below this it is rounding.
  return { means, share: total > 1e-20 * known * mean ** 2 && total > 0 ? Math.min(1, between / total) : Number.NaN }
}
