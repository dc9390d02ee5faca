import type { Bars } from '../../market/bars.ts'
import type { Summary } from '../../metrics/summary.ts'
import { combinationAt } from '../../research/grid.ts'
import type { JobBatch, SentError } from '../../research/job-runner.ts'
import { resolveVariants } from '../../research/settings-grid.ts'
import { checkBars, concludeSweep, type SweepOptions, type SweepResult, splitOptions } from '../../research/sweep.ts'
import { planSweep } from '../../research/sweep-plan.ts'
import { checkRanking, createSweepTable, scoreOf, sweepMetrics } from '../../research/sweep-table.ts'
import type { AnyStrategyClass } from '../../strategies/strategy.ts'
import { chooseRunner, type RunnerChoice } from './choose-runner.ts'
import { type RunOptions, runBatch } from './run-batch.ts'
import { sentBars } from './sent-bars.ts'
import { loadStrategy, modulesOf, type StrategyReference } from './strategy-reference.ts'
import { fromNumbers, summaryNames } from './summary-numbers.ts'
import type { SweepWork } from './sweep-task.ts'

/**
 * {@link SweepOptions}, and where and how to run it.
 */
export interface RunSweepOptions<C extends AnyStrategyClass = AnyStrategyClass>
  extends Omit<SweepOptions<C>, 'signal' | 'onProgress'>,
    RunOptions {
  /** Default: threads when the sweep is long enough for them. */
  readonly runner?: RunnerChoice | undefined
}

/**
 * A combination that could not be run, and why.
 */
export interface SweepFailure {
  /** Its place in the columns of the sweep. */
  readonly index: number
  readonly params: Readonly<Record<string, unknown>>
  readonly code: string
  readonly message: string
}

/**
 * A {@link SweepResult}, and what failed in it.
 */
export interface CollectedSweep extends SweepResult {
  /** Only with `onFailure: 'collect'`: combinations whose numbers are NaN because they failed, in the order of the sweep. */
  readonly failures?: readonly SweepFailure[]
}

/**
 * `sweep` wherever you like: in this thread, on worker threads, on many machines; the same result to the bit. The strategy is loaded where
 * it runs, so it is given by name; `where` and the ranking stay here. For the types of `grid` and `where` write
 * `runSweep<typeof MyStrategy>(…)`.
 *
 * With `checkpoint` a run that was killed goes on where it stopped, and a finished one is only read. The file belongs to these bars, this strategy,
 * these settings and this grid; other work is refused.
 *
 * @throws Rejects as `sweep` throws; {@link ConfigError} `strategy/unknown` or `strategy/module` for a strategy that is not found,
 * `checkpoint/other` for the checkpoint of other work, `checkpoint/format`; {@link StrategyError} `strategy/threw` for what the strategy throws;
 * {@link EdgeError} `runner/died` for a combination that ends its thread again and again; the reason of `signal`.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'peak-trade'
 * import { runSweep } from 'peak-trade/node'
 *
 * const bars = syntheticBars({ seed: 1, length: 1000 })
 * const result = await runSweep({ id: 'ma_crossover' }, bars, { grid: { fast: [5, 10], slow: [50, 100] }, runner: 'threads' })
 * result.combinations // 4
 * ```
 */
export async function runSweep<C extends AnyStrategyClass = AnyStrategyClass>(
  reference: StrategyReference,
  bars: Bars,
  options: RunSweepOptions<C>,
): Promise<CollectedSweep> {
  const { runner, checkpoint, onFailure, signal, onProgress, ...sweepOptions } = options
  const { search, ranking, input } = splitOptions(sweepOptions as SweepOptions<C>)
  checkRanking(ranking)
  checkBars(bars)
  const strategy = await loadStrategy(reference)
  const plan = planSweep(strategy, search)
  const settings = resolveVariants(input, plan.settings)
  const scoring = scoreOf(ranking.objective)
  const names: readonly (keyof Summary)[] = scoring === undefined ? sweepMetrics : summaryNames(bars)
  const { market, data } = sentBars(bars)
  const work: SweepWork = { strategy: reference, market, settings: input, plan, names }
  const batch: JobBatch = {
    ...{ task: 'sweep', work, data, items: plan.length, width: names.length },
    cost: bars.length,
    modules: modulesOf(reference),
  }
  const { rows, failures } = await runBatch(batch, chooseRunner(runner, batch), { checkpoint, onFailure, signal, onProgress })
  const table = createSweepTable(plan.length)
  const scored = scoring === undefined ? undefined : new Float64Array(plan.length)
  for (let k = 0; k < plan.length; k++) {
    const row = rows.subarray(k * names.length, (k + 1) * names.length)
    for (const name of sweepMetrics) table[name][k] = row[names.indexOf(name)]
    if (scored !== undefined) scored[k] = scoreRow(row)
  }
  const result = concludeSweep({ strategy, bars, settings, plan, table, scored, ...ranking })
  if (onFailure !== 'collect') return result
  return {
    ...result,
    failures: failures.map(({ item, error }) => describe({ error, index: item, params: combinationAt(plan.params, item) })),
  }

  /** A run that failed has no score. */
  function scoreRow(row: Float64Array): number {
    if (scoring === undefined || row.every(Number.isNaN)) return Number.NaN
    return scoring(fromNumbers(names, row))
  }
}

function describe({ error, index, params }: Pick<SweepFailure, 'index' | 'params'> & { readonly error: SentError }): SweepFailure {
  return { index, params, code: error.code, message: error.message }
}
