import { backtest } from '../engine/backtest.ts'
import type { BacktestResult } from '../engine/backtest-result.ts'
import type { AnyOrderStrategyClass } from '../engine/orders/order-strategy.ts'
import { type BacktestSettings, resolveSettings } from '../engine/settings.ts'
import type { Bars } from '../market/bars.ts'
import type { AnyStrategyClass } from '../strategies/strategy.ts'
import { createStrategy } from '../strategies/strategy-base.ts'
import { type CandidateParams, type Candidates, listCandidates } from './candidates.ts'
import { type CrossValidation, crossValidate } from './cross-validate.ts'
import type { CrossValidationOptions } from './cross-validation-plan.ts'
import { combinationAt } from './grid.ts'
import { type HalvingRun, runHalving } from './halving-run.ts'
import { type MonteCarlo, monteCarlo } from './monte-carlo.ts'
import { type MonteCarloRuns, type MonteCarloRunsOptions, monteCarloRuns } from './monte-carlo-runs.ts'
import type { MonteCarloOptions } from './path-plan.ts'
import { type DrawnFrom, resampledReturns } from './resampled-returns.ts'
import type { NamedPart } from './result-parts.ts'
import { applySettings } from './settings-grid.ts'
import { settingsIn } from './settings-in.ts'
import { type StressTestOptions, type StressTestResult, stressTest } from './stress/stress-test.ts'
import type { SuccessiveHalvingOptions } from './successive-halving.ts'
import { type SweepOptions, type SweepResult, sweep } from './sweep.ts'
import { sweepMetrics } from './sweep-table.ts'
import { trialFingerprints } from './trial-fingerprints.ts'
import { triedIn, triedSets } from './tried-sets.ts'
import { walkForward } from './walk-forward.ts'
import type { WalkForwardOptions } from './walk-forward-plan.ts'
import type { WalkForwardResult } from './walk-forward-result.ts'

/** A strategy of either kind. */
export type RunStrategy = AnyStrategyClass | AnyOrderStrategyClass

/** Options as they come from anywhere. */
export type LooseOptions = Readonly<Record<string, unknown>>

/** What came out of a run of any type, as far as a record is concerned. */
export interface RunKind {
  readonly run: (strategy: RunStrategy, bars: Bars, options: LooseOptions) => unknown
  /** True when the run is asked with parameters, false when it looks for them. */
  readonly takesParams: boolean
  /** The settings that the record shows; undefined for those that were asked. */
  readonly settings: (result: never, options: LooseOptions) => BacktestSettings | undefined
  /** The parameters that the record shows. */
  readonly params: (result: never) => CandidateParams | undefined
  /** Everything that was tried; undefined for just the one set of `params`. */
  readonly tried?: (result: never, strategy: RunStrategy, options: LooseOptions) => Tried
  readonly metrics: (result: never) => Readonly<Record<string, number>>
  readonly parts: (result: never) => readonly NamedPart[]
}

/** Many parameter sets with their settings. */
export interface Tried {
  readonly length: number
  /** Made when they are asked for: a million of them need no memory. */
  readonly fingerprints: () => Iterable<string>
}

const runBacktest: RunKind = {
  run: (strategy, bars, options) => backtest(strategy as AnyStrategyClass, bars, options),
  takesParams: true,
  settings: ({ settings }: BacktestResult) => settings,
  params: ({ strategy }: BacktestResult) => strategy.params,
  metrics: ({ summary }: BacktestResult) => numbersOf(summary),
  parts: ({ equity, fills, summary }: BacktestResult) => [
    ['equity', equity],
    ['fills', fills],
    ['summary', summary],
  ],
}

const runSweep: RunKind = {
  run: (strategy, bars, options) => sweep(strategy as AnyStrategyClass, bars, options as unknown as SweepOptions),
  takesParams: false,
  settings: ({ settings, best }: SweepResult, options) =>
    best[0]?.settings === undefined ? settings : resolveSettings(applySettings(settingsIn(options), best[0].settings)),
  params: ({ best }: SweepResult) => best[0]?.params,
  tried: (result: SweepResult, strategy, options) => ({
    length: result.combinations,
    fingerprints: () => triedSets(strategy as AnyStrategyClass, triedIn(result.combinations, result), settingsIn(options)),
  }),
  metrics: ({ best, combinations }: SweepResult) => ({ ...(best[0] === undefined ? {} : numbersOf(best[0].metrics)), combinations }),
  parts: ({ params, metrics }: SweepResult) => [
    ...Object.entries(params).map(([name, values]): NamedPart => [`params.${name}`, values]),
    ...sweepMetrics.map((name): NamedPart => [name, metrics[name]]),
  ],
}

