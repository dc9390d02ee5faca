import { DataError } from '../base/errors.ts'
import type { Timeframe } from '../base/timeframe.ts'
import type { BacktestSettings, BacktestSettingsInput } from '../engine/settings.ts'
import type { Bars } from '../market/bars.ts'
import type { AnyStrategyClass } from '../strategies/strategy.ts'
import { type Combinations, combinationAt } from './grid.ts'
import type { ObjectiveMetric } from './objective.ts'
import type { ProgressOptions } from './progress.ts'
import { resolveVariants } from './settings-grid.ts'
import { planSweep, type SearchSpace, type SweepPlan } from './sweep-plan.ts'
import { SweepRunner } from './sweep-runner.ts'
import {
  checkRanking,
  createSweepTable,
  objectiveDirection,
  objectiveName,
  type RankedRun,
  type RankOptions,
  rankRuns,
  type SweepTable,
  scoreColumn,
  scoreOf,
  sweepMetrics,
} from './sweep-table.ts'

/**
 * What to try, how to trade and how to rank.
 */
export interface SweepOptions<C extends AnyStrategyClass = AnyStrategyClass>
  extends BacktestSettingsInput,
    SearchSpace<C>,
    RankOptions,
    ProgressOptions {}

/**
 * All runs of a sweep as columns, and the best of them. Plain data.
 */
export interface SweepResult {
  readonly strategy: { readonly id: string; readonly title: string }
  readonly symbol: string
  readonly timeframe: Timeframe
  /** Number of bars. */
  readonly bars: number
  /** Of every run; swept settings are those of the first one. */
  readonly settings: BacktestSettings
  /** Number of runs: the trials that a test for luck has to know of. */
  readonly combinations: number
  /** `grid` when every combination of values was run, as far as `where` let it; `list` for candidates and samples. */
  readonly form: 'grid' | 'list'
  /**
   * Per parameter its value in every run. Of a grid in the order of nested loops, the last parameter changing fastest; of a list in its order. Swept
   * settings change slowest.
   */
  readonly params: Readonly<Record<string, readonly unknown[]>>
  /** Per swept setting its value in every run, by path such as `exits.stopLoss`; empty when none are swept. */
  readonly variants: Readonly<Record<string, readonly unknown[]>>
  /** Per metric its value in every run, in the same order. */
  readonly metrics: SweepTable
  /** What runs are ranked by; `custom` for a function. */
  readonly objective: ObjectiveMetric | 'custom'
  /** Whether more or less of it is better. */
  readonly better: 'more' | 'less'
  /** The objective of every run; NaN where it is unknown or there were fewer than `minTrades` closed trades. */
  readonly score: Float64Array
  /** The best runs, best first. */
  readonly best: readonly RankedRun[]
}

/**
 * Backtests a strategy with every combination of a grid of parameters, or with a list of candidates, over the same bars, in this thread. Each number
 * is the one that `backtest` gives, to the bit. A thousand combinations over ten thousand bars take a few hundredths of a second.
 *
 * With `settings` stops, costs and sizes are swept as well. What costs time is an objective that the table does not have, such as `calmar` or a
 * function: then whole summaries are made.
 *
 * The best of many runs is partly luck: `combinations` is the number of trials that `deflatedSharpe` asks for.
 *
 * @throws {@link ConfigError} `research/grid` for a grid that is empty or names a parameter that the strategy does not have,
 * `research/candidates`, `research/space` and `research/sample` likewise, `strategy/params` for values that it refuses, `sweep/settings`,
 * `sweep/objective`, `sweep/top`, `sweep/min-trades`, `backtest/settings`; {@link DataError} `backtest/no-bars` for an empty
 * history; the reason of `signal` when that is aborted.
 *
 * @example
 * ```ts
 * import { MaCrossover, sweep, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 1000 })
 * const result = sweep(MaCrossover, bars, {
 *   grid: { fast: [5, 10, 20], slow: [10, 50, 100] },
 *   where: ({ fast, slow }) => fast < slow,
 *   costs: { feeBps: 10 },
 *   objective: 'sharpe',
 * })
 * result.combinations // 7
 * result.metrics.sharpe.length // 7
 * result.best[0].params // such as { fast: 5, slow: 50 }
 *
 * const drawn = sweep(MaCrossover, bars, {
 *   space: { fast: { from: 5, to: 50 }, slow: { from: 60, to: 200 } },
 *   sample: { runs: 40, seed: 1 },
 *   settings: { 'exits.stopLoss': [null, 0.05] },
 *   objective: ({ sharpe, turnover }) => sharpe - 0.01 * turnover,
 * })
 * drawn.combinations // 80
 * ```
 */
