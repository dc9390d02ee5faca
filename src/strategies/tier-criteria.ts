import type { Tier } from './strategy-base.ts'

/**
 * What a strategy has to have shown on a history to belong to a tier.
 */
export interface TierCriteria {
  /** At least this annualized Sharpe ratio. */
  readonly minSharpe: number
  /** At most this drawdown, as a positive fraction. */
  readonly maxDrawdown: number
}

/**
 * The criteria of the tiers that may go live, those of Peak_Trade: core needs a Sharpe ratio of 1.5 and no drawdown beyond 15 %,
 * aux 1.0 and 20 %.
 *
 * @example
 * ```ts
 * import { tierCriteria } from 'peak-trade'
 *
 * tierCriteria.core.minSharpe // 1.5
 * ```
 */
export const tierCriteria: Readonly<Record<'core' | 'aux', TierCriteria>> = Object.freeze({
  core: Object.freeze({ minSharpe: 1.5, maxDrawdown: 0.15 }),
  aux: Object.freeze({ minSharpe: 1, maxDrawdown: 0.2 }),
})

/** The two numbers that the criteria look at; a `Summary` has them. */
export interface TierMetrics {
  readonly sharpe: number
  readonly maxDrawdown: number
}

/** True when a result meets the criteria of a tier; what is NaN meets nothing. */
export function meetsTier({ sharpe, maxDrawdown }: TierMetrics, tier: 'core' | 'aux'): boolean {
  const criteria = tierCriteria[tier]
  return sharpe >= criteria.minSharpe && maxDrawdown <= criteria.maxDrawdown
}

/**
 * The tier that a result would earn: the best one whose criteria it meets, else `legacy`. Research stays research, whatever it earned:
 * to leave that tier it has to be rewritten as a strategy of another one.
 *
 * @example
 * ```ts
 * import { recommendTier } from 'peak-trade'
 *
 * recommendTier({ sharpe: 1.2, maxDrawdown: 0.18 }, 'core') // 'aux'
 * recommendTier({ sharpe: 3, maxDrawdown: 0.05 }, 'r_and_d') // 'r_and_d'
 * ```
 */
export function recommendTier(metrics: TierMetrics, tier: Tier): Tier {
  if (tier === 'r_and_d') return tier
  if (meetsTier(metrics, 'core')) return 'core'
  return meetsTier(metrics, 'aux') ? 'aux' : 'legacy'
}
