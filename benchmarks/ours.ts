import { backtest } from '../src/engine/backtest.ts'
import type { BacktestResult } from '../src/engine/backtest-result.ts'
import type { BacktestSettingsInput } from '../src/engine/settings.ts'
import { SummaryRuns } from '../src/engine/summary-runs.ts'
import type { Bars } from '../src/market/bars.ts'
import type { Summary } from '../src/metrics/summary.ts'
import { sweep } from '../src/research/sweep.ts'
import { MaCrossover } from '../src/strategies/library/ma-crossover.ts'
import { Strategy } from '../src/strategies/strategy.ts'
import type { TargetChanges } from '../src/strategies/target-changes.ts'
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

/** Pairs (fast, slow) as a grid: every fast one with every slow one, the slow one changing fastest. */
export function gridOf(pairs: Float64Array): { fast: number[]; slow: number[] } {
  return {
    fast: [...new Set(pairs.filter((_, i) => i % 2 === 0))],
    slow: [...new Set(pairs.filter((_, i) => i % 2 === 1))],
  }
}

/** What a user calls for many combinations. */
export function runSweep(bars: Bars, pairs: Float64Array, strategy: typeof MaCrossover = MaCrossover): Outcome[] {
  const { combinations, metrics } = sweep(strategy, bars, { grid: gridOf(pairs), ...settingsOf(0) })
  return Array.from({ length: combinations }, (_, k) => ({
    finalEquity: rules.capital * (1 + metrics.totalReturn[k]),
    totalReturn: metrics.totalReturn[k],
    sharpe: metrics.sharpe[k],
    maxDrawdown: metrics.maxDrawdown[k],
    trades: metrics.trades[k],
    winRate: metrics.winRate[k],
    profitFactor: metrics.profitFactor[k],
  }))
}

/** The same rule without a loop over columns: its `decide` is asked on every bar, as that of a strategy of a user's. */
export class AskedCrossover extends MaCrossover {
  protected override decideBars(from: number, to: number, into: TargetChanges): void {
    // biome-ignore lint/complexity/useLiteralKeys: the name in brackets is how TypeScript lets a protected method be called here.
    Strategy.prototype['decideBars'].call(this, from, to, into)
  }
}

/** A new strategy per pair, which computes its averages itself and a column of targets: what a loop over `follow` does. */
export function runStrategySweep(bars: Bars, runs: SummaryRuns, pairs: Float64Array): Outcome[] {
  const outcomes: Outcome[] = []
  for (let i = 0; i < pairs.length; i += 2) outcomes.push(runCore(runs, decideTargets(bars, pairs[i], pairs[i + 1])))
  return outcomes
}
