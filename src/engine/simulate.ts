import type { Column } from '../base/column.ts'
import type { Bars } from '../market/bars.ts'
import { TargetChanges } from '../strategies/target-changes.ts'
import { hasCarry } from './costs.ts'
import { FillLog } from './fills.ts'
import { markEquity } from './mark-equity.ts'
import type { PriceRange } from './quiet-bars.ts'
import type { Admit } from './refusals.ts'
import type { BacktestSettings } from './settings.ts'
import type { Simulation, SimulationMemory } from './simulation.ts'
import { TargetRun } from './target-run.ts'

/** Memory for runs over up to `bars` bars. */
export function simulationMemory(bars: number): SimulationMemory {
  return { equity: new Float64Array(bars), fills: new FillLog(), refusals: [] }
}

/** How to run, besides the settings. */
export interface SimulateOptions {
  /** Pass over bars on which nothing can happen; the result is the same to the bit. Default true. */
  readonly quiet?: boolean
  readonly admit?: Admit | undefined
  /** Of the bars; spares looking at those that cannot touch a level. */
  readonly range?: PriceRange | undefined
}

/**
 * Trades a column of targets on a history and marks the equity at every close: {@link simulateChanges} with everything that a result needs.
 *
 * @throws {@link StrategyError} `strategy/target` for a NaN after the first known target, or a target outside [-1, 1].
 */
export function simulate(
  bars: Bars,
  targets: Column,
  settings: BacktestSettings,
  memory: SimulationMemory,
  options: SimulateOptions = {},
): Simulation {
  const simulation = simulateChanges(bars, new TargetChanges().read(targets), settings, memory, options)
  markRun(bars, settings, memory)
  return simulation
}

/**
 * Trades targets on a history: sizing, costs, exits, one account. The one loop behind every backtest.
 *
 * Order in a bar. At the open: carry, then the pending change of target, or else a stop or target that the open has jumped over. In the
 * range of the bar: exits, on the entry bar too, the stop before the target. At the close: mark to market, then look at the
 * target. With `fillAt: 'close'` a change of target is traded at that same close.
 *
 * Bars on which nothing can happen are passed over; every other bar goes through plain code, one thing after the other. What the account
 * is worth on every bar is left to {@link markRun}.
 */
export function simulateChanges(
  bars: Bars,
  changes: TargetChanges,
  settings: BacktestSettings,
  memory: SimulationMemory,
  { quiet = true, admit, range }: SimulateOptions = {},
): Simulation {
  const { length } = bars
  const run = new TargetRun(bars, changes, settings, memory, { admit, range })
  let t = 0
  while (t < length) {
    if (quiet && !run.pending) {
      t = run.passQuietBars(t)
      if (t === length) break
    }
    run.trade(t)
    t++
  }
  return run.result()
}

/** Writes the equity of the last run at every close. Where holding has a price, cash changes between fills, and the run has done it itself. */
export function markRun(bars: Bars, { capital, costs }: BacktestSettings, { fills, equity }: SimulationMemory): void {
  if (!hasCarry(costs)) markEquity(fills, bars.close, capital, equity)
}
