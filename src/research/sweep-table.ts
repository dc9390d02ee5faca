import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import type { CoreSummary } from '../engine/summary-runs.ts'
import type { Summary } from '../metrics/summary.ts'
import { combinationAt } from './grid.ts'
import { type Objective, type ObjectiveMetric, objectiveMetrics } from './objective.ts'
import type { SweepPlan } from './sweep-plan.ts'

/** A number that a sweep gives for every run. */
export type SweepMetric = keyof CoreSummary

/** One column per number, one value per run. */
export type SweepTable = Readonly<Record<SweepMetric, Float64Array>>

/** The numbers of a sweep, in the order of its table. */
export const sweepMetrics: readonly SweepMetric[] = ['totalReturn', 'sharpe', 'maxDrawdown', 'trades', 'winRate', 'profitFactor']

/** How runs are ranked. */
export interface RankOptions {
  /**
   * What to rank by: a number of the summary, or a function of it. Of risks such as `maxDrawdown` and `ulcerIndex` less is better, of everything else
   * more. Default `sharpe`. Numbers that the table has (see {@link SweepMetric}) are several times as fast as others.
   */
  readonly objective?: Objective | undefined
  /** How many of the best to list. Default 10. */
  readonly top?: number | undefined
  /** Runs with fewer closed trades are not ranked: their score is NaN. Default 0. */
  readonly minTrades?: number | undefined
}

/** A run among the best. */
export interface RankedRun {
  /** Its place in the columns of the sweep. */
  readonly index: number
  readonly params: Readonly<Record<string, unknown>>
  /** The swept settings by path; left out when none are swept. */
  readonly settings?: Readonly<Record<string, unknown>>
  readonly metrics: CoreSummary
  /** What it is ranked by. */
  readonly score: number
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

/** @throws {@link ConfigError} `sweep/objective` for a number that there is not, `sweep/top` and `sweep/min-trades` for a count that is none. */
export function checkRanking({ objective = 'sharpe', top = 10, minTrades = 0 }: RankOptions): void {
  const known = Object.keys(objectiveMetrics)
  if (typeof objective !== 'function' && !known.includes(objective))
    throw new ConfigError(
      'sweep/objective',
      `a sweep cannot rank by "${String(objective)}"${didYouMean(String(objective), known)} Known: ${known.join(', ')}, or a function of the summary`,
      { objective: String(objective) },
    )
  for (const [name, count, code] of [
    ['top', top, 'sweep/top'],
    ['minTrades', minTrades, 'sweep/min-trades'],
  ] as const) {
    if (!(Number.isInteger(count) && count >= 0))
      throw new ConfigError(code, `${name} is ${count}; it must be a whole number from 0`, { [name]: count })
  }
}

/** What ranks by this objective is called in results. */
export function objectiveName(objective: Objective = 'sharpe'): ObjectiveMetric | 'custom' {
  return typeof objective === 'function' ? 'custom' : objective
}

/** Whether more or less of an objective is better. */
export function objectiveDirection(name: ObjectiveMetric | 'custom'): 'more' | 'less' {
  return name === 'custom' || objectiveMetrics[name] === 1 ? 'more' : 'less'
}

/** The number to rank by when it takes a whole summary; undefined when the table has it. */
export function scoreOf(objective: Objective = 'sharpe'): ((summary: Summary) => number) | undefined {
  if (typeof objective === 'function') return objective
  return sweepMetrics.includes(objective as SweepMetric) ? undefined : summary => summary[objective]
}

/** A table and what its runs are ranked by. */
export interface RankedTable {
  readonly table: SweepTable
  readonly score: Float64Array
  readonly better: 'more' | 'less'
  readonly plan: Pick<SweepPlan, 'params' | 'settings'>
  readonly top?: number | undefined
}

/** The scores of a table: `scored` or the column of the objective, NaN below `minTrades`. */
export function scoreColumn(table: SweepTable, { objective = 'sharpe', minTrades = 0 }: RankOptions, scored?: Float64Array): Float64Array {
  const column = scored ?? table[objective as SweepMetric]
  return minTrades === 0 ? column : column.map((value, k) => (table.trades[k] >= minTrades ? value : Number.NaN))
}

/** Places of runs, best first: equal ones in the order in which they ran, unknown ones left out. */
export function rankScores(score: Float64Array, better: 'more' | 'less'): number[] {
  const sign = better === 'less' ? 1 : -1
  const known = Array.from(score.keys()).filter(index => !Number.isNaN(score[index]))
  return known.sort((a, b) => (score[a] === score[b] ? a - b : sign * (score[a] - score[b])))
}

/** The best runs, best first. */
export function rankRuns({ table, score, better, plan, top = 10 }: RankedTable): RankedRun[] {
  return rankScores(score, better)
    .slice(0, top)
    .map(index => ({
      index,
      params: combinationAt(plan.params, index),
      ...(plan.settings.names.length === 0 ? {} : { settings: combinationAt(plan.settings, index) }),
      metrics: Object.fromEntries(sweepMetrics.map(name => [name, table[name][index]])) as unknown as CoreSummary,
      score: score[index],
    }))
}
