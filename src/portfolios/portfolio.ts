import type { Sleeve } from '../engine/sleeve.ts'
import type { AllocationSettings } from './allocate.ts'
import type { SleeveEstimateOptions } from './estimate-sleeves.ts'
import type { RegimeScaling } from './regime-scaling.ts'

/**
 * When the weights of a portfolio are applied.
 *
 * - `'signal'`: when a strategy changes its target; a position drifts until then.
 * - `'day'`, `'week'`, `'month'`, `'quarter'`, `'year'`: at the first close of each such period (UTC; weeks begin on Monday).
 * - `{ every }`: every so many bars.
 * - `{ band }`: as soon as a position is off by more than this fraction of the account.
 *
 * @example
 * ```ts
 * import type { PortfolioRebalance } from 'peak-trade'
 *
 * const rebalance: PortfolioRebalance = { band: 0.05 }
 * rebalance.band // 0.05
 * ```
 */
export type PortfolioRebalance =
  | 'signal'
  | 'day'
  | 'week'
  | 'month'
  | 'quarter'
  | 'year'
  | { readonly every: number }
  | { readonly band: number }

/** How weights are estimated again and again from what the sleeves have earned so far. */
export type PortfolioAllocation = AllocationSettings & {
  /** How many bars back the estimate looks; default 250. Before there are as many, the weights of the sleeves hold. */
  readonly lookback?: number
  /** How often it is made; default `'month'`. */
  readonly when?: 'day' | 'week' | 'month' | 'quarter' | 'year' | { readonly every: number }
  readonly estimate?: Omit<SleeveEstimateOptions, 'names'>
}

/**
 * Strategies on symbols, and how the account is shared out among them. It reads like a list.
 *
 * @example
 * ```ts
 * import { type Portfolio, MaCrossover, RsiReversion } from 'peak-trade'
 *
 * const portfolio: Portfolio = {
 *   sleeves: [
 *     { strategy: RsiReversion, symbol: 'BTC/EUR', weight: 0.5 },
 *     { strategy: MaCrossover, symbol: 'ETH/EUR', weight: 0.5 },
 *   ],
 *   rebalance: 'month',
 * }
 * portfolio.sleeves.length // 2
 * ```
 */
export interface Portfolio {
  readonly sleeves: readonly Sleeve[]
  /** Default: the weights of the sleeves. */
  readonly allocation?: PortfolioAllocation | undefined
  /** Default `'signal'`. */
  readonly rebalance?: PortfolioRebalance | undefined
  /** Makes all positions smaller when times are bad for risk. */
  readonly regime?: RegimeScaling | undefined
  /** Largest value of the positions of a group, as a multiple of the worth of the account. */
  readonly groups?: Readonly<Record<string, number>> | undefined
}