export function sweep<C extends AnyStrategyClass>(strategy: C, bars: Bars, options: SweepOptions<C>): SweepResult {
  const { search, ranking, signal, onProgress, input } = splitOptions(options)
  checkRanking(ranking)
  checkBars(bars)
  const plan = planSweep(strategy, search)
  const settings = resolveVariants(input, plan.settings)
  const runner = new SweepRunner(strategy, bars, input)
  const table = createSweepTable(plan.length)
  const scoring = scoreOf(ranking.objective)
  const scored = scoring === undefined ? undefined : new Float64Array(plan.length)
  const total = plan.length
  const step = Math.ceil(total / 100)
  for (let k = 0; k < total; k++) {
    signal?.throwIfAborted()
    runner.select(plan.settings, k)
    const params = combinationAt(plan.params, k)
    if (scoring === undefined || scored === undefined) {
      const core = runner.run(params)
      table.totalReturn[k] = core.totalReturn
      table.sharpe[k] = core.sharpe
      table.maxDrawdown[k] = core.maxDrawdown
      table.trades[k] = core.trades
      table.winRate[k] = core.winRate
      table.profitFactor[k] = core.profitFactor
    } else {
      const summary = runner.summarize(params)
      for (const name of sweepMetrics) table[name][k] = summary[name]
      scored[k] = scoring(summary)
    }
    if ((k + 1) % step === 0 || k + 1 === total) onProgress?.({ done: k + 1, total })
  }
  return concludeSweep({ strategy, bars, settings, plan, table, scored, ...ranking })
}

/** The options of a sweep by what they are for. */
export function splitOptions<C extends AnyStrategyClass>(options: SweepOptions<C>) {
  const { grid, candidates, space, sample, settings, where, objective, top, minTrades, signal, onProgress, ...input } = options
  const search = { grid, candidates, space, sample, settings, where } as unknown as SearchSpace
  const ranking: RankOptions = { objective, top, minTrades }
  return { search, ranking, signal, onProgress, input: input as BacktestSettingsInput }
}

/** What {@link concludeSweep} puts together. */
export interface SweptTable extends RankOptions {
  readonly strategy: AnyStrategyClass
  readonly bars: Bars
  readonly settings: BacktestSettings
  readonly plan: SweepPlan
  readonly table: SweepTable
  /** What to rank by, when the table does not have it. */
  readonly scored?: Float64Array | undefined
}

/** The result of a sweep whose table is full; the same wherever it was filled. */
export function concludeSweep({ strategy, bars, settings, plan, table, scored, ...ranking }: SweptTable): SweepResult {
  const objective = objectiveName(ranking.objective)
  const better = objectiveDirection(objective)
  const score = scoreColumn(table, ranking, scored)
  return {
    strategy: { id: strategy.id, title: strategy.title },
    symbol: bars.symbol,
    timeframe: bars.timeframe,
    bars: bars.length,
    settings,
    combinations: plan.length,
    form: plan.form,
    params: columnsByName(plan.params),
    variants: columnsByName(plan.settings),
    metrics: table,
    objective,
    better,
    score,
    best: rankRuns({ table, score, better, plan, top: ranking.top }),
  }
}

function columnsByName({ names, values }: Combinations): Readonly<Record<string, readonly unknown[]>> {
  return Object.fromEntries(names.map((name, n) => [name, values[n]]))
}

/** @throws {@link DataError} `backtest/no-bars` for an empty history. */
export function checkBars(bars: Bars): void {
  if (bars.length === 0)
    throw new DataError('backtest/no-bars', `${bars.symbol} has no bars; a sweep needs at least one`, { symbol: bars.symbol })
}
