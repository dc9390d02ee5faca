import type { Column } from '../../base/column.ts'
import { ConfigError, DataError } from '../../base/errors.ts'
import { seededRandom } from '../../base/random.ts'
import { type BacktestSettings, type BacktestSettingsInput, resolveSettings } from '../../engine/settings.ts'
import { SummaryRuns } from '../../engine/summary-runs.ts'
import type { Bars } from '../../market/bars.ts'
import { measureEquity } from '../../metrics/equity-metrics.ts'
import { type AnyStrategyClass, createStrategy, type ParamsOf } from '../../strategies/strategy.ts'
import type { ProgressOptions } from '../progress.ts'
import { delayTargets } from './delayed-fills.ts'
import {
  checkSeverity,
  checkWindow,
  type PlaceOptions,
  placeIndex,
  randomPlaces,
  resolveScenario,
  type StressPosition,
} from './place-shock.ts'
import type { Shock, StressScenario } from './scenario.ts'
import { stressReturns } from './stress-returns.ts'
import { concludeRow, concludeTable, isWorse, pickMetrics, type StressMetrics, type StressRow, type StressTable } from './stress-row.ts'
import { stressScenarios } from './stress-scenarios.ts'

/**
 * Which scenarios, how hard, and where.
 *
 * @example
 * ```ts
 * import type { StressPlan } from 'peak-trade'
 *
 * const plan: StressPlan = { scenarios: ['single_crash_bar', 'fee_shock'], severities: [0.1, 0.3], seed: 1, maxDrawdown: 0.35 }
 * ```
 */
export interface StressPlan extends ProgressOptions {
  /** Names among `stressScenarios`, or scenarios of your own. Default: all that come with the library. */
  readonly scenarios?: readonly (string | StressScenario)[] | undefined
  /** Default 0.1, 0.2 and 0.4; what they mean is the scenario's to say. */
  readonly severities?: readonly number[] | undefined
  /** Same seed, same places and same outages. */
  readonly seed: number | string
  /** Bars that scenarios last; default each one's own. */
  readonly window?: number | undefined
  /** One fixed place; default `places` random ones. */
  readonly position?: StressPosition | undefined
  /** How many random places to try; the worst counts. Default 5. */
  readonly places?: number | undefined
  /** A run whose drawdown reaches this has not survived. Default 0.5. */
  readonly maxDrawdown?: number | undefined
}

/**
 * Options of {@link stressTest}: the plan, the strategy's parameters, and how to trade.
 *
 * @example
 * ```ts
 * import type { MaCrossover, StressTestOptions } from 'peak-trade'
 *
 * const options: StressTestOptions<typeof MaCrossover> = { seed: 1, params: { fast: 10 }, costs: { feeBps: 10 }, exits: { stopLoss: 0.05 } }
 * ```
 */
export interface StressTestOptions<C extends AnyStrategyClass = AnyStrategyClass> extends StressPlan, BacktestSettingsInput {
  readonly params?: ParamsOf<C> | undefined
}

/**
 * What a stress test of a strategy found out. Plain data.
 *
 * @example
 * ```ts
 * import { MaCrossover, type StressTestResult, stressTest, syntheticBars } from 'peak-trade'
 *
 * const result: StressTestResult = stressTest(MaCrossover, syntheticBars({ seed: 1, length: 500 }), { seed: 1 })
 * result.strategy.id // 'ma_crossover'
 * ```
 */
export interface StressTestResult extends StressTable {
  readonly strategy: { readonly id: string; readonly title: string; readonly params: Readonly<Record<string, unknown>> }
  readonly symbol: string
  readonly settings: BacktestSettings
}

