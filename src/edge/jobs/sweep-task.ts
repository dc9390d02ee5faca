import { PeakTradeError, StrategyError } from '../../base/errors.ts'
import type { BacktestSettingsInput } from '../../engine/settings.ts'
import type { Bars } from '../../market/bars.ts'
import { type Combinations, combinationAt } from '../../research/grid.ts'
import { SweepRunner } from '../../research/sweep-runner.ts'
import { sweepMetrics } from '../../research/sweep-table.ts'
import type { ItemProgram, TaskInput } from './item-program.ts'
import { loadStrategy, type StrategyReference } from './strategy-reference.ts'

/** What a sweep is made of, without its columns of prices. */
export interface SweepWork {
  readonly strategy: StrategyReference
  readonly market: Pick<Bars, 'symbol' | 'timeframe' | 'calendar' | 'length'>
  readonly settings: BacktestSettingsInput
  readonly combinations: Combinations
}

/** An item is a combination, its row the numbers of its run. */
export async function sweepTask({ work, data }: TaskInput): Promise<ItemProgram> {
  const { strategy, market, settings, combinations } = work as SweepWork
  const runner = new SweepRunner(await loadStrategy(strategy), { ...market, ...data } as Bars, settings)
  return (item, rows, at) => {
    const params = combinationAt(combinations, item)
    const core = runOne(runner, params)
    for (let m = 0; m < sweepMetrics.length; m++) rows[at + m] = core[sweepMetrics[m]]
  }
}

function runOne(runner: SweepRunner, params: Record<string, unknown>) {
  try {
    return runner.run(params)
  } catch (error) {
    if (error instanceof PeakTradeError) throw error
    throw new StrategyError('strategy/threw', `the strategy threw ${String(error)} (combination ${JSON.stringify(params)})`, {}, error)
  }
}
