import type { Column } from '../base/column.ts'
import type { BacktestSettings } from '../engine/settings.ts'
import { simulate, simulationMemory } from '../engine/simulate.ts'
import type { SimulationMemory } from '../engine/simulation.ts'
import { annualBars, type Bars } from '../market/bars.ts'
import type { EquityMetrics } from '../metrics/equity-metrics.ts'
import { type AnyStrategyClass, createStrategy } from '../strategies/strategy.ts'
import type { CandidateParams } from './candidates.ts'
import { type EquityObjective, resolveEquityObjective } from './equity-objective.ts'
import { RangeSharpe } from './range-sharpe.ts'
import { ReturnChain } from './return-chain.ts'
import type { BarRange } from './windows.ts'

/** Runs candidates over a whole history, one at a time, and scores each on the train bars of every split. */
export class SplitScores {
  private readonly bars: Bars
  private readonly trains: readonly (readonly BarRange[])[]
  private readonly settings: BacktestSettings
  private readonly memory: SimulationMemory
  private readonly equity: Column
  private readonly chain: ReturnChain
  private readonly objective: (metrics: EquityMetrics) => number
  /** Undefined when more than running sums is asked for. */
  private readonly sharpe: RangeSharpe | undefined

  constructor(
    bars: Bars,
    trains: readonly (readonly BarRange[])[],
    { settings, objective }: { readonly settings: BacktestSettings; readonly objective: EquityObjective },
  ) {
    const { capital } = settings
    this.bars = bars
    this.trains = trains
    this.settings = settings
    this.memory = simulationMemory(bars.length)
    this.equity = this.memory.equity
    this.chain = new ReturnChain(bars, capital)
    this.objective = resolveEquityObjective(objective)
    this.sharpe = objective === 'sharpe' ? new RangeSharpe({ length: bars.length, capital, barsPerYear: annualBars(bars) }) : undefined
  }

  /** Takes the candidate that the next scores are about. */
  run(strategy: AnyStrategyClass, params: CandidateParams): void {
    simulate(this.bars, createStrategy(strategy, params).follow(this.bars), this.settings, this.memory)
    this.sharpe?.load(this.equity)
  }

  /** Its objective on the train bars of a split, more being better. */
  score(split: number): number {
    return this.sharpe === undefined ? this.objective(this.measure(split)) : this.sharpe.over(this.trains[split])
  }

  /** The equity of the train bars of a split, joined. */
  measure(split: number): EquityMetrics {
    const { chain, trains, equity } = this
    return chain.measure(trains[split].map(range => ({ range, equity })))
  }
}