/**
 * Lets bad things happen to a strategy: the bars, the costs or the delay of fills change, the strategy decides anew on what it
 * then sees, and the engine trades it. A table of baseline against stress, the worst case, and whether the account survived.
 *
 * A crash in a bar without a position shows nothing. So scenarios that happen at a place are tried at several: one in each part of the
 * history after the warm-up, at random among the bars on which the unstressed strategy wanted a position, and the worst of them counts.
 *
 * @throws {@link ConfigError} `stress/scenario`, `stress/severity`, `stress/window`, `stress/position`, `stress/plan`, `strategy/params`,
 * `backtest/settings`; {@link DataError} `backtest/no-bars` for an empty history; the reason of `signal` when that is aborted.
 *
 * @example
 * ```ts
 * import { MaCrossover, stressTest, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 1000 })
 * const result = stressTest(MaCrossover, bars, {
 *   params: { fast: 10, slow: 40 },
 *   scenarios: ['single_crash_bar', 'delayed_fills'],
 *   severities: [0, 0.3],
 *   seed: 1,
 *   costs: { feeBps: 10 },
 * })
 * result.rows.length // 4
 * result.rows[0].change.totalReturn // 0
 * result.worst.scenario // 'single_crash_bar'
 * result.survived // true
 * ```
 */
export function stressTest<C extends AnyStrategyClass>(strategy: C, bars: Bars, options: StressTestOptions<C>): StressTestResult {
  const { params, scenarios, severities, seed, window, position, places, maxDrawdown, signal, onProgress, ...input } = options
  const plan: StressPlan = { scenarios, severities, seed, window, position, places, maxDrawdown, signal, onProgress }
  if (bars.length === 0)
    throw new DataError('backtest/no-bars', `${bars.symbol} has no bars; a stress test needs some`, { symbol: bars.symbol })
  const settings = resolveSettings(input)
  const instance = createStrategy(strategy, params)
  const targets = instance.follow(bars)
  const baseline = pickMetrics(new SummaryRuns(bars, settings).summary(targets))
  const run = (scenario: StressScenario, shock: Shock): StressMetrics => {
    if (shock.severity === 0) return baseline
    const stressed = scenario.bars === undefined ? bars : scenario.bars(bars, shock)
    let decided: Column = stressed === bars ? targets : createStrategy(strategy, params).follow(stressed)
    const delay = scenario.delay?.(shock) ?? 0
    if (delay > 0) decided = delayTargets(decided, delay)
    const costly = scenario.settings === undefined ? settings : scenario.settings(settings, shock)
    return pickMetrics(new SummaryRuns(stressed, costly).summary(decided))
  }
  const table = runPlan(plan, {
    baseline,
    run,
    length: bars.length,
    from: Math.max(1, instance.warmup),
    // Held on a bar is what was decided on the one before.
    exposed: index => Math.abs(targets[index - 1]) > 0,
  })
  return {
    strategy: { id: strategy.id, title: strategy.title, params: instance.params },
    symbol: bars.symbol,
    settings,
    ...table,
  }
}

/**
 * Options of {@link stressTestReturns}.
 *
 * @example
 * ```ts
 * import type { StressReturnsOptions } from 'peak-trade'
 *
 * const options: StressReturnsOptions = { barsPerYear: 252, seed: 1, scenarios: ['gap_down'] }
 * ```
 */
export interface StressReturnsOptions extends StressPlan {
  readonly barsPerYear: number
}

/**
 * The same table for returns that are there already: of a portfolio, or of a strategy that one cannot run. The first return counts like any
 * other. Scenarios that need bars (costs, delays) are left out of the default list.
 *
 * @param returns - Returns per bar, as fractions.
 * @throws {@link ConfigError} as {@link stressTest}, and `stress/needs-bars` for a scenario that returns know nothing of; {@link DataError}
 * `stress/no-returns` for fewer than two returns.
 *
 * @example
 * ```ts
 * import { stressTestReturns } from 'peak-trade'
 *
 * const returns = Float64Array.of(0.01, -0.02, 0.03, 0.01)
 * const { rows } = stressTestReturns(returns, { barsPerYear: 252, seed: 1, scenarios: ['gap_down'], severities: [0.2], position: 'start' })
 * rows[0].metrics.worstReturn // -0.19
 * ```
 */