/** All parameters of every combination of a sweep, in its order. */
export function* sweptParams({ params, combinations }: SweepResult, strategy: RunStrategy): Generator<CandidateParams, void> {
  const names = Object.keys(params)
  const table = { length: combinations, names, values: names.map(name => params[name]) }
  // The first combination supplies what has no default.
  const base = createStrategy(strategy as AnyStrategyClass, combinationAt(table, 0)).params
  for (let k = 0; k < combinations; k++) yield { ...base, ...combinationAt(table, k) }
}

const halvingKind: RunKind = {
  run: (strategy, bars, options) => runHalving(strategy as AnyStrategyClass, bars, options as unknown as SuccessiveHalvingOptions),
  takesParams: false,
  settings: ({ halving, backtest: played }: HalvingRun) => (played ?? halving).settings,
  params: ({ halving: { winner } }: HalvingRun) => winner?.params,
  tried: ({ halving }: HalvingRun, strategy, options) => ({
    length: halving.trials,
    fingerprints: () => triedSets(strategy as AnyStrategyClass, triedIn(halving.trials, halving), settingsIn(options)),
  }),
  metrics({ halving: { saved, rungs, trials }, backtest: played }: HalvingRun) {
    return { ...(played === undefined ? {} : numbersOf(played.summary)), saved, rungs: rungs.length, candidates: trials }
  },
  parts: ({ halving: { rungs }, backtest: played }: HalvingRun) => [
    ['rungs', rungs],
    ...(played === undefined ? [] : runBacktest.parts(played as never)),
  ],
}

const runWalkForward: RunKind = {
  run: (strategy, bars, options) => walkForward(strategy as AnyStrategyClass, bars, options as unknown as WalkForwardOptions),
  takesParams: false,
  settings: ({ settings }: WalkForwardResult) => settings,
  params: ({ windows }: WalkForwardResult) => windows.findLast(({ params }) => params !== null)?.params ?? undefined,
  tried: ({ settings }: WalkForwardResult, strategy, options) => triedCandidates(strategy, options, settings),
  metrics({ summary, windows, inSampleReturn, outOfSampleReturn, efficiency, profitableWindows }: WalkForwardResult) {
    const own = { windows: windows.length, inSampleReturn, outOfSampleReturn, efficiency, profitableWindows }
    return { ...numbersOf(summary), ...own }
  },
  parts: ({ windows, stitched, summary }: WalkForwardResult) => [
    ['windows', windows],
    ['equity', stitched.equity],
    ['fills', stitched.fills],
    ['summary', summary],
  ],
}

const runCrossValidation: RunKind = {
  run: (strategy, bars, options) => crossValidate(strategy as AnyStrategyClass, bars, options as unknown as CrossValidationOptions),
  takesParams: false,
  settings: ({ settings }: CrossValidation) => settings,
  params: ({ splits }: CrossValidation) => mostChosen(splits),
  tried: ({ settings }: CrossValidation, strategy, options) => triedCandidates(strategy, options, settings),
  metrics: ({ sharpe, totalReturn, maxDrawdown, score, paths }: CrossValidation) => ({
    sharpe: sharpe.median,
    totalReturn: totalReturn.median,
    maxDrawdown: maxDrawdown.median,
    ...spread('sharpe', sharpe),
    ...spread('totalReturn', totalReturn),
    ...spread('maxDrawdown', maxDrawdown),
    score: score.median,
    paths: paths.length,
  }),
  parts: ({ splits, paths }: CrossValidation) => [
    ['splits', splits],
    ['paths', paths],
  ],
}

/** Options of a backtest whose returns are resampled; the bars per year are those of the bars. */
export interface ResampledBacktestOptions {
  readonly params?: unknown
  /** Whether returns of bars (default) or of closed trades are drawn. */
  readonly of?: DrawnFrom | undefined
  readonly monteCarlo: Omit<MonteCarloOptions, 'barsPerYear'>
}

/** What a Monte Carlo run is, with the backtest that it starts from. */
export interface ResampledBacktest {
  readonly backtest: BacktestResult
  readonly monteCarlo: MonteCarlo
}

