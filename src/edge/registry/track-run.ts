import type { BacktestOptions } from '../../engine/backtest.ts'
import type { BacktestResult } from '../../engine/backtest-result.ts'
import type { OrderBacktestResult } from '../../engine/orders/backtest-orders.ts'
import type { AnyOrderStrategyClass, OrderBacktestOptions } from '../../engine/orders/order-strategy.ts'
import type { Bars } from '../../market/bars.ts'
import type { CrossValidation } from '../../research/cross-validate.ts'
import type { CrossValidationOptions } from '../../research/cross-validation-plan.ts'
import { describeRun, type FinishedRun, type RunContext } from '../../research/describe-run.ts'
import type { HalvingRun } from '../../research/halving-run.ts'
import type { MonteCarloRuns, MonteCarloRunsOptions } from '../../research/monte-carlo-runs.ts'
import {
  type LooseOptions,
  type RepeatableType,
  type ResampledBacktest,
  type ResampledBacktestOptions,
  type RunStrategy,
  runKinds,
} from '../../research/run-kinds.ts'
import type { RunRecord } from '../../research/run-record.ts'
import type { RunStore } from '../../research/run-store.ts'
import type { StressTestOptions, StressTestResult } from '../../research/stress/stress-test.ts'
import type { SuccessiveHalvingOptions } from '../../research/successive-halving.ts'
import type { SweepOptions, SweepResult } from '../../research/sweep.ts'
import type { WalkForwardOptions } from '../../research/walk-forward-plan.ts'
import type { WalkForwardResult } from '../../research/walk-forward-result.ts'
import type { AnyStrategyClass } from '../../strategies/strategy.ts'
import { version } from '../cli/version.ts'
import { absoluteLocation } from './data-location.ts'
import { newRunId } from './run-id.ts'

/** What is noted with a run. */
export type RunNotes = Omit<RunContext, 'id' | 'createdAt' | 'version'>

/** What each type of run gives. */
export interface RunResults {
  readonly backtest: BacktestResult
  readonly sweep: SweepResult
  readonly halving: HalvingRun
  readonly walk_forward: WalkForwardResult
  readonly cross_validation: CrossValidation
  readonly monte_carlo: ResampledBacktest
  readonly monte_carlo_runs: MonteCarloRuns
  readonly stress: StressTestResult
}

/** What each type of run is asked; a Monte Carlo run has the options of a backtest, and its own under `monteCarlo`. */
export interface RunRequests<C extends AnyStrategyClass> {
  readonly backtest: BacktestOptions<C>
  readonly sweep: SweepOptions<C>
  readonly halving: SuccessiveHalvingOptions<C>
  readonly walk_forward: WalkForwardOptions<C>
  readonly cross_validation: CrossValidationOptions<C>
  readonly monte_carlo: BacktestOptions<C> & Pick<ResampledBacktestOptions, 'monteCarlo' | 'of'>
  readonly monte_carlo_runs: MonteCarloRunsOptions<C>
  readonly stress: StressTestOptions<C>
}

/** A run to be made and recorded. */
export interface TrackedCall<T extends RepeatableType, C extends AnyStrategyClass> extends RunNotes {
  readonly type: T
  readonly strategy: C
  readonly bars: Bars
  readonly options: RunRequests<C>[T]
}

/** A backtest of a strategy that places orders. */
export interface TrackedOrderCall<C extends AnyOrderStrategyClass> extends RunNotes {
  readonly type: 'backtest'
  readonly strategy: C
  readonly bars: Bars
  readonly options: OrderBacktestOptions<C>
}

/** A result, and how it stands in the store. */
export interface TrackedRun<R> {
  readonly result: R
  readonly record: RunRecord
}

/**
 * Makes a run and records it: inputs, result, duration, and the parameter sets that it tried, which nobody has to count. A run that fails is
 * recorded as failed, and its error thrown on.
 *
 * @throws What the run throws, and {@link EdgeError} `sqlite/…` when it cannot be recorded.
 *
 * @example
 * ```ts
 * import { MaCrossover, memoryRunStore, syntheticBars } from 'peak-trade'
 * import { trackRun } from 'peak-trade/node'
 *
 * const store = memoryRunStore()
 * const synthetic = { seed: 1, length: 500 }
 * const { result, record } = trackRun(store, {
 *   type: 'sweep',
 *   strategy: MaCrossover,
 *   bars: syntheticBars(synthetic),
 *   options: { grid: { fast: [5, 10], slow: [20, 50] }, costs: { feeBps: 10 } },
 *   location: { kind: 'synthetic', options: synthetic },
 *   tags: ['first-look'],
 *   keep: 'top',
 * })
 * result.combinations // 4
 * store.count({ parent: record.id }) // 4
 * store.trials(record) // 4
 * ```
 */
export function trackRun<T extends RepeatableType, const C extends AnyStrategyClass>(
  store: RunStore,
  call: TrackedCall<T, C>,
): TrackedRun<RunResults[T]>
export function trackRun<const C extends AnyOrderStrategyClass>(store: RunStore, call: TrackedOrderCall<C>): TrackedRun<OrderBacktestResult>
export function trackRun(store: RunStore, call: FinishedCall): TrackedRun<unknown> {
  const { type, strategy, bars, options, ...notes } = call
  const start = performance.now()
  let result: unknown
  try {
    result = runKinds[type].run(strategy, bars, options as LooseOptions)
  } catch (error) {
    recordRun(store, { type, strategy, bars, options, error }, { ...notes, durationMs: performance.now() - start })
    throw error
  }
  return {
    result,
    record: recordRun(store, { type, strategy, bars, options, result }, { ...notes, durationMs: performance.now() - start }),
  }
}

interface FinishedCall extends RunNotes {
  readonly type: RepeatableType
  readonly strategy: RunStrategy
  readonly bars: Bars
  readonly options: object
}

/**
 * Records a run that was made elsewhere, such as by `runSweep`, with a new id, the time and the version of this library.
 *
 * @throws {@link EdgeError} `sqlite/…` when it cannot be recorded.
 *
 * @example
 * ```ts
 * import { MaCrossover, memoryRunStore, syntheticBars } from 'peak-trade'
 * import { recordRun, runSweep } from 'peak-trade/node'
 *
 * const store = memoryRunStore()
 * const bars = syntheticBars({ seed: 1, length: 500 })
 * const options = { grid: { fast: [5, 10], slow: [20, 50] } }
 * const result = await runSweep({ id: 'ma_crossover' }, bars, { ...options, runner: 'threads' })
 * recordRun(store, { type: 'sweep', strategy: MaCrossover, bars, options, result }).trials // 4
 * ```
 */
export function recordRun(store: RunStore, run: FinishedRun, notes: RunNotes = {}): RunRecord {
  const createdAt = Date.now()
  const location = notes.location === undefined ? undefined : absoluteLocation(notes.location)
  const entry = describeRun(run, { ...notes, location, id: newRunId(createdAt), createdAt, version })
  store.add(entry)
  return entry.record
}
