import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import type { CoreSummary } from '../engine/summary-runs.ts'
import { type Combinations, combinationAt } from './grid.ts'

/** A number that a sweep gives for every run. */
export type SweepMetric = keyof CoreSummary

/** One column per number, one value per run. */
export type SweepTable = Readonly<Record<SweepMetric, Float64Array>>

/** The numbers of a sweep, in the order of its table. */
export const sweepMetrics: readonly SweepMetric[] = ['totalReturn', 'sharpe', 'maxDrawdown', 'trades', 'winRate', 'profitFactor']

/** How runs are ranked. */
export interface RankOptions {
  /** The number to rank by. Most is best, except for `maxDrawdown`. Default `sharpe`. */
  readonly objective?: SweepMetric | undefined
  /** How many of the best to list. Default 10. */
  readonly top?: number | undefined
}

/** A run among the best. */
export interface RankedRun {
  /** Its place in the columns of the sweep. */
  readonly index: number
  readonly params: Readonly<Record<string, unknown>>
  readonly metrics: CoreSummary
}

/** An empty table for `length` runs. */
export function createSweepTable(length: number): SweepTable {
  const column = () => new Float64Array(length).fill(Number.NaN)
  return {
    totalReturn: column(),
    sharpe: column(),
    maxDrawdown: column(),
    trades: column(),
    winRate: column(),
    profitFactor: column(),
  }
}

/** @throws {@link ConfigError} `sweep/objective` for a number that there is not, `sweep/top` for a count that is none. */
export function checkRanking({ objective = 'sharpe', top = 10 }: RankOptions): void {
  if (!sweepMetrics.includes(objective))
    throw new ConfigError(
      'sweep/objective',
      `a sweep cannot rank by "${objective}"${didYouMean(objective, sweepMetrics)} Known: ${sweepMetrics.join(', ')}`,
      { objective },
    )
  if (!(Number.isInteger(top) && top >= 0)) throw new ConfigError('sweep/top', `top is ${top}; it must be a whole number from 0`, { top })
}

/** The best runs, best first: equal ones in the order in which they ran, unknown ones never. */
export function rankRuns(table: SweepTable, combinations: Combinations, { objective = 'sharpe', top = 10 }: RankOptions): RankedRun[] {
  const column = table[objective]
  const sign = objective === 'maxDrawdown' ? 1 : -1
  const known = Array.from(column.keys()).filter(index => !Number.isNaN(column[index]))
  known.sort((a, b) => sign * (column[a] - column[b]) || a - b)
  return known.slice(0, top).map(index => ({
    index,
    params: combinationAt(combinations, index),
    metrics: Object.fromEntries(sweepMetrics.map(name => [name, table[name][index]])) as unknown as CoreSummary,
  }))
}
