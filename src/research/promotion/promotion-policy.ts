/**
 * What a choice has to have shown. A threshold that is left out is not asked for; one that is given and has not been shown refuses.
 * In sample is the whole history, on which the parameters were chosen; out of sample is the stitched walk forward.
 */
export interface PromotionThresholds {
  /** Annual Sharpe ratio, in sample. */
  readonly minSharpe?: number | undefined
  /** Deepest drawdown in sample, as a positive fraction. */
  readonly maxDrawdown?: number | undefined
  /** Profits over losses of closed trades, in sample. */
  readonly minProfitFactor?: number | undefined
  /** Closed trades, in sample. */
  readonly minTrades?: number | undefined
  /** Closed trades in sample without which no test says anything; there to be required where `minTrades` only advises. */
  readonly minSample?: number | undefined
  /** Years of history. */
  readonly minYears?: number | undefined
  /** Annual Sharpe ratio, out of sample. */
  readonly minOutOfSampleSharpe?: number | undefined
  /** Deepest drawdown out of sample. */
  readonly maxOutOfSampleDrawdown?: number | undefined
  /** Yearly return out of sample over yearly return in sample. */
  readonly minEfficiency?: number | undefined
  /** Deflated Sharpe ratio: probability that the true one is above what luck shows. */
  readonly minDeflatedSharpe?: number | undefined
  /** Probability of backtest overfitting. */
  readonly maxOverfitting?: number | undefined
  /** p-value of Hansen's test over all trials. */
  readonly maxPValue?: number | undefined
  /** Deepest drawdown under stress. */
  readonly maxStressDrawdown?: number | undefined
  /** Share of stress runs that stay below that drawdown; default 1 when it is given. */
  readonly minStressSurvival?: number | undefined
  /** Probability of ruin. */
  readonly maxRuin?: number | undefined
  /** Drawdown that counts as ruin; evidence for a deeper one does not count. */
  readonly ruinDrawdown?: number | undefined
  /** Annual Sharpe ratio that 95 % of the Monte-Carlo paths reach. */
  readonly minMonteCarloSharpe?: number | undefined
  /** How many times the assumed costs leave something. */
  readonly minCostFactor?: number | undefined
  /** Sharpe ratio of the median neighboring parameter set over the one of the choice. */
  readonly minPlateau?: number | undefined
  /** Share of neighboring parameter sets with a profit. */
  readonly minProfitableNeighbors?: number | undefined
  /** Largest weight of a sleeve; only portfolios have one. */
  readonly maxWeight?: number | undefined
}

/** The name of a criterion on a scorecard. */
export type PromotionCriterion =
  | 'sharpe'
  | 'drawdown'
  | 'profitFactor'
  | 'trades'
  | 'sample'
  | 'years'
  | 'outOfSampleSharpe'
  | 'outOfSampleDrawdown'
  | 'efficiency'
  | 'deflatedSharpe'
  | 'overfitting'
  | 'superiority'
  | 'stress'
  | 'ruin'
  | 'monteCarloSharpe'
  | 'costs'
  | 'plateau'
  | 'neighbors'
  | 'weight'

/**
 * A policy for `promote`: thresholds, and which of them only advise.
 *
 * @example
 * ```ts
 * import { type PromotionPolicy, promotionPolicies } from 'peak-trade'
 *
 * const mine: PromotionPolicy = { ...promotionPolicies.moderate, name: 'mine', minTrades: 100 }
 * ```
 */
export interface PromotionPolicy extends PromotionThresholds {
  readonly name: string
  /** Criteria that are on the scorecard but do not decide. */
  readonly advisory: readonly PromotionCriterion[]
  /** Let strategies of the `legacy` tier pass; default false. Nothing lets research pass. */
  readonly allowLegacy?: boolean | undefined
}

/** The policies that come with the library, by name. */
export type PromotionProfile = 'conservative' | 'moderate' | 'aggressive'

/**
 * The policies that come with the library. `moderate` is the default: Peak_Trade's criteria (Sharpe ratio 1.5, drawdown 15 %, profit factor
 * 1.3, 50 trades) with tests for luck that were measured: on markets without an edge it says go in fewer than 5 % of all cases
 * (`docs/promotion.md`). `conservative` asks for more everywhere; `aggressive` for less, and has not been made to keep any rate.
 *
 * @example
 * ```ts
 * import { promotionPolicies } from 'peak-trade'
 *
 * promotionPolicies.moderate.minSharpe // 1.5
 * promotionPolicies.conservative.minOutOfSampleSharpe // 1
 * ```
 */
export const promotionPolicies: Readonly<Record<PromotionProfile, PromotionPolicy>> = Object.freeze({
  conservative: Object.freeze({
    name: 'conservative',
    minSharpe: 1.5,
    maxDrawdown: 0.15,
    minProfitFactor: 1.3,
    minTrades: 50,
    minYears: 3,
    minOutOfSampleSharpe: 1,
    maxOutOfSampleDrawdown: 0.15,
    minEfficiency: 0.5,
    minDeflatedSharpe: 0.95,
    maxOverfitting: 0.5,
    maxPValue: 0.01,
    maxStressDrawdown: 0.25,
    minStressSurvival: 1,
    maxRuin: 0.01,
    ruinDrawdown: 0.3,
    minMonteCarloSharpe: 0.5,
    minCostFactor: 3,
    minPlateau: 0.6,
    minProfitableNeighbors: 0.9,
    advisory: Object.freeze([]),
    allowLegacy: false,
  }),
  moderate: Object.freeze({
    name: 'moderate',
    minSharpe: 1.5,
    maxDrawdown: 0.15,
    minProfitFactor: 1.3,
    minTrades: 50,
    minSample: 10,
    minYears: 1,
    minOutOfSampleSharpe: 0.5,
    maxOutOfSampleDrawdown: 0.25,
    minEfficiency: 0.5,
    minDeflatedSharpe: 0.9,
    maxOverfitting: 0.5,
    maxPValue: 0.05,
    maxStressDrawdown: 0.35,
    minStressSurvival: 1,
    maxRuin: 0.05,
    ruinDrawdown: 0.3,
    minMonteCarloSharpe: 0,
    minCostFactor: 2,
    minPlateau: 0.5,
    minProfitableNeighbors: 0.7,
    advisory: Object.freeze(['trades', 'efficiency', 'overfitting'] as const),
    allowLegacy: false,
  }),
  aggressive: Object.freeze({
    name: 'aggressive',
    minSharpe: 1,
    maxDrawdown: 0.3,
    minProfitFactor: 1.2,
    minTrades: 30,
    minSample: 10,
    minYears: 0.5,
    minOutOfSampleSharpe: 0,
    maxOutOfSampleDrawdown: 0.35,
    minEfficiency: 0.3,
    minDeflatedSharpe: 0.9,
    maxOverfitting: 0.5,
    maxPValue: 0.1,
    maxStressDrawdown: 0.5,
    minStressSurvival: 0.9,
    maxRuin: 0.1,
    ruinDrawdown: 0.5,
    minMonteCarloSharpe: 0,
    minCostFactor: 1.5,
    minPlateau: 0.4,
    minProfitableNeighbors: 0.5,
    advisory: Object.freeze(['trades', 'efficiency', 'deflatedSharpe', 'overfitting', 'monteCarloSharpe', 'plateau'] as const),
    allowLegacy: false,
  }),
})
