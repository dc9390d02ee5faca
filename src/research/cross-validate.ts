import type { Column } from '../base/column.ts'
import { DataError } from '../base/errors.ts'
import type { Timeframe } from '../base/timeframe.ts'
import { type BacktestSettings, type BacktestSettingsInput, resolveSettings } from '../engine/settings.ts'
import { simulate, simulationMemory } from '../engine/simulate.ts'
import { annualBars, type Bars } from '../market/bars.ts'
import type { EquityMetrics } from '../metrics/equity-metrics.ts'
import type { Summary } from '../metrics/summary.ts'
import { type AnyStrategyClass, createStrategy } from '../strategies/strategy.ts'
import { type CandidateParams, type Candidates, listCandidates } from './candidates.ts'
import { type CombinatorialSplit, combinatorialSplits } from './combinatorial-splits.ts'
import { type Distribution, describeDistribution } from './distribution.ts'
import { type EquityObjective, resolveEquityObjective } from './equity-objective.ts'
import { beats } from './objective.ts'
import { type ParameterDrift, parameterDrift } from './parameter-drift.ts'
import type { ProgressOptions } from './progress.ts'
import { RangeSharpe } from './range-sharpe.ts'
import { ReturnChain } from './return-chain.ts'
import { tradeColumn } from './trade-column.ts'
import type { BarRange } from './windows.ts'

/**
 * What to choose, from which groups, by what, and how to trade.
 *
 * @example
 * ```ts
 * import type { CrossValidationOptions, MaCrossover } from 'peak-trade'
 *
 * const options: CrossValidationOptions<typeof MaCrossover> = { grid: { fast: [5, 10] }, groups: 10, testGroups: 2, purge: 50, embargo: 10 }
 * ```
 */
export interface CrossValidationOptions<C extends AnyStrategyClass = AnyStrategyClass>
  extends BacktestSettingsInput,
    Candidates<C>,
    ProgressOptions {
  /** Number of groups of consecutive bars. Default 6. */
  readonly groups?: number | undefined
  /** Groups tested at a time; 1 is purged k-fold. Default 2. */
  readonly testGroups?: number | undefined
  /** Train bars left out on both sides of a test; as long as a trade may last. Default 0. */
  readonly purge?: number | undefined
  /** Further train bars left out behind a test; as far as memory of it may reach. Default 0. */
  readonly embargo?: number | undefined
  /** What to choose by on the train bars. Default `sharpe`. */
  readonly objective?: EquityObjective | undefined
}

/**
 * One split: what was chosen on its train bars, and what that came to on its tests.
 *
 * @example
 * ```ts
 * import { crossValidate, MaCrossover, syntheticBars, type ValidationSplit } from 'peak-trade'
 *
 * const { splits } = crossValidate(MaCrossover, syntheticBars({ seed: 1, length: 600 }), { grid: { fast: [5, 10] } })
 * const first: ValidationSplit = splits[0]
 * first.testGroups // [0, 1]
 * ```
 */
export interface ValidationSplit extends CombinatorialSplit {
  /** The chosen parameters; null when no candidate had a score. */
  readonly params: CandidateParams | null
  /** Their place in the list of candidates, -1 for none. */
  readonly candidate: number
  /** Their objective on the train bars, more being better. */
  readonly score: number
  /** The equity of the train bars, joined. */
  readonly inSample: EquityMetrics
  /** The equity of the test bars, joined. */
  readonly outOfSample: EquityMetrics
}

/**
 * One path: all groups, each traded with parameters that did not see it.
 *
 * @example
 * ```ts
 * import { crossValidate, MaCrossover, syntheticBars, type ValidationPath } from 'peak-trade'
 *
 * const { paths } = crossValidate(MaCrossover, syntheticBars({ seed: 1, length: 600 }), { grid: { fast: [5, 10] } })
 * const first: ValidationPath = paths[0]
 * first.equity.length // 600
 * ```
 */
export interface ValidationPath {
  /** For every group the split that supplies it. */
  readonly splits: readonly number[]
  readonly summary: Summary
  /** Equity at each close. */
  readonly equity: Column
}

