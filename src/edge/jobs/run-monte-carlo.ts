import type { Column } from '../../base/column.ts'
import { returnsOf } from '../../metrics/returns.ts'
import type { JobBatch } from '../../research/job-runner.ts'
import { joinPaths, type MonteCarlo, monteCarlo } from '../../research/monte-carlo.ts'
import { pathMetrics } from '../../research/path-metrics.ts'
import { type MonteCarloOptions, type PathPlan, planPaths } from '../../research/path-plan.ts'
import type { PathPart } from '../../research/run-paths.ts'
import { chooseRunner, type RunnerChoice } from './choose-runner.ts'
import type { MonteCarloWork } from './monte-carlo-task.ts'
import { type JobProgress, Rate } from './rate.ts'
import { type RunOptions, runBatch } from './run-batch.ts'

/**
 * {@link MonteCarloOptions}, and where to run it.
 */
export interface RunMonteCarloOptions extends Omit<MonteCarloOptions, 'signal' | 'onProgress'>, Omit<RunOptions, 'onFailure'> {
  /** Default: threads when the paths are long enough for them. */
  readonly runner?: RunnerChoice | undefined
}

/** Paths of an item: enough that preparing costs nothing beside them. */
const GROUP = 64

/** Equities that may be kept: of more, the way that forgets them is taken. One gigabyte. */
const LARGEST = 2 ** 27

/**
 * `monteCarlo` wherever you like: in this thread, on worker threads, on many machines; the same result to the bit. Paths that would need more
 * than a gigabyte at the times of their bands are run here, by `monteCarlo` itself.
 *
 * @param from - Returns per bar or per trade, as fractions; or something with an equity, such as the result of a backtest.
 * @throws Rejects as `monteCarlo` throws; {@link ConfigError} `checkpoint/other`, `checkpoint/format`; the reason of `signal`.
 *
 * @example
 * ```ts
 * import { MaCrossover, backtest, syntheticBars } from 'peak-trade'
 * import { runMonteCarlo } from 'peak-trade/node'
 *
 * const result = backtest(MaCrossover, syntheticBars({ seed: 1, length: 1000 }))
 * const paths = await runMonteCarlo(result, { seed: 1, barsPerYear: 8760, paths: 200, runner: 'inline' })
 * paths.values.sharpe.length // 200
 * ```
 */
export async function runMonteCarlo(from: Column | { readonly equity: Column }, options: RunMonteCarloOptions): Promise<MonteCarlo> {
  const { runner, checkpoint, signal, onProgress, ...input } = options
  const returns = 'equity' in from ? returnsOf(from.equity) : from
  const plan = planPaths(returns, input)
  const batch = batchOf(plan)
  const chosen = chooseRunner(runner, batch)
  if (checkpoint === undefined && (plan.paths * plan.times.length > LARGEST || (runner === undefined && chosen.name === 'inline')))
    return runHere(returns, options)
  const { rows } = await runBatch(batch, chosen, { checkpoint, signal, onProgress: onProgress && inPaths(plan, onProgress) })
  return joinPaths(plan, partsOf(plan, rows))
}

function runHere(returns: Column, { runner: _, checkpoint: __, onProgress, ...input }: RunMonteCarloOptions): MonteCarlo {
  if (onProgress === undefined) return monteCarlo(returns, input)
  const rate = new Rate(input.paths ?? 1000, { done: 0, at: performance.now() })
  return monteCarlo(returns, { ...input, onProgress: ({ done }) => onProgress(rate.update({ done, at: performance.now() })) })
}

/** The progress of groups, told in paths. */
function inPaths({ paths }: PathPlan, tell: (progress: JobProgress) => void) {
  return ({ done, ratePerSecond, etaMs }: JobProgress) =>
    tell({ done: Math.min(done * GROUP, paths), total: paths, ratePerSecond: ratePerSecond * GROUP, etaMs })
}

function batchOf(plan: PathPlan): JobBatch {
  const { returns, times, ...rest } = plan
  const work: MonteCarloWork = { plan: rest, group: GROUP }
  return {
    task: 'monte-carlo',
    work,
    data: { returns, times },
    items: Math.ceil(plan.paths / GROUP),
    width: (pathMetrics.length + times.length) * GROUP,
    cost: plan.length * GROUP,
    modules: [],
  }
}

function partsOf({ paths, times }: PathPlan, rows: Float64Array): PathPart[] {
  const width = (pathMetrics.length + times.length) * GROUP
  return Array.from({ length: Math.ceil(paths / GROUP) }, (_, item) => {
    const from = item * GROUP
    const to = Math.min(from + GROUP, paths)
    const start = item * width
    const values = rows.subarray(start, start + pathMetrics.length * (to - from))
    const equityAt = start + pathMetrics.length * GROUP
    return { from, to, values, equity: rows.subarray(equityAt, equityAt + times.length * (to - from)) }
  })
}
