import { ConfigError } from '../base/errors.ts'
import type { BarRange } from './windows.ts'

/**
 * How to split a history for combinatorial purged cross-validation.
 *
 * @example
 * ```ts
 * import { combinatorialSplits, type SplitOptions } from 'peak-trade'
 *
 * const options: SplitOptions = { length: 1000, groups: 10, testGroups: 2, purge: 5, embargo: 10 }
 * combinatorialSplits(options).splits.length // 45
 * ```
 */
export interface SplitOptions {
  /** Number of bars. */
  readonly length: number
  /** Number of groups of consecutive bars (N); the last one takes what does not divide. */
  readonly groups: number
  /** How many of them are tested at a time (k); 1 is plain purged k-fold cross-validation. */
  readonly testGroups: number
  /** Train bars left out right before and right behind every test group. Default 0. */
  readonly purge?: number | undefined
  /** Further train bars left out behind every test group. Default 0. */
  readonly embargo?: number | undefined
}

/**
 * One way to divide the groups into test and train.
 *
 * @example
 * ```ts
 * import { combinatorialSplits, type CombinatorialSplit } from 'peak-trade'
 *
 * const split: CombinatorialSplit = combinatorialSplits({ length: 60, groups: 6, testGroups: 2 }).splits[1]
 * split.testGroups // [0, 2]
 * split.train // [[10, 20], [30, 60]]
 * ```
 */
export interface CombinatorialSplit {
  /** Which groups are tested, ascending. */
  readonly testGroups: readonly number[]
  /** Bars to learn on, without those that purge and embargo took; neighbors are joined. */
  readonly train: readonly BarRange[]
  /** Bars to test on; neighbors are joined. */
  readonly test: readonly BarRange[]
}

/**
 * All splits, and the paths that their test groups make.
 *
 * @example
 * ```ts
 * import { type CombinatorialSplits, combinatorialSplits } from 'peak-trade'
 *
 * const { paths }: CombinatorialSplits = combinatorialSplits({ length: 60, groups: 6, testGroups: 2 })
 * paths[0] // [0, 0, 1, 2, 3, 4]
 * ```
 */
export interface CombinatorialSplits {
  /** Bars of every group. */
  readonly groups: readonly BarRange[]
  /** In lexicographic order of their test groups. */
  readonly splits: readonly CombinatorialSplit[]
  /** Per path, for every group the split whose test supplies it. Every test of every split is in exactly one path. */
  readonly paths: readonly (readonly number[])[]
}

/** More are a mistake in the options, not a plan. */
const MOST_SPLITS = 20_000

/**
 * Combinatorial purged cross-validation (López de Prado 2018, *Advances in Financial Machine Learning*, ch. 7 and 12): every choice of k
 * out of N groups is tested once with the rest to learn on, which gives C(N, k) splits and φ = C(N, k) · k / N complete
 * paths through the history, where one walk forward gives a single one.
 *
 * A train bar t stays when for every test group from a to b: t < a - purge, or t > b + purge + embargo. Path p takes group g from the
 * p-th split that tests g.
 *
 * @throws {@link ConfigError} `cross-validation/groups`, `cross-validation/purge` for counts that make no sense.
 *
 * @example
 * ```ts
 * import { combinatorialSplits } from 'peak-trade'
 *
 * const { splits, paths } = combinatorialSplits({ length: 60, groups: 6, testGroups: 2, purge: 2, embargo: 3 })
 * splits.length // 15
 * paths.length // 5
 * splits[1].train // [[15, 18], [35, 60]]
 * ```
 */
export function combinatorialSplits({ length, groups, testGroups, purge = 0, embargo = 0 }: SplitOptions): CombinatorialSplits {
  check({ length, groups, testGroups, purge, embargo })
  const size = Math.floor(length / groups)
  const ranges = Array.from({ length: groups }, (_, g): BarRange => [g * size, g === groups - 1 ? length : (g + 1) * size])
  const splits: CombinatorialSplit[] = []
  const combination = Array.from({ length: testGroups }, (_, k) => k)
  do {
    const tested = combination.map(g => ranges[g])
    splits.push({
      testGroups: [...combination],
      train: trainRanges(length, tested, { purge, embargo }),
      test: joined(tested),
    })
  } while (advance(combination, groups))
  const suppliers = ranges.map((_, g) => [...splits.keys()].filter(s => splits[s].testGroups.includes(g)))
  return { groups: ranges, splits, paths: suppliers[0].map((_, p) => suppliers.map(list => list[p])) }
}

/** The next combination in lexicographic order; false when there is none. */
function advance(combination: number[], groups: number): boolean {
  const k = combination.length
  for (let i = k - 1; i >= 0; i--) {
    if (combination[i] === groups - k + i) continue
    combination[i]++
    for (let j = i + 1; j < k; j++) combination[j] = combination[j - 1] + 1
    return true
  }
  return false
}

/** What is left of the history around the tests. */
function trainRanges(length: number, tested: readonly BarRange[], gap: { readonly purge: number; readonly embargo: number }): BarRange[] {
  const kept: BarRange[] = []
  let from = 0
  for (const [start, end] of tested) {
    if (start - gap.purge > from) kept.push([from, start - gap.purge])
    from = Math.max(from, end + gap.purge + gap.embargo)
  }
  if (from < length) kept.push([from, length])
  return kept
}

function joined(ranges: readonly BarRange[]): BarRange[] {
  const whole: BarRange[] = []
  for (const [from, to] of ranges) {
    const last = whole[whole.length - 1]
    if (last !== undefined && last[1] === from) whole[whole.length - 1] = [last[0], to]
    else whole.push([from, to])
  }
  return whole
}

function check({ length, groups, testGroups, purge, embargo }: Readonly<Record<keyof SplitOptions, number>>): void {
  const fail = (message: string): never => {
    throw new ConfigError('cross-validation/groups', message, { groups, testGroups })
  }
  if (!(Number.isInteger(groups) && groups >= 2)) fail(`groups is ${groups}; give a whole number of groups, at least 2`)
  if (!(Number.isInteger(testGroups) && testGroups >= 1 && testGroups < groups))
    fail(`testGroups is ${testGroups} of ${groups} groups; give a whole number from 1 to ${groups - 1}, so that some are left to learn on`)
  if (!(length >= groups)) fail(`${length} bars do not make ${groups} groups; load more history or ask for fewer groups`)
  let splits = 1
  for (let k = 1; k <= testGroups; k++) splits = (splits * (groups - testGroups + k)) / k
  if (splits > MOST_SPLITS)
    fail(`${testGroups} of ${groups} groups make ${Math.round(splits)} splits, more than ${MOST_SPLITS}; ask for fewer groups`)
  for (const [name, value] of Object.entries({ purge, embargo })) {
    if (!(Number.isInteger(value) && value >= 0))
      throw new ConfigError('cross-validation/purge', `${name} is ${value}; give a whole number of bars from 0`, { option: name })
  }
}
