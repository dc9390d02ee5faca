import { PeakTradeError, StrategyError } from '../../base/errors.ts'
import type { BacktestSettingsInput } from '../../engine/settings.ts'
import type { Bars } from '../../market/bars.ts'
import type { Summary } from '../../metrics/summary.ts'
import { combinationAt } from '../../research/grid.ts'
import type { SweepPlan } from '../../research/sweep-plan.ts'
import { SweepRunner } from '../../research/sweep-runner.ts'
import { type SweepMetric, sweepMetrics } from '../../research/sweep-table.ts'
import type { ItemProgram, TaskInput } from './item-program.ts'
import { loadStrategy, type StrategyReference } from './strategy-reference.ts'

/** Bars without their columns. */
export interface SentMarket extends Pick<Bars, 'symbol' | 'timeframe' | 'calendar' | 'length'> {
  readonly others?: readonly SentMarket[]
}

/** What a sweep is made of, without its columns of prices. */
export interface SweepWork {
  readonly strategy: StrategyReference
  readonly market: SentMarket
  readonly settings: BacktestSettingsInput
  readonly plan: SweepPlan
  /** The numbers of a row: those of the table, or more. */
  readonly names: readonly (keyof Summary)[]
}

const COLUMNS = ['time', 'open', 'high', 'low', 'close', 'volume'] as const

/** Bars, and those of other symbols, taken apart: small and large. */
export function sentBars(bars: Bars, prefix = ''): { readonly market: SentMarket; readonly data: Record<string, Float64Array> } {
  const { symbol, timeframe, calendar, length, others = [] } = bars
  const data = Object.fromEntries(COLUMNS.map(name => [prefix + name, bars[name] as Float64Array]))
  const sent = others.map((other, k) => sentBars(other, `${prefix}${k}/`))
  for (const other of sent) Object.assign(data, other.data)
  return {
    market: { symbol, timeframe, calendar, length, ...(sent.length === 0 ? {} : { others: sent.map(({ market }) => market) }) },
    data,
  }
}

/** The same put together again. */
export function receivedBars({ others, ...market }: SentMarket, data: Readonly<Record<string, Float64Array>>, prefix = ''): Bars {
  const columns = Object.fromEntries(COLUMNS.map(name => [name, data[prefix + name]])) as unknown as Pick<Bars, (typeof COLUMNS)[number]>
  return {
    ...market,
    ...columns,
    ...(others === undefined ? {} : { others: others.map((other, k) => receivedBars(other, data, `${prefix}${k}/`)) }),
  }
}

/** An item is a run of the plan, its row the numbers of it. */
export async function sweepTask({ work, data }: TaskInput): Promise<ItemProgram> {
  const { strategy, market, settings, plan, names } = work as SweepWork
  const runner = new SweepRunner(await loadStrategy(strategy), receivedBars(market, data), settings)
  const core = names.every(name => sweepMetrics.includes(name as SweepMetric))
  return (item, rows, at) => {
    const params = combinationAt(plan.params, item)
    const run = runOne(params, () => {
      runner.select(plan.settings, item)
      return core ? runner.run(params) : runner.summarize(params)
    })
    for (let m = 0; m < names.length; m++) rows[at + m] = (run as Summary)[names[m]]
  }
}

function runOne<T>(params: Record<string, unknown>, run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (error instanceof PeakTradeError) throw error
    throw new StrategyError('strategy/threw', `the strategy threw ${String(error)} (combination ${JSON.stringify(params)})`, {}, error)
  }
}
