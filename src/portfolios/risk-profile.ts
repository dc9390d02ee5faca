/** How much risk a portfolio may take, in a word. */
export type RiskProfileId = 'conservative' | 'moderate' | 'aggressive'

/**
 * What a risk profile means, in numbers. A recipe names one, and `buildPortfolio` applies it.
 */
export interface RiskProfile {
  readonly id: RiskProfileId
  readonly title: string
  /** Largest value of all positions together, as a multiple of the worth of the account. */
  readonly maxLeverage: number
  /** Largest weight of a sleeve. */
  readonly maxWeight: number
  /** Share of the account that full positions of all sleeves come to together; the rest stays in cash. */
  readonly exposure: number
  /** Stop loss of sleeves without exits of their own, a fraction of the entry price. */
  readonly stopLoss: number
  /** Deepest drawdown that the whole portfolio may have, as a positive fraction. */
  readonly maxDrawdown: number
  /** Name of the limits that orders of such a portfolio are checked against. */
  readonly limits: RiskProfileId
  /** Name of the promotion policy that judges it. */
  readonly policy: `portfolio_${RiskProfileId}`
}

/**
 * The risk profiles by name. The stricter one is at least as strict in every number. In Peak_Trade they were words on a label.
 *
 * The stops are those of its trend configurations, the drawdowns those that the promotion policies of the same names allow out of
 * sample; 0.6 was the concentration, 0.75 the exposure that its live gates allowed.
 *
 * @example
 * ```ts
 * import { riskProfiles } from 'peak-trade'
 *
 * riskProfiles.conservative.maxWeight // 0.6
 * riskProfiles.moderate.maxDrawdown // 0.25
 * ```
 */
export const riskProfiles: Readonly<Record<RiskProfileId, RiskProfile>> = Object.freeze({
  conservative: Object.freeze({
    id: 'conservative',
    title: 'Conservative',
    maxLeverage: 1,
    maxWeight: 0.6,
    exposure: 0.75,
    stopLoss: 0.04,
    maxDrawdown: 0.15,
    limits: 'conservative',
    policy: 'portfolio_conservative',
  }),
  moderate: Object.freeze({
    id: 'moderate',
    title: 'Moderate',
    maxLeverage: 1,
    maxWeight: 0.75,
    exposure: 0.9,
    stopLoss: 0.05,
    maxDrawdown: 0.25,
    limits: 'moderate',
    policy: 'portfolio_moderate',
  }),
  aggressive: Object.freeze({
    id: 'aggressive',
    title: 'Aggressive',
    maxLeverage: 1.5,
    maxWeight: 1,
    exposure: 1,
    stopLoss: 0.06,
    maxDrawdown: 0.35,
    limits: 'aggressive',
    policy: 'portfolio_aggressive',
  }),
})
