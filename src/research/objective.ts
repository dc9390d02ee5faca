import type { Column } from '../base/column.ts'
import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import type { CoreSummary, SummaryRuns } from '../engine/summary-runs.ts'
import type { Summary } from '../metrics/summary.ts'

/** Numbers that come out of the fast path. */
const CORE: readonly string[] = ['totalReturn', 'sharpe', 'maxDrawdown', 'trades', 'winRate', 'profitFactor']

/** Every number that may be an objective, and whether more of it is better. */
const RANKED = {
  totalReturn: 1,
  cagr: 1,
  sharpe: 1,
  sortino: 1,
  calmar: 1,
  omega: 1,
  alpha: 1,
  tailRatio: 1,
  winRate: 1,
  profitFactor: 1,
  expectancy: 1,
  payoffRatio: 1,
  sqn: 1,
  trades: 1,
  volatility: -1,
  maxDrawdown: -1,
  longestDrawdownBars: -1,
  ulcerIndex: -1,
  var95: -1,
  cvar95: -1,
} as const

/**
 * A number of the summary that says which of two runs is better. Of risks (`maxDrawdown`, `volatility`, `ulcerIndex`, …) less is
 * better.
 *
 * @example
 * ```ts
 * import type { ObjectiveMetric } from 'peak-trade'
 *
 * const metric: ObjectiveMetric = 'calmar'
 * ```
 */
export type ObjectiveMetric = keyof typeof RANKED

/** Every number that may be an objective: 1 when more of it is better, -1 when less is. */
export const objectiveMetrics: Readonly<Record<ObjectiveMetric, 1 | -1>> = RANKED

/**
 * What to choose parameters by: a number of the summary, or a function of it, more being better. NaN is never chosen.
 *
 * @example
 * ```ts
 * import type { Objective } from 'peak-trade'
 *
 * const objective: Objective = ({ sharpe, turnover }) => sharpe - 0.01 * turnover
 * ```
 */
export type Objective = ObjectiveMetric | ((summary: Summary) => number)

/** An objective ready to be asked. */
export interface Scoring {
  /** For results; `custom` for a function. */
  readonly name: string
  /** More is better; NaN when it cannot be told or there are fewer than `minTrades` closed trades. */
  readonly score: (runs: SummaryRuns, targets: Column) => number
  /** The same of a summary that was made elsewhere. */
  readonly judge: (summary: Summary) => number
}

/** @throws {@link ConfigError} `research/objective` for an unknown one, `research/min-trades` for a number that is no count. */
export function resolveObjective(objective: Objective = 'sharpe', minTrades = 0): Scoring {
  if (!(Number.isInteger(minTrades) && minTrades >= 0))
    throw new ConfigError('research/min-trades', `minTrades is ${minTrades}; give a whole number of trades from 0`, { minTrades })
  const enough = (value: number, trades: number) => (trades >= minTrades ? value : Number.NaN)
  if (typeof objective === 'function') {
    const judge = (summary: Summary) => enough(objective(summary), summary.trades)
    return { name: 'custom', judge, score: (runs, targets) => judge(runs.summary(targets)) }
  }
  if (!Object.hasOwn(RANKED, objective)) {
    const known = Object.keys(RANKED)
    throw new ConfigError(
      'research/objective',
      `there is no objective "${String(objective)}"${didYouMean(String(objective), known)} Known: ${known.join(', ')}, or a function of the summary`,
      { objective: String(objective) },
    )
  }
  const sign = RANKED[objective]
  const judge = (summary: Summary) => enough(sign * summary[objective], summary.trades)
  const score = CORE.includes(objective)
    ? (runs: SummaryRuns, targets: Column) => {
        const core = runs.core(targets)
        return enough(sign * core[objective as keyof CoreSummary], core.trades)
      }
    : (runs: SummaryRuns, targets: Column) => judge(runs.summary(targets))
  return { name: objective, score, judge }
}

/** True when a score beats the best so far; ties go to the earlier one, NaN never wins. */
export function beats(score: number, best: number): boolean {
  return score > best || (Number.isNaN(best) && !Number.isNaN(score))
}
