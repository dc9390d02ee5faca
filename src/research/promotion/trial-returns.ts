import { DataError } from '../../base/errors.ts'
import type { BacktestSettings } from '../../engine/settings.ts'
import { simulate, simulationMemory } from '../../engine/simulate.ts'
import { measureClosedTrades } from '../../engine/summarize.ts'
import { annualBars, type Bars } from '../../market/bars.ts'
import { createEquityScratch } from '../../metrics/equity-scratch.ts'
import { measureCore } from '../../metrics/measure-core.ts'
import { returnsOf } from '../../metrics/returns.ts'
import { type AnyStrategyClass, createStrategy } from '../../strategies/strategy.ts'
import type { CandidateParams } from '../candidates.ts'
import { type ProgressOptions, reportProgress } from '../progress.ts'

/** A sweep that keeps what tests for luck need: returns of the trials, bar by bar. */
export interface SweptTrials {
  /** Annual Sharpe ratio of every trial; NaN where nothing was traded. */
  readonly sharpes: Float64Array
  /** Closed trades of every trial. */
  readonly trades: Float64Array
  /** The trial with the highest Sharpe ratio among those with enough trades; -1 when there is none. */
  readonly best: number
  /** Returns of the trials that are kept, one column each. */
  readonly returns: readonly Float64Array[]
  /** Which trials these are, rising. The best one is always among them. */
  readonly kept: readonly number[]
}

/** What to sweep. */
export interface TrialSweep extends ProgressOptions {
  readonly strategy: AnyStrategyClass
  readonly bars: Bars
  readonly settings: BacktestSettings
  readonly sets: readonly CandidateParams[]
  /** Trials with fewer closed trades are not chosen. */
  readonly minTrades: number
  /** Columns to keep at most; of more trials an evenly spread part. */
  readonly most: number
}

/**
 * Runs every parameter set over the same bars.
 *
 * @throws {@link DataError} `promotion/ruined` when a kept trial loses the whole account, so that its returns have no meaning.
 */
export function sweepTrials(job: TrialSweep): SweptTrials {
  const { bars, settings, sets, minTrades, most } = job
  const memory = simulationMemory(bars.length)
  const scratch = createEquityScratch(bars.length)
  const options = { capital: settings.capital, barsPerYear: annualBars(bars), scratch }
  const sharpes = new Float64Array(sets.length)
  const trades = new Float64Array(sets.length)
  const all = sets.length <= most
  const returns: Float64Array[] = []
  const run = (index: number) => {
    simulate(bars, createStrategy(job.strategy, sets[index]).follow(bars), settings, memory)
  }
  let best = -1
  for (let k = 0; k < sets.length; k++) {
    run(k)
    sharpes[k] = measureCore(memory.equity, options).sharpe
    trades[k] = measureClosedTrades(memory.fills, bars).trades
    if (trades[k] >= minTrades && (best < 0 ? !Number.isNaN(sharpes[k]) : sharpes[k] > sharpes[best])) best = k
    if (all) returns.push(returnsOf(memory.equity))
    reportProgress(job, { done: k + 1, before: k, total: sets.length })
  }
  const kept = all ? [...sets.keys()] : spread(sets.length, most, best)
  if (!all)
    for (const index of kept) {
      job.signal?.throwIfAborted()
      run(index)
      returns.push(returnsOf(memory.equity))
    }
  for (const [k, column] of returns.entries())
    if (column.some(Number.isNaN))
      throw new DataError(
        'promotion/ruined',
        `${job.strategy.id} loses the whole account with ${JSON.stringify(sets[kept[k]])}; trade smaller (sizing) or leave such sets out with "where"`,
      )
  return { sharpes, trades, best, returns, kept }
}

/** `most` of `total` indices, evenly spread, with `always` among them. */
function spread(total: number, most: number, always: number): number[] {
  const indices = new Set(Array.from({ length: most }, (_, k) => Math.floor((k * total) / most)))
  if (always >= 0) indices.add(always)
  return [...indices].sort((a, b) => a - b)
}
