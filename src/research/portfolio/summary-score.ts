import type { Summary } from '../../metrics/summary.ts'
import { type Objective, objectiveMetrics, resolveObjective } from '../objective.ts'

/** An objective for runs that are summed up already. */
export interface SummaryScoring {
  /** For results; `custom` for a function. */
  readonly name: string
  /** More is better; NaN when it cannot be told or there are fewer than `minTrades` closed trades. */
  readonly score: (summary: Summary) => number
  /** Whether there are as many closed trades as were asked for. */
  readonly isEnough: (summary: Summary) => boolean
}

/** @throws {@link ConfigError} `research/objective`, `research/min-trades` as `resolveObjective`. */
export function summaryScoring(objective: Objective = 'sharpe', minTrades = 0): SummaryScoring {
  const { name } = resolveObjective(objective, minTrades)
  const value = (summary: Summary) =>
    typeof objective === 'function' ? objective(summary) : objectiveMetrics[objective] * summary[objective]
  const isEnough = (summary: Summary) => summary.trades >= minTrades
  return { name, score: summary => (isEnough(summary) ? value(summary) : Number.NaN), isEnough }
}
