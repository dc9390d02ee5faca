import type { Column } from '../base/column.ts'
import { ConfigError } from '../base/errors.ts'
import { annualBars, type Bars } from '../market/bars.ts'
import { createEquityScratch, type EquityScratch } from '../metrics/equity-scratch.ts'
import { type CoreMetrics, measureCore } from '../metrics/measure-core.ts'
import type { Summary } from '../metrics/summary.ts'
import { type BacktestSettings, type BacktestSettingsInput, resolveSettings } from './settings.ts'
import { simulate, simulationMemory } from './simulate.ts'
import type { SimulationMemory } from './simulation.ts'
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

  /** @throws {@link ConfigError} `backtest/settings` for settings that make no sense. */
  constructor(bars: Bars, settings: BacktestSettingsInput = {}) {
    this.settings = resolveSettings(settings)
    this.bars = bars
    this.memory = simulationMemory(bars.length)
    this.equity = this.memory.equity
    this.scratch = createEquityScratch(bars.length)
  }

  /** Every number of the run that trades these targets: the same bits as `backtest(…).summary`. */
  summary(targets: Column): Summary {
    const { bars, settings, memory, equity, scratch } = this
    const simulation = simulate(bars, this.checked(targets), settings, memory)
    return summarize({ bars, settings, simulation, fills: memory.fills, equity, refusals: memory.refusals.length, scratch })
  }

  /** Only the numbers that most sweeps rank by, faster. */
  core(targets: Column): CoreSummary {
    const { bars, settings, memory, equity, scratch } = this
    simulate(bars, this.checked(targets), settings, memory)
    const { trades, winRate, profitFactor } = measureClosedTrades(memory.fills, bars)
    const { totalReturn, sharpe, maxDrawdown } = measureCore(equity, { capital: settings.capital, barsPerYear: annualBars(bars), scratch })
    return { totalReturn, sharpe, maxDrawdown, trades, winRate, profitFactor }
  }

  private checked(targets: Column): Column {
    if (targets.length === this.bars.length) return targets
    throw new ConfigError('backtest/targets', `${targets.length} targets for ${this.bars.length} bars; give one per bar`, {
      targets: targets.length,
      bars: this.bars.length,
    })
  }
}
