import { backtest } from '../src/engine/backtest.ts'
import type { BacktestResult } from '../src/engine/backtest-result.ts'
import type { BacktestSettingsInput } from '../src/engine/settings.ts'
import { SummaryRuns } from '../src/engine/summary-runs.ts'
import { sma } from '../src/indicators/sma.ts'
import type { Bars } from '../src/market/bars.ts'
import type { Summary } from '../src/metrics/summary.ts'
import { MaCrossover } from '../src/strategies/library/ma-crossover.ts'
import { rules } from './market.ts'
import type { Outcome } from './plain.ts'

// The only file of this folder that knows how the library's engine is called.

/** The benchmarks' costs and stop as settings of the library; a stop of 0 means none. */
export function settingsOf(stopLoss: number): BacktestSettingsInput {
  const costs = { feeBps: rules.feeBps, slippageBps: rules.slippageBps }
  return { capital: rules.capital, costs, exits: stopLoss > 0 ? { stopLoss } : {} }
}

/** What a user calls: averages, decisions, simulation, every metric, trades and curves. */
export function runBacktest(bars: Bars, stopLoss: number): BacktestResult {
  return backtest(MaCrossover, bars, { params: { fast: rules.fast, slow: rules.slow }, ...settingsOf(stopLoss) })
}

/** A strategy's targets alone: averages and one decision per bar. */
export function decideTargets(bars: Bars, fast: number = rules.fast, slow: number = rules.slow): Float64Array {
  return new MaCrossover({ fast, slow }).follow(bars) as Float64Array
}

/** Runs in memory that is there already. */
export function makeRuns(bars: Bars, stopLoss: number): SummaryRuns {
  return new SummaryRuns(bars, settingsOf(stopLoss))
}

/** Given targets, simulated; the numbers that sweeps rank by. */
export function runCore(runs: SummaryRuns, targets: Float64Array): Outcome {
  const core = runs.core(targets)
  return { ...core, finalEquity: rules.capital * (1 + core.totalReturn) }
}

/** Given targets, simulated; every number. */
export function runSummary(runs: SummaryRuns, targets: Float64Array): Summary {
  return runs.summary(targets)
}

/**
 * Every pair (fast, slow) of averages over the same bars: one column per distinct period, then target column and core numbers
 * per pair. What a sweep can do that knows its strategy.
 */
export function runSweep(bars: Bars, runs: SummaryRuns, pairs: Float64Array): Outcome[] {
  const columns = new Map<number, Float64Array>()
  for (const period of pairs) if (!columns.has(period)) columns.set(period, sma(bars, { period }))
  const targets = new Float64Array(bars.length)
  const outcomes: Outcome[] = []
  for (let i = 0; i < pairs.length; i += 2) {
    compare(columns.get(pairs[i]) as Float64Array, columns.get(pairs[i + 1]) as Float64Array, targets)
    outcomes.push(runCore(runs, targets))
  }
  return outcomes
}

/** The same with a new strategy per pair, which computes its averages itself: what any strategy can do. */
export function runStrategySweep(bars: Bars, runs: SummaryRuns, pairs: Float64Array): Outcome[] {
  const outcomes: Outcome[] = []
  for (let i = 0; i < pairs.length; i += 2) outcomes.push(runCore(runs, decideTargets(bars, pairs[i], pairs[i + 1])))
  return outcomes
}

function compare(fast: Float64Array, slow: Float64Array, targets: Float64Array): void {
  for (let t = 0; t < targets.length; t++) targets[t] = fast[t] > slow[t] ? 1 : 0
}
