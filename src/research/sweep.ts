import { DataError } from '../base/errors.ts'
import type { Timeframe } from '../base/timeframe.ts'
import type { BacktestSettings, BacktestSettingsInput } from '../engine/settings.ts'
import type { Bars } from '../market/bars.ts'
import type { AnyStrategyClass } from '../strategies/strategy.ts'
import { type Combinations, combinationAt, expandGrid, type Grid, type GridPoint } from './grid.ts'
import type { ProgressOptions } from './progress.ts'
import { SweepRunner } from './sweep-runner.ts'
import {
  checkRanking,
  createSweepTable,
  type RankedRun,
  type RankOptions,
  rankRuns,
  type SweepMetric,
  type SweepTable,
} from './sweep-table.ts'

/**
 * What to try, how to trade and how to rank.
 */
export interface SweepOptions<C extends AnyStrategyClass = AnyStrategyClass> extends BacktestSettingsInput, RankOptions, ProgressOptions {
  /** Values per parameter; every combination of them is run. */
  readonly grid: Grid<C>
  /** Only combinations for which it is true; it sees all parameters, with their defaults. */
  readonly where?: ((params: GridPoint<C>) => boolean) | undefined
}

/**
 * All runs of a sweep as columns, and the best of them. Plain data.
 */
export interface SweepResult {
  readonly strategy: { readonly id: string; readonly title: string }
  readonly symbol: string
  readonly timeframe: Timeframe
  /** Number of bars. */
  readonly bars: number
  readonly settings: BacktestSettings
  /** Number of runs: the trials that a test for luck has to know of. */
  readonly combinations: number
  /** Per parameter of the grid its value in every run, in the order of nested loops, the last parameter changing fastest. */
  readonly params: Readonly<Record<string, readonly unknown[]>>
  /** Per metric its value in every run, in the same order. */
  readonly metrics: SweepTable
  readonly objective: SweepMetric
  /** The best runs, best first. */
  readonly best: readonly RankedRun[]
}

/**
 * Backtests a strategy with every combination of a grid of parameters over the same bars, in this thread. Each number is the one
 * that `backtest` gives, to the bit. A thousand combinations over ten thousand bars take a few hundredths of a second.
 *
 * The best of many runs is partly luck: `combinations` is the number of trials that `deflatedSharpe` asks for.
 *
 * @throws {@link ConfigError} `research/grid` for a grid that is empty or names a parameter that the strategy does not have,
 * `strategy/params` for values that it refuses, `sweep/objective`, `backtest/settings`; {@link DataError} `backtest/no-bars` for an empty
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
 * ```
 */
export function sweep<C extends AnyStrategyClass>(strategy: C, bars: Bars, options: SweepOptions<C>): SweepResult {
  const { grid, where, objective, top, signal, onProgress, ...settings } = options
  checkRanking({ objective, top })
  checkBars(bars)
  const combinations = expandGrid(strategy, grid as Grid, { where: where as ((params: never) => boolean) | undefined })
  const runner = new SweepRunner(strategy, bars, settings)
  const table = createSweepTable(combinations.length)
  const total = combinations.length
  const step = Math.ceil(total / 100)
  for (let k = 0; k < total; k++) {
    signal?.throwIfAborted()
    const core = runner.run(combinationAt(combinations, k))
    table.totalReturn[k] = core.totalReturn
    table.sharpe[k] = core.sharpe
    table.maxDrawdown[k] = core.maxDrawdown
    table.trades[k] = core.trades
    table.winRate[k] = core.winRate
    table.profitFactor[k] = core.profitFactor
    if ((k + 1) % step === 0 || k + 1 === total) onProgress?.({ done: k + 1, total })
  }
  return concludeSweep({ strategy, bars, settings: runner.runs.settings, combinations, table, objective, top })
}

/** What {@link concludeSweep} puts together. */
export interface SweptTable extends RankOptions {
  readonly strategy: AnyStrategyClass
  readonly bars: Bars
  readonly settings: BacktestSettings
  readonly combinations: Combinations
  readonly table: SweepTable
}

/** The result of a sweep whose table is full; the same wherever it was filled. */
export function concludeSweep({ strategy, bars, settings, combinations, table, objective = 'sharpe', top }: SweptTable): SweepResult {
  return {
    strategy: { id: strategy.id, title: strategy.title },
    symbol: bars.symbol,
    timeframe: bars.timeframe,
    bars: bars.length,
    settings,
    combinations: combinations.length,
    params: Object.fromEntries(combinations.names.map((name, n) => [name, combinations.values[n]])),
    metrics: table,
    objective,
    best: rankRuns(table, combinations, { objective, top }),
  }
}

/** @throws {@link DataError} `backtest/no-bars` for an empty history. */
export function checkBars(bars: Bars): void {
  if (bars.length === 0)
    throw new DataError('backtest/no-bars', `${bars.symbol} has no bars; a sweep needs at least one`, { symbol: bars.symbol })
}
