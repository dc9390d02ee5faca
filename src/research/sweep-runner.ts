import { ConfigError } from '../base/errors.ts'
import type { BacktestSettingsInput } from '../engine/settings.ts'
import { type CoreSummary, SummaryRuns } from '../engine/summary-runs.ts'
import type { Bars } from '../market/bars.ts'
import { ColumnCache } from '../strategies/column-cache.ts'
import { type AnyStrategyClass, createStrategy } from '../strategies/strategy.ts'
import { TargetChanges } from '../strategies/target-changes.ts'

/**
 * Runs one strategy with many parameters over the same bars, in one thread: indicator columns are shared, and a run allocates nothing
 * that grows with the bars.
 */
export class SweepRunner {
  readonly runs: SummaryRuns
  private readonly strategy: AnyStrategyClass
  private readonly bars: Bars
  private readonly columns = new ColumnCache()
  private readonly changes = new TargetChanges()

  /** @throws {@link ConfigError} `backtest/settings` for settings that make no sense. */
  constructor(strategy: AnyStrategyClass, bars: Bars, settings: BacktestSettingsInput) {
    this.strategy = strategy
    this.bars = bars
    this.runs = new SummaryRuns(bars, settings)
  }

  /**
   * The numbers of one combination; the same bits as in the summary of a backtest.
   *
   * @throws {@link ConfigError} `strategy/params` for parameters that the strategy refuses.
   */
  run(params: Readonly<Record<string, unknown>>): CoreSummary {
    const { bars, changes, columns } = this
    return this.runs.coreOf(this.make(params).followChanges(bars, changes, columns))
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
