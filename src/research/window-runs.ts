import type { Column } from '../base/column.ts'
import type { BacktestSettingsInput } from '../engine/settings.ts'
import { SummaryRuns } from '../engine/summary-runs.ts'
import { type Bars, sliceBars } from '../market/bars.ts'
import { type AnyStrategyClass, createStrategy } from '../strategies/strategy.ts'
import type { CandidateParams } from './candidates.ts'
import type { BarRange } from './windows.ts'

/** Runs candidates on several windows of a history, each of which they decide once. */
export class WindowRuns {
  private readonly bars: Bars
  private readonly windows: readonly BarRange[]
  private readonly runs: readonly SummaryRuns[]

  constructor(bars: Bars, windows: readonly BarRange[], settings: BacktestSettingsInput) {
    this.bars = bars
    this.windows = windows
    this.runs = windows.map(window => new SummaryRuns(sliceBars(bars, ...window), settings))
  }

  /** Decides the history up to the last window and shows the targets of every window with what can run them. */
  run(strategy: AnyStrategyClass, params: CandidateParams, visit: (runs: SummaryRuns, targets: Column, window: number) => void): void {
    const { bars, windows, runs } = this
    const end = windows[windows.length - 1][1]
    const targets = createStrategy(strategy, params).follow(bars, end)
    for (let k = 0; k < windows.length; k++) visit(runs[k], targets.subarray(...windows[k]), k)
  }
}
