import type { Bars } from '../../market/bars.ts'
import { type EquityMetrics, measureEquity } from '../../metrics/equity-metrics.ts'
import { type Choice, noChoice, takeBetter } from '../../research/choice.ts'
import { type CrossValidation, concludeCrossValidation } from '../../research/cross-validate.ts'
import { type CrossValidationOptions, type CrossValidationPlan, planCrossValidation } from '../../research/cross-validation-plan.ts'
import type { JobBatch } from '../../research/job-runner.ts'
import type { AnyStrategyClass } from '../../strategies/strategy.ts'
import { type CandidateFailure, failedCandidates } from './candidate-failure.ts'
import { chooseRunner, type RunnerChoice } from './choose-runner.ts'
import type { CrossValidationWork } from './cross-validation-task.ts'
import { type RunOptions, runBatch } from './run-batch.ts'
import { sentBars } from './sent-bars.ts'
import { loadStrategy, modulesOf, type StrategyReference } from './strategy-reference.ts'
import { fromNumbers } from './summary-numbers.ts'

/**
 * {@link CrossValidationOptions}, and where and how to run it.
 */
export interface RunCrossValidationOptions<C extends AnyStrategyClass = AnyStrategyClass>
  extends Omit<CrossValidationOptions<C>, 'signal' | 'onProgress'>,
    RunOptions {
  /** Default: threads when there is enough to do for them. */
  readonly runner?: RunnerChoice | undefined
}

/**
 * A {@link CrossValidation}, and what failed in it.
 */
export interface CollectedCrossValidation extends CrossValidation {
  /** Only with `onFailure: 'collect'`: candidates that failed, which were not chosen. */
  readonly failures?: readonly CandidateFailure[]
}

/**
 * `crossValidate` wherever you like: in this thread, on worker threads, on many machines; the same result to the bit. The candidates run where the
 * runner is; objectives that are functions, the choice, and the paths of what was chosen stay here. Progress counts candidates.
 *
 * @throws Rejects as `crossValidate` throws; {@link ConfigError} `strategy/unknown` or `strategy/module` for a strategy that is not found,
 * `checkpoint/other`, `checkpoint/format`; {@link StrategyError} `strategy/threw` for what the strategy throws; {@link EdgeError} `runner/died` for a candidate
 * that ends its thread again and again; the reason of `signal`.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'peak-trade'
 * import { runCrossValidation } from 'peak-trade/node'
 *
 * const bars = syntheticBars({ seed: 1, length: 2000 })
 * const options = { grid: { fast: [5, 10, 20] }, groups: 6, testGroups: 2, runner: 'threads' } as const
 * const result = await runCrossValidation({ id: 'ma_crossover' }, bars, options)
 * result.paths.length // 5
 * ```
 */
export async function runCrossValidation<C extends AnyStrategyClass = AnyStrategyClass>(
  reference: StrategyReference,
  bars: Bars,
  options: RunCrossValidationOptions<C>,
): Promise<CollectedCrossValidation> {
  const { runner, checkpoint, onFailure, signal, onProgress, ...asked } = options
  const strategy = await loadStrategy(reference)
  const plan = planCrossValidation(strategy, bars, asked as unknown as CrossValidationOptions)
  const { objective, sets, cuts } = plan
  const names = typeof objective === 'function' ? metricNames() : undefined
  const batch = batchOf(plan, { reference, bars, score: names ?? (objective as Extract<typeof objective, string>) })
  const { rows, failures } = await runBatch(batch, chooseRunner(runner, batch), { checkpoint, onFailure, signal, onProgress })
  const each = names?.length ?? 1
  const scoreAt = (at: number) => {
    if (names === undefined || typeof objective !== 'function') return rows[at]
    const row = rows.subarray(at, at + each)
    // What failed has no score.
    return row.every(Number.isNaN) ? Number.NaN : objective(fromNumbers(names, row))
  }
  const choices: Choice[] = cuts.splits.map(noChoice)
  for (let candidate = 0; candidate < sets.length; candidate++)
    for (const [s, choice] of choices.entries()) takeBetter(choice, candidate, scoreAt(candidate * batch.width + s * each))
  const result = concludeCrossValidation({ strategy, bars, plan, signal }, choices)
  return onFailure === 'collect' ? { ...result, failures: failedCandidates(failures, sets) } : result
}

interface Sent {
  readonly reference: StrategyReference
  readonly bars: Bars
  readonly score: CrossValidationWork['score']
}

function batchOf({ settings, sets, cuts }: CrossValidationPlan, { reference, bars, score }: Sent): JobBatch {
  const { market, data } = sentBars(bars)
  const trains = cuts.splits.map(({ train }) => train)
  const work: CrossValidationWork = { strategy: reference, market, settings, sets, trains, score }
  return {
    ...{ task: 'cross-validation', work, data },
    items: sets.length,
    width: trains.length * (typeof score === 'string' ? 1 : score.length),
    // Running sums make splits cheap, whole measurements do not.
    cost: score === 'sharpe' ? 2 * bars.length : bars.length * (1 + trains.length),
    modules: modulesOf(reference),
  }
}

function metricNames(): (keyof EquityMetrics)[] {
  return Object.keys(measureEquity(Float64Array.of(1), { capital: 1, barsPerYear: 1 })) as (keyof EquityMetrics)[]
}
