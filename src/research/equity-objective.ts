import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import type { EquityMetrics } from '../metrics/equity-metrics.ts'

/** Numbers of an equity curve that may be an objective, and whether more of them is better. */
const RANKED = {
  sharpe: 1,
  sortino: 1,
  calmar: 1,
  omega: 1,
  cagr: 1,
  totalReturn: 1,
  tailRatio: 1,
  maxDrawdown: -1,
  volatility: -1,
  ulcerIndex: -1,
  cvar95: -1,
} as const

/**
 * What to choose by where only equity is known: one of its numbers (of risks less is better), or a function of them, more being better.
 * NaN is never chosen.
 *
 * @example
 * ```ts
 * import type { EquityObjective } from 'peak-trade'
 *
 * const objective: EquityObjective = ({ cagr, maxDrawdown }) => cagr - 2 * maxDrawdown
 * ```
 */
export type EquityObjective = keyof typeof RANKED | ((metrics: EquityMetrics) => number)

/** The objective as a function, more being better. Throws `research/objective` for an unknown one. */
export function resolveEquityObjective(objective: EquityObjective): (metrics: EquityMetrics) => number {
  if (typeof objective === 'function') return objective
  if (Object.hasOwn(RANKED, objective)) return metrics => RANKED[objective] * metrics[objective]
  const known = Object.keys(RANKED)
  throw new ConfigError(
    'research/objective',
    `there is no objective "${String(objective)}"${didYouMean(String(objective), known)} Known: ${known.join(', ')}, or a function of the metrics`,
    { objective: String(objective) },
  )
}