export function stressTestReturns(returns: Column, { barsPerYear, ...plan }: StressReturnsOptions): StressTable {
  if (returns.length < 2)
    throw new DataError('stress/no-returns', `there are ${returns.length} returns; a stress test needs at least two`, {
      returns: returns.length,
    })
  const measure = (stressed: Column) => {
    const equity = new Float64Array(stressed.length + 1).fill(1)
    for (let i = 0; i < stressed.length; i++) equity[i + 1] = equity[i] * (1 + stressed[i])
    return pickMetrics(measureEquity(equity, { capital: 1, barsPerYear }))
  }
  const baseline = measure(returns)
  const scenarios = plan.scenarios ?? stressScenarios.filter(scenario => scenario.returns !== undefined)
  const run = (scenario: StressScenario, { severity, window, index }: Shock): StressMetrics =>
    severity === 0 && scenario.returns !== undefined
      ? baseline
      : measure(stressReturns(returns, { scenario, severity, window, position: index, seed: plan.seed }))
  return runPlan({ ...plan, scenarios }, { baseline, run, length: returns.length, from: 0, exposed: index => returns[index] !== 0 })
}

/** What a plan is run on. */
export interface StressSubject {
  readonly baseline: StressMetrics
  readonly run: (scenario: StressScenario, shock: Shock) => StressMetrics
  readonly length: number
  /** First bar at which something may happen. */
  readonly from: number
  /** Bars on which it can be felt. */
  readonly exposed: (index: number) => boolean
}

/** Every scenario at every severity. */
export function runPlan(plan: StressPlan, { baseline, run, length, from, exposed }: StressSubject): StressTable {
  const { severities = [0.1, 0.2, 0.4], places = 5, maxDrawdown = 0.5, signal, onProgress } = plan
  const scenarios = (plan.scenarios ?? stressScenarios).map(resolveScenario)
  checkPlan({ scenarios, severities, places, maxDrawdown })
  const random = seededRandom(plan.seed)
  const fixed = plan.position === undefined ? undefined : placeIndex(plan.position, length)
  const rows: StressRow[] = []
  const total = scenarios.length * severities.length
  for (const scenario of scenarios) {
    const { id, title, placed } = scenario
    const window = checkWindow(plan.window ?? scenario.window)
    // The same places for every severity, so that only the severity makes the difference.
    const indices = placesOf(scenario, { fixed, count: places, from, length, exposed, random })
    for (const severity of severities) {
      let worst: { readonly index: number; readonly metrics: StressMetrics } | undefined
      for (const index of indices) {
        signal?.throwIfAborted()
        const metrics = run(scenario, { severity, index, window, random: random.fork(id) })
        if (worst === undefined || isWorse(metrics, worst.metrics)) worst = { index, metrics }
      }
      const { index, metrics } = worst as NonNullable<typeof worst>
      const where = { index: placed ? index : Number.NaN, places: indices.length }
      rows.push(concludeRow({ scenario: id, title, severity, ...where, baseline, metrics, limit: maxDrawdown }))
      onProgress?.({ done: rows.length, total })
    }
  }
  return concludeTable(baseline, rows, maxDrawdown)
}

function placesOf({ id, placed }: StressScenario, { fixed, ...options }: PlaceOptions & { readonly fixed: number | undefined }): number[] {
  if (fixed !== undefined) return [fixed]
  if (!placed) return [placeIndex('middle', options.length)]
  return randomPlaces({ ...options, random: options.random.fork(`places/${id}`) })
}

function checkPlan(plan: {
  readonly scenarios: readonly StressScenario[]
  readonly severities: readonly number[]
  readonly places: number
  readonly maxDrawdown: number
}): void {
  const fail = (message: string): never => {
    throw new ConfigError('stress/plan', message)
  }
  if (plan.scenarios.length === 0) fail('the list of scenarios is empty; name at least one, or leave it out for all')
  if (plan.severities.length === 0) fail('the list of severities is empty; give at least one, such as 0.2')
  if (!(Number.isInteger(plan.places) && plan.places >= 1)) fail(`places is ${plan.places}; give a whole number from 1`)
  if (!(plan.maxDrawdown > 0 && plan.maxDrawdown <= 1)) fail(`maxDrawdown is ${plan.maxDrawdown}; give a fraction up to 1 (0.5 is 50 %)`)
  for (const scenario of plan.scenarios) for (const severity of plan.severities) checkSeverity(scenario, severity)
}