/**
 * What a cross-validation found out. Plain data.
 *
 * @example
 * ```ts
 * import { type CrossValidation, crossValidate, MaCrossover, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 600 })
 * const result: CrossValidation = crossValidate(MaCrossover, bars, { grid: { fast: [5, 10] }, groups: 6, testGroups: 2 })
 * result.sharpe.count // 5
 * ```
 */
export interface CrossValidation {
  readonly strategy: { readonly id: string; readonly title: string }
  readonly symbol: string
  readonly timeframe: Timeframe
  readonly settings: BacktestSettings
  readonly objective: string
  /** Number of parameter sets tried on every split. */
  readonly candidates: number
  /** Bars of every group. */
  readonly groups: readonly BarRange[]
  readonly splits: readonly ValidationSplit[]
  readonly paths: readonly ValidationPath[]
  /** Over the paths. */
  readonly sharpe: Distribution
  readonly totalReturn: Distribution
  readonly maxDrawdown: Distribution
  /** Objective in sample, over the splits: what the paths' numbers are to be compared with. */
  readonly score: Distribution
  /** How the choice changed from split to split. */
  readonly drift: Readonly<Record<string, ParameterDrift>>
}

/**
 * Combinatorial purged cross-validation of a strategy's parameters (López de Prado 2018, ch. 12): on every split the best candidate of
 * the train bars trades the test groups, and the tests are put together to φ complete out-of-sample histories. One walk forward
 * tells one story; this gives a distribution of Sharpe ratios.
 *
 * - Train: each candidate runs once over the whole history; its bar returns on the train bars, joined, are measured.
 * - Test: each path is one run over the whole history with the chosen parameters of every group. Every group starts flat, is warm from
 *   the bars before it, and closes its position at the open behind it, at full cost.
 * - Tests come before some of the train bars. That is meant: the question is how well choosing works, not what could have been earned.
 *   `purge` and `embargo` keep the two from sharing trades; make `purge` as long as positions last.
 *
 * @throws {@link ConfigError} `cross-validation/groups`, `cross-validation/purge`, `research/candidates`, `research/grid`,
 * `research/objective`, `strategy/params`, `backtest/settings`; {@link DataError} `backtest/no-bars`; the reason of `signal` when that is aborted.
 *
 * @example
 * ```ts
 * import { crossValidate, MaCrossover, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 2000 })
 * const result = crossValidate(MaCrossover, bars, { grid: { fast: [5, 10, 20] }, groups: 6, testGroups: 2, purge: 20, embargo: 5 })
 * result.splits.length // 15
 * result.paths.length // 5
 * result.sharpe.median // the Sharpe ratio to believe in
 * ```
 */
export function crossValidate<C extends AnyStrategyClass>(strategy: C, bars: Bars, options: CrossValidationOptions<C>): CrossValidation {
  const {
    grid,
    candidates,
    where,
    groups = 6,
    testGroups = 2,
    purge,
    embargo,
    objective = 'sharpe',
    signal,
    onProgress,
    ...input
  } = options
  if (bars.length === 0)
    throw new DataError('backtest/no-bars', `${bars.symbol} has no bars; a cross-validation needs some`, { symbol: bars.symbol })
  const settings = resolveSettings(input)
  resolveEquityObjective(objective)
  const sets = listCandidates(strategy, { grid, candidates, where })
  const plan = combinatorialSplits({ length: bars.length, groups, testGroups, purge, embargo })
  const job: Job = { strategy, bars, settings, sets, splits: plan.splits, objective, signal, onProgress }
  const choices = choose(job)
  const decided = decideChosen(job, choices)
  const paths = plan.paths.map((splits): ValidationPath => {
    signal?.throwIfAborted()
    const targets = pathTargets(
      plan.groups,
      splits.map(split => decided.get(choices[split].candidate)),
    )
    const { summary, equity } = tradeColumn({ id: strategy.id, title: strategy.title, bars, targets, settings })
    return { splits, summary, equity }
  })
  const chain = new ReturnChain(bars, settings.capital)
  const splits = plan.splits.map((split, s): ValidationSplit => {
    const { candidate, score, inSample } = choices[s]
    const own = split.testGroups.map(g => paths[paths.findIndex(path => path.splits[g] === s)].equity)
    const outOfSample = chain.measure(split.testGroups.map((g, k) => ({ range: plan.groups[g], equity: own[k] })))
    return { ...split, params: candidate < 0 ? null : sets[candidate], candidate, score, inSample, outOfSample }
  })
  const over = (metric: 'sharpe' | 'totalReturn' | 'maxDrawdown') => describeDistribution(paths.map(path => path.summary[metric]))
  return {
    strategy: { id: strategy.id, title: strategy.title },
    symbol: bars.symbol,
    timeframe: bars.timeframe,
    settings,
    objective: typeof objective === 'function' ? 'custom' : objective,
    candidates: sets.length,
    groups: plan.groups,
    splits,
    paths,
    sharpe: over('sharpe'),
    totalReturn: over('totalReturn'),
    maxDrawdown: over('maxDrawdown'),
    score: describeDistribution(splits.map(split => split.score)),
    drift: parameterDrift(splits.flatMap(split => (split.params === null ? [] : [split.params]))),
  }
}

