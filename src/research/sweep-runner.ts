import { ConfigError } from '../base/errors.ts'
import type { BacktestSettingsInput } from '../engine/settings.ts'
import { type CoreSummary, SummaryRuns } from '../engine/summary-runs.ts'
import type { Bars } from '../market/bars.ts'
import type { Summary } from '../metrics/summary.ts'
import { ColumnCache } from '../strategies/column-cache.ts'
import { type AnyStrategyClass, createStrategy } from '../strategies/strategy.ts'
import { TargetChanges } from '../strategies/target-changes.ts'
import type { Combinations } from './grid.ts'
import { applySettings } from './settings-grid.ts'

/**
 * Runs one strategy with many parameters over the same bars, in one thread: indicator columns are shared, and a run allocates nothing
 * that grows with the bars.
 */
export class SweepRunner {
  private readonly strategy: AnyStrategyClass
  private readonly bars: Bars
  private readonly settings: BacktestSettingsInput
  private readonly columns = new ColumnCache()
  private readonly changes = new TargetChanges()
  private runs: SummaryRuns | undefined
  private point: unknown[] = []

  constructor(strategy: AnyStrategyClass, bars: Bars, settings: BacktestSettingsInput) {
    this.strategy = strategy
    this.bars = bars
    this.settings = settings
  }

  /**
   * The next runs have the swept settings of a place in the plan. Only one set of settings has memory at a time, so runs with the same ones
   * should follow each other.
   *
   * @throws {@link ConfigError} `backtest/settings` for settings that make no sense.
   */
  select({ names, values }: Combinations, index: number): void {
    let same = this.runs !== undefined
    for (let n = 0; n < names.length; n++) same &&= values[n][index] === this.point[n]
    if (same) return
    this.point = names.map((_, n) => values[n][index])
    const point = Object.fromEntries(names.map((name, n) => [name, this.point[n]]))
    this.runs = new SummaryRuns(this.bars, applySettings(this.settings, point))
  }

  /**
   * The numbers of one combination; the same bits as in the summary of a backtest.
   *
   * @throws {@link ConfigError} `strategy/params` for parameters that the strategy refuses.
   */
  run(params: Readonly<Record<string, unknown>>): CoreSummary {
    const { bars, changes, columns } = this
    return this.selected().coreOf(this.make(params).followChanges(bars, changes, columns))
  }

  /** All numbers of one combination, as `backtest` gives them. */
  summarize(params: Readonly<Record<string, unknown>>): Summary {
    const { bars, changes, columns } = this
    return this.selected().summaryOf(this.make(params).followChanges(bars, changes, columns))
  }

  private selected(): SummaryRuns {
    this.runs ??= new SummaryRuns(this.bars, this.settings)
    return this.runs
  }

  private make(params: Readonly<Record<string, unknown>>) {
    try {
      return createStrategy(this.strategy, params)
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      throw new ConfigError(
        error.code,
        `${error.message} (combination ${JSON.stringify(params)}; leave such ones out with "where")`,
        error.details,
        error,
      )
    }
  }
}