const runMonteCarlo: RunKind = {
  run(strategy, bars, options): ResampledBacktest {
    const { monteCarlo: resampling, of = 'bars', ...rest } = options as unknown as ResampledBacktestOptions
    const result = backtest(strategy as AnyStrategyClass, bars, rest as LooseOptions)
    const { returns, barsPerYear } = resampledReturns(result, of)
    return { backtest: result, monteCarlo: monteCarlo(returns, { ...resampling, barsPerYear }) }
  },
  takesParams: true,
  settings: ({ backtest: { settings } }: ResampledBacktest) => settings,
  params: ({ backtest: { strategy } }: ResampledBacktest) => strategy.params,
  metrics: ({ backtest: { summary }, monteCarlo: result }: ResampledBacktest) => ({
    ...numbersOf(summary),
    ...bandsOf(result),
    ruin: result.ruin.probability,
    recovered: result.recovered,
  }),
  parts: ({ backtest: { equity }, monteCarlo: { values, fan } }: ResampledBacktest) => [
    ['equity', equity],
    ...Object.entries(values),
    ['fan', fan.bands],
  ],
}

const runMonteCarloRuns: RunKind = {
  run: (strategy, bars, options) => monteCarloRuns(strategy as AnyStrategyClass, bars, options as unknown as MonteCarloRunsOptions),
  takesParams: true,
  settings: () => undefined,
  params: () => undefined,
  metrics: (result: MonteCarloRuns) => ({ ...numbersOf(result.observed), ...bandsOf(result), ruin: result.ruin.probability }),
  parts: ({ observed, values, fan, params }: MonteCarloRuns) => [
    ['observed', observed],
    ...Object.entries(values),
    ['fan', fan.bands],
    ['params', params],
  ],
}

const runStress: RunKind = {
  run: (strategy, bars, options) => stressTest(strategy as AnyStrategyClass, bars, options as unknown as StressTestOptions),
  takesParams: true,
  settings: ({ settings }: StressTestResult) => settings,
  params: ({ strategy }: StressTestResult) => strategy.params,
  metrics: ({ baseline, worst, survived, rows }: StressTestResult) => ({
    ...numbersOf(baseline),
    'worst.totalReturn': worst.metrics.totalReturn,
    'worst.maxDrawdown': worst.metrics.maxDrawdown,
    survived: survived ? 1 : 0,
    lost: rows.filter(row => !row.survived).length,
  }),
  parts: ({ baseline, rows }: StressTestResult) => [
    ['baseline', baseline],
    ['rows', rows],
  ],
}

/** The runs that can be described and repeated. */
export const runKinds = {
  backtest: runBacktest,
  sweep: runSweep,
  halving: halvingKind,
  walk_forward: runWalkForward,
  cross_validation: runCrossValidation,
  monte_carlo: runMonteCarlo,
  monte_carlo_runs: runMonteCarloRuns,
  stress: runStress,
} as const satisfies Readonly<Record<string, RunKind>>

/** A type of run that can be repeated. */
export type RepeatableType = keyof typeof runKinds

/** The numbers among the properties of a result. */
export function numbersOf(source: object): Record<string, number> {
  return Object.fromEntries(Object.entries(source).filter((entry): entry is [string, number] => typeof entry[1] === 'number'))
}

function triedCandidates(strategy: RunStrategy, options: LooseOptions, settings: BacktestSettings): Tried {
  const sets = listCandidates(strategy as AnyStrategyClass, options as Candidates)
  return { length: sets.length, fingerprints: () => trialFingerprints(sets, settings) }
}

function mostChosen(splits: CrossValidation['splits']): CandidateParams | undefined {
  const counts = new Map<number, number>()
  for (const { candidate } of splits) if (candidate >= 0) counts.set(candidate, (counts.get(candidate) ?? 0) + 1)
  const most = Math.max(0, ...counts.values())
  return splits.find(({ candidate }) => candidate >= 0 && counts.get(candidate) === most)?.params ?? undefined
}

function spread(name: string, { p05, p95 }: { readonly p05: number; readonly p95: number }): Record<string, number> {
  return { [`${name}.p05`]: p05, [`${name}.p95`]: p95 }
}

/** The bands that one asks for first, under names such as `sharpe.p05`. */
function bandsOf({ metrics, percentiles }: MonteCarlo | MonteCarloRuns): Record<string, number> {
  const bands: Record<string, number> = {}
  for (const name of ['sharpe', 'totalReturn', 'maxDrawdown'] as const)
    for (const [k, share] of percentiles.entries())
      bands[`${name}.p${String(Number((100 * share).toFixed(6))).padStart(2, '0')}`] = metrics[name].quantiles[k]
  return bands
}
