import type { PromotionPolicy } from './promotion-policy.ts'

/** The policies for portfolios that come with the library, by name: one per risk profile. */
export type PortfolioProfile = 'portfolio_conservative' | 'portfolio_moderate' | 'portfolio_aggressive'

/** The same for every portfolio: what is chosen after many trials has to be better than luck, and no sleeve is more than 60 % of it. */
const SHARED = {
  minSharpe: 1.2,
  minTrades: 50,
  minEfficiency: 0.7,
  minMonteCarloSharpe: 0,
  minStressSurvival: 1,
  maxOverfitting: 0.5,
  maxWeight: 0.6,
  allowLegacy: false,
} as const

/**
 * Policies for portfolios, with the numbers of Peak_Trade's playbook (the strict end of each of its ranges): more risk has to be paid for with a
 * higher Sharpe ratio out of sample. In all of them a portfolio keeps 70 % of its return out of sample, 95 % of its Monte-Carlo paths have a
 * positive Sharpe ratio, and no sleeve has more than 60 % of the account (the limit that its code had; its checklist said 50 %). The tests for luck are those of
 * `promotionPolicies`; `docs/robustness.md` says how often they let luck pass.
 *
 * | | conservative | moderate | aggressive |
 * |---|---|---|---|
 * | Sharpe ratio out of sample, at least | 1.0 | 1.3 | 1.5 |
 * | drawdown, in and out of sample, at most | 15 % | 25 % | 35 % |
 * | drawdown under stress, below | 25 % | 35 % | 45 % |
 *
 * @example
 * ```ts
 * import { portfolioPolicies } from 'peak-trade'
 *
 * portfolioPolicies.portfolio_moderate.minOutOfSampleSharpe // 1.3
 * portfolioPolicies.portfolio_moderate.maxWeight // 0.6
 * ```
 */
export const portfolioPolicies: Readonly<Record<PortfolioProfile, PromotionPolicy>> = Object.freeze({
  portfolio_conservative: Object.freeze({
    ...SHARED,
    name: 'portfolio_conservative',
    maxDrawdown: 0.15,
    minYears: 3,
    minOutOfSampleSharpe: 1,
    maxOutOfSampleDrawdown: 0.15,
    minDeflatedSharpe: 0.95,
    maxPValue: 0.01,
    maxStressDrawdown: 0.25,
    maxRuin: 0.01,
    ruinDrawdown: 0.3,
    minCostFactor: 3,
    minPlateau: 0.6,
    minProfitableNeighbors: 0.9,
    advisory: Object.freeze([]),
  }),
  portfolio_moderate: Object.freeze({
    ...SHARED,
    name: 'portfolio_moderate',
    maxDrawdown: 0.25,
    minYears: 1,
    minOutOfSampleSharpe: 1.3,
    maxOutOfSampleDrawdown: 0.25,
    minDeflatedSharpe: 0.9,
    maxPValue: 0.05,
    maxStressDrawdown: 0.35,
    maxRuin: 0.05,
    ruinDrawdown: 0.3,
    minCostFactor: 2,
    minPlateau: 0.5,
    minProfitableNeighbors: 0.7,
    advisory: Object.freeze(['overfitting'] as const),
  }),
  portfolio_aggressive: Object.freeze({
    ...SHARED,
    name: 'portfolio_aggressive',
    maxDrawdown: 0.35,
    minYears: 0.5,
    minOutOfSampleSharpe: 1.5,
    maxOutOfSampleDrawdown: 0.35,
    minDeflatedSharpe: 0.9,
    maxPValue: 0.1,
    maxStressDrawdown: 0.45,
    maxRuin: 0.1,
    ruinDrawdown: 0.5,
    minCostFactor: 1.5,
    minPlateau: 0.4,
    minProfitableNeighbors: 0.5,
    advisory: Object.freeze(['trades', 'overfitting', 'plateau'] as const),
  }),
})