interface Job extends ProgressOptions {
  readonly strategy: AnyStrategyClass
  readonly bars: Bars
  readonly settings: BacktestSettings
  readonly sets: readonly CandidateParams[]
  readonly splits: readonly CombinatorialSplit[]
  readonly objective: EquityObjective
}

interface Choice {
  candidate: number
  score: number
  inSample: EquityMetrics
}

/** The best candidate of every split. */
function choose({ strategy, bars, settings, sets, splits, objective, signal, onProgress }: Job): Choice[] {
  const chain = new ReturnChain(bars, settings.capital)
  const memory = simulationMemory(bars.length)
  const { equity } = memory
  const nothing = chain.measure([])
  const choices = splits.map((): Choice => ({ candidate: -1, score: Number.NaN, inSample: nothing }))
  const measure = resolveEquityObjective(objective)
  const sharpe = new RangeSharpe({ length: bars.length, capital: settings.capital, barsPerYear: annualBars(bars) })
  let told = 0
  for (const [candidate, params] of sets.entries()) {
    signal?.throwIfAborted()
    simulate(bars, createStrategy(strategy, params).follow(bars), settings, memory)
    if (objective === 'sharpe') sharpe.load(equity)
    for (const [s, { train }] of splits.entries()) {
      const inSample = () => chain.measure(train.map(range => ({ range, equity })))
      if (objective === 'sharpe') {
        // Most candidates are not chosen: theirs need not be measured.
        const score = sharpe.over(train)
        if (beats(score, choices[s].score)) choices[s] = { candidate, score, inSample: inSample() }
      } else {
        const measured = inSample()
        const score = measure(measured)
        if (beats(score, choices[s].score)) choices[s] = { candidate, score, inSample: measured }
      }
    }
    const done = candidate + 1
    if (onProgress !== undefined && (done === sets.length || done - told >= sets.length / 100)) {
      told = done
      onProgress({ done, total: sets.length })
    }
  }
  return choices
}

/** The decisions of every candidate that was chosen somewhere. */
function decideChosen({ strategy, bars, sets, signal }: Job, choices: readonly Choice[]): ReadonlyMap<number, Column> {
  const decided = new Map<number, Column>()
  for (const { candidate } of choices) {
    if (candidate < 0 || decided.has(candidate)) continue
    signal?.throwIfAborted()
    decided.set(candidate, createStrategy(strategy, sets[candidate]).follow(bars))
  }
  return decided
}

/** One column of targets through all groups; the last decision of every group but the last is to leave. */
function pathTargets(groups: readonly BarRange[], decided: readonly (Column | undefined)[]): Float64Array {
  const targets = new Float64Array(groups[groups.length - 1][1])
  for (const [g, [from, to]] of groups.entries()) {
    const own = decided[g]
    if (own === undefined) continue
    const end = g === groups.length - 1 ? to : to - 1
    for (let i = from; i < end; i++) targets[i] = Number.isNaN(own[i]) ? 0 : own[i]
  }
  return targets
}
