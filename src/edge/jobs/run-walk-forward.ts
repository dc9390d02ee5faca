import type { Bars } from '../../market/bars.ts'
import { type Choice, noChoice, takeBetter } from '../../research/choice.ts'
import type { JobBatch } from '../../research/job-runner.ts'
import type { ObjectiveMetric } from '../../research/objective.ts'
import { concludeWalkForward } from '../../research/walk-forward.ts'
import { planWalkForward, type WalkForwardOptions, type WalkForwardPlan } from '../../research/walk-forward-plan.ts'
import type { WalkForwardResult } from '../../research/walk-forward-result.ts'
import type { AnyStrategyClass } from '../../strategies/strategy.ts'
import { type CandidateFailure, failedCandidates } from './candidate-failure.ts'
import { chooseRunner, type RunnerChoice } from './choose-runner.ts'
import { type RunOptions, runBatch } from './run-batch.ts'
import { sentBars } from './sent-bars.ts'
import { loadStrategy, modulesOf, type StrategyReference } from './strategy-reference.ts'
import { fromNumbers, summaryNames } from './summary-numbers.ts'
import type { WalkForwardWork } from './walk-forward-task.ts'

/**
 * {@link WalkForwardOptions}, and where and how to run it.
 */
export interface RunWalkForwardOptions<C extends AnyStrategyClass = AnyStrategyClass>
  extends Omit<WalkForwardOptions<C>, 'signal' | 'onProgress'>,
    RunOptions {
  /** Default: threads when there is enough to do for them. */
  readonly runner?: RunnerChoice | undefined
}

/**
 * A {@link WalkForwardResult}, and what failed in it.
 */
export interface CollectedWalkForward extends WalkForwardResult {
  /** Only with `onFailure: 'collect'`: candidates that failed somewhere, where they were not chosen. */
  readonly failures?: readonly CandidateFailure[]
}

/**
 * `walkForward` wherever you like: in this thread, on worker threads, on many machines; the same result to the bit. The candidates run on the train
 * windows where the runner is; objectives that are functions, the choice, and the tests of what was chosen stay here. Progress counts candidates, once for
 * every group of windows that fit into memory together.
 *
 * @throws Rejects as `walkForward` throws; {@link ConfigError} `strategy/unknown` or `strategy/module` for a strategy that is not found,
 * `checkpoint/other`, `checkpoint/format`; {@link StrategyError} `strategy/threw` for what the strategy throws; {@link EdgeError} `runner/died` for a candidate
 * that ends its thread again and again; the reason of `signal`.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'peak-trade'
 * import { runWalkForward } from 'peak-trade/node'
 *
 * const bars = syntheticBars({ seed: 1, length: 2000 })
 * const options = { grid: { fast: [5, 10, 20] }, train: 500, test: 250, runner: 'threads' } as const
 * const result = await runWalkForward({ id: 'ma_crossover' }, bars, options)
 * result.windows.length // 6
 * ```
 */
export async function runWalkForward<C extends AnyStrategyClass = AnyStrategyClass>(
  reference: StrategyReference,
  bars: Bars,
  options: RunWalkForwardOptions<C>,
): Promise<CollectedWalkForward> {
  const { runner, checkpoint, onFailure, signal, onProgress, ...asked } = options
  const strategy = await loadStrategy(reference)
  const plan = planWalkForward(strategy, bars, asked as unknown as WalkForwardOptions)
  const { objective = 'sharpe', minTrades = 0 } = asked
  const names = typeof objective === 'function' ? summaryNames(bars) : undefined
  const batch = batchOf(plan, { reference, bars, score: names ?? { objective: objective as ObjectiveMetric, minTrades } })
  const { rows, failures } = await runBatch(batch, chooseRunner(runner, batch), { checkpoint, onFailure, signal, onProgress })
  const each = names?.length ?? 1
  const scoreAt = (at: number) => {
    if (names === undefined) return rows[at]
    const row = rows.subarray(at, at + each)
    // What failed has no score.
    return row.every(Number.isNaN) ? Number.NaN : plan.scoring.judge(fromNumbers(names, row))
  }
  const { windows, groups, sets } = plan
  const choices: Choice[] = windows.map(noChoice)
  for (const [g, [from, to]] of groups.entries())
    for (let candidate = 0; candidate < sets.length; candidate++) {
      const start = (g * sets.length + candidate) * batch.width
      for (let k = from; k < to; k++) takeBetter(choices[k], candidate, scoreAt(start + (k - from) * each))
    }
  const result = concludeWalkForward({ strategy, bars, plan, signal }, choices)
  return onFailure === 'collect' ? { ...result, failures: failedCandidates(failures, sets) } : result
}

interface Sent {
  readonly reference: StrategyReference
  readonly bars: Bars
  readonly score: WalkForwardWork['score']
}

function batchOf({ settings, sets, windows, groups }: WalkForwardPlan, { reference, bars, score }: Sent): JobBatch {
  const { market, data } = sentBars(bars)
  const trains = windows.map(({ train }) => train)
  const work: WalkForwardWork = { strategy: reference, market, settings, sets, trains, groups, score }
  const largest = Math.max(...groups.map(([from, to]) => to - from))
  const trained = trains.reduce((sum, [from, to]) => sum + to - from, 0)
  return {
    ...{ task: 'walk-forward', work, data },
    items: groups.length * sets.length,
    width: largest * ('objective' in score ? 1 : score.length),
    cost: Math.ceil(bars.length + trained / groups.length),
    modules: modulesOf(reference),
  }
}
