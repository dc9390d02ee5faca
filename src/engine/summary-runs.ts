import type { Column } from '../base/column.ts'
import { ConfigError } from '../base/errors.ts'
import { annualBars, type Bars } from '../market/bars.ts'
import { createEquityScratch, type EquityScratch } from '../metrics/equity-scratch.ts'
import { type CloseWindows, closeWindows } from '../metrics/fold-depth.ts'
import { type CoreMetrics, measureCore } from '../metrics/measure-core.ts'
import { measureStretches } from '../metrics/measure-stretches.ts'
import type { Summary } from '../metrics/summary.ts'
import { TargetChanges } from '../strategies/target-changes.ts'
import { hasCarry } from './costs.ts'
import { type PriceRange, priceRange } from './quiet-bars.ts'
import { type BacktestSettings, type BacktestSettingsInput, resolveSettings } from './settings.ts'
import { markRun, simulateChanges, simulationMemory } from './simulate.ts'
import type { Simulation, SimulationMemory } from './simulation.ts'
import { measureClosedTrades, summarize } from './summarize.ts'

/**
 * The numbers that most sweeps rank by; the same bits as in {@link Summary}.
 */
export interface CoreSummary extends CoreMetrics {
  readonly trades: number
  readonly winRate: number
  readonly profitFactor: number
}

/**
 * Many runs over the same bars with the same settings, in the same memory: only summaries come out, and no run allocates
 * anything that grows with the bars.
 *
 * @example
 * ```ts
 * import { MaCrossover, SummaryRuns, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 1000 })
 * const runs = new SummaryRuns(bars, { costs: { feeBps: 10 } })
 * const sharpes = [5, 10, 20].map(fast => runs.core(new MaCrossover({ fast, slow: 50 }).follow(bars)).sharpe)
 * sharpes.length // 3
 * ```
 */
export class SummaryRuns {
  readonly settings: BacktestSettings
  private readonly bars: Bars
  private readonly memory: SimulationMemory
  private readonly equity: Column
  private readonly scratch: EquityScratch
  private readonly range: PriceRange
  private readonly windows: CloseWindows | undefined
  private readonly changes = new TargetChanges()

  /** @throws {@link ConfigError} `backtest/settings` for settings that make no sense. */
  constructor(bars: Bars, settings: BacktestSettingsInput = {}) {
    this.settings = resolveSettings(settings)
    this.bars = bars
    this.memory = simulationMemory(bars.length)
    this.equity = this.memory.equity
    this.scratch = createEquityScratch(bars.length)
    this.range = priceRange(bars)
    this.windows = closeWindows(bars.close)
  }

  /** Every number of the run that trades these targets: the same bits as `backtest(…).summary`. */
  summary(targets: Column): Summary {
    return this.summaryOf(this.changes.read(this.checked(targets)))
  }

  /** @internal The same from changes of target. */
  summaryOf(changes: TargetChanges): Summary {
    const { bars, settings, memory, equity, scratch } = this
    const simulation = this.simulate(changes)
    markRun(bars, settings, memory)
    return summarize({ bars, settings, simulation, fills: memory.fills, equity, refusals: memory.refusals.length, scratch })
  }

  /** Only the numbers that most sweeps rank by, faster. */
  core(targets: Column): CoreSummary {
    return this.coreOf(this.changes.read(this.checked(targets)))
  }

  /** @internal The same from changes of target. */
  coreOf(changes: TargetChanges): CoreSummary {
    const { bars, settings, memory, scratch, windows } = this
    this.simulate(changes)
    const { trades, winRate, profitFactor } = measureClosedTrades(memory.fills, bars)
    const measured = { totalReturn: Number.NaN, sharpe: Number.NaN, maxDrawdown: Number.NaN }
    const options = { close: bars.close, windows, capital: settings.capital, barsPerYear: annualBars(bars), state: scratch.state, scratch }
    // The fills are the whole curve only while holding costs nothing.
    if (hasCarry(settings.costs) || !measureStretches(memory.fills, options, measured)) {
      markRun(bars, settings, memory)
      measureCore(memory.equity, options, measured)
    }
    const { totalReturn, sharpe, maxDrawdown } = measured
    return { totalReturn, sharpe, maxDrawdown, trades, winRate, profitFactor }
  }

  private simulate(changes: TargetChanges): Simulation {
    const { bars, settings, memory, range } = this
    return simulateChanges(bars, changes, settings, memory, { range })
  }

  private checked(targets: Column): Column {
    if (targets.length === this.bars.length) return targets
    throw new ConfigError('backtest/targets', `${targets.length} targets for ${this.bars.length} bars; give one per bar`, {
      targets: targets.length,
      bars: this.bars.length,
    })
  }
}
