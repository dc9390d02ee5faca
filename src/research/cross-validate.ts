import type { Column } from '../base/column.ts'
import type { Timeframe } from '../base/timeframe.ts'
import type { BacktestSettings } from '../engine/settings.ts'
import { simulate, simulationMemory } from '../engine/simulate.ts'
import type { Bars } from '../market/bars.ts'
import type { EquityMetrics } from '../metrics/equity-metrics.ts'
import type { Summary } from '../metrics/summary.ts'
import { type AnyStrategyClass, createStrategy } from '../strategies/strategy.ts'
import type { CandidateParams } from './candidates.ts'
import { type Choice, noChoice, takeBetter } from './choice.ts'
import type { CombinatorialSplit } from './combinatorial-splits.ts'
import { type CrossValidationOptions, type CrossValidationPlan, planCrossValidation } from './cross-validation-plan.ts'
import { type Distribution, describeDistribution } from './distribution.ts'
import { type ParameterDrift, parameterDrift } from './parameter-drift.ts'
import { type ProgressOptions, reportProgress } from './progress.ts'
import { ReturnChain } from './return-chain.ts'
import { SplitScores } from './split-scores.ts'
import { tradeColumn } from './trade-column.ts'
import type { BarRange } from './windows.ts'

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
  const { signal, onProgress } = options
  const plan = planCrossValidation(strategy, bars, options)
  return concludeCrossValidation({ strategy, bars, plan, signal }, choose({ strategy, bars, plan, signal, onProgress }))
}

/** A cross-validation and whether it was aborted. */
export interface CrossValidationJob extends ProgressOptions {
  readonly strategy: AnyStrategyClass
  readonly bars: Bars
  readonly plan: CrossValidationPlan
}

/** What the choices of every split come to; the same wherever they were made. */
export function concludeCrossValidation(job: CrossValidationJob, choices: readonly Choice[]): CrossValidation {
  const { strategy, bars, plan, signal } = job
  const { settings, objective, sets } = plan
  const { groups } = plan.cuts
  const { decided, measured } = proveChosen(job, choices)
  const paths = plan.cuts.paths.map((splits): ValidationPath => {
    signal?.throwIfAborted()
    const targets = pathTargets(
      groups,
      splits.map(split => decided.get(choices[split].candidate)),
    )
    const { summary, equity } = tradeColumn({ id: strategy.id, title: strategy.title, bars, targets, settings })
    return { splits, summary, equity }
  })
  const chain = new ReturnChain(bars, settings.capital)
  const splits = plan.cuts.splits.map((split, s): ValidationSplit => {
    const { candidate, score } = choices[s]
    const inSample = measured[s]
    const own = split.testGroups.map(g => paths[paths.findIndex(path => path.splits[g] === s)].equity)
    const outOfSample = chain.measure(split.testGroups.map((g, k) => ({ range: groups[g], equity: own[k] })))
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
    groups,
    splits,
    paths,
    sharpe: over('sharpe'),
    totalReturn: over('totalReturn'),
    maxDrawdown: over('maxDrawdown'),
    score: describeDistribution(splits.map(split => split.score)),
    drift: parameterDrift(splits.flatMap(split => (split.params === null ? [] : [split.params]))),
  }
}

/** The best candidate of every split. */
function choose({ strategy, bars, plan, signal, onProgress }: CrossValidationJob): Choice[] {
  const { settings, objective, sets, cuts } = plan
  const trains = cuts.splits.map(({ train }) => train)
  const scores = new SplitScores(bars, trains, { settings, objective })
  const choices = trains.map(noChoice)
  for (const [candidate, params] of sets.entries()) {
    signal?.throwIfAborted()
    scores.run(strategy, params)
    for (let s = 0; s < trains.length; s++) takeBetter(choices[s], candidate, scores.score(s))
    reportProgress({ onProgress }, { done: candidate + 1, before: candidate, total: sets.length })
  }
  return choices
}

interface Proof {
  /** The decisions of every candidate that was chosen somewhere. */
  readonly decided: ReadonlyMap<number, Column>
  /** The train bars of every split with what was chosen there. */
  readonly measured: readonly EquityMetrics[]
}

function proveChosen({ strategy, bars, plan, signal }: CrossValidationJob, choices: readonly Choice[]): Proof {
  const { settings, sets, cuts } = plan
  const chain = new ReturnChain(bars, settings.capital)
  const memory = simulationMemory(bars.length)
  const { equity } = memory
  const decided = new Map<number, Column>()
  const measured = choices.map(() => chain.measure([]))
  for (const candidate of new Set(choices.map(choice => choice.candidate))) {
    if (candidate < 0) continue
    signal?.throwIfAborted()
    const targets = createStrategy(strategy, sets[candidate]).follow(bars)
    decided.set(candidate, targets)
    simulate(bars, targets, settings, memory)
    for (const [s, { train }] of cuts.splits.entries())
      if (choices[s].candidate === candidate) measured[s] = chain.measure(train.map(range => ({ range, equity })))
  }
  return { decided, measured }
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
