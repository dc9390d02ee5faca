import type { BacktestSettingsInput } from '../../engine/settings.ts'
import type { Summary } from '../../metrics/summary.ts'
import { combinationAt } from '../../research/grid.ts'
import type { SweepPlan } from '../../research/sweep-plan.ts'
import { SweepRunner } from '../../research/sweep-runner.ts'
import { type SweepMetric, sweepMetrics } from '../../research/sweep-table.ts'
import { blameStrategy } from './blame-strategy.ts'
import type { ItemProgram, TaskInput } from './item-program.ts'
import { receivedBars, type SentMarket } from './sent-bars.ts'
import { loadStrategy, type StrategyReference } from './strategy-reference.ts'

/** What a sweep is made of, without its columns of prices. */
export interface SweepWork {
  readonly strategy: StrategyReference
  readonly market: SentMarket
  readonly settings: BacktestSettingsInput
  readonly plan: SweepPlan
  /** The numbers of a row: those of the table, or more. */
  readonly names: readonly (keyof Summary)[]
}

/** An item is a run of the plan, its row the numbers of it. */
export async function sweepTask({ work, data }: TaskInput): Promise<ItemProgram> {
  const { strategy, market, settings, plan, names } = work as SweepWork
  const runner = new SweepRunner(await loadStrategy(strategy), receivedBars(market, data), settings)
  const core = names.every(name => sweepMetrics.includes(name as SweepMetric))
  return (item, rows, at) => {
    const params = combinationAt(plan.params, item)
    const run = blameStrategy(params, () => {
      runner.select(plan.settings, item)
      return core ? runner.run(params) : runner.summarize(params)
    })
    for (let m = 0; m < names.length; m++) rows[at + m] = (run as Summary)[names[m]]
  }
}
