import type { Column } from '../base/column.ts'
import type { Bars } from '../market/bars.ts'
import { FillLog } from './fills.ts'
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
}

/**
 * Trades a column of targets on a history: sizing, costs, exits, one account. The one loop behind every backtest.
 *
 * Order in a bar. At the open: carry, then the pending change of target, or else a stop or target that the open has jumped over. In the
 * range of the bar: exits, on the entry bar too, the stop before the target. At the close: mark to market, then look at the
 * target. With `fillAt: 'close'` a change of target is traded at that same close.
 *
 * Bars on which nothing can happen are passed over by tight loops that only mark the equity; every other bar goes through
 * plain code, one thing after the other.
 *
 * @throws {@link StrategyError} `strategy/target` for a NaN after the first known target, or a target outside [-1, 1].
 */
export function simulate(
  bars: Bars,
  targets: Column,
  settings: BacktestSettings,
  memory: SimulationMemory,
  { quiet = true, admit }: SimulateOptions = {},
): Simulation {
  const { equity } = memory
  const length = bars.length
  const run = new TargetRun(bars, targets, settings, memory, { admit })
  let t = run.first
  equity.fill(settings.capital, 0, t)
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
