import type { LimitId } from '../limit-check.ts'
import type { CheckOptions } from '../risk-options.ts'
import type { RiskOrder } from '../risk-order.ts'

/** What a limit looks at: the account as it would be after an order, or as it is. */
export interface LimitContext {
  /** Undefined when an account is judged without one. */
  readonly order: RiskOrder | undefined
  /** False for an order that can only make a position smaller. */
  readonly opens: boolean
  /** Value of the order in the account's currency. */
  readonly notional: number
  /** Current price in the currency of the quote. */
  readonly price: number
  /** Symbol of the order, or the one that is judged. */
  readonly symbol: string
  /** Largest value of the position of the symbol on the side of the order. */
  readonly symbolExposure: number
  /** Value of the position of the symbol when every open order has filled. */
  readonly symbolNet: number
  readonly exposure: number
  readonly positions: number
  readonly equity: number
  readonly freeCash: number
  /** Sum of exposures times volatilities, and of their squares. */
  readonly risk: number
  readonly squaredRisk: number
  /** First symbol that cannot be valued. */
  readonly unknown: string | undefined
  readonly knowsVolatility: boolean
  /** Undefined when there are no options at all. */
  readonly options: CheckOptions | undefined
}

/** One limit with its bound: internal. */
export interface Limit {
  readonly id: LimitId
  /** What it judges: an order, a symbol of an account, or an account. Only the first kind needs an order. */
  readonly scope: 'order' | 'symbol' | 'account'
  /** True when it stops orders that reduce risk as well. */
  readonly always: boolean
  /** True when the bound is the least that is allowed. */
  readonly minimum?: boolean
  /** What is measured, in words. */
  readonly what: string
  /** How numbers are written. */
  readonly unit: 'number' | 'share' | 'ms'
  readonly remedy: string
  readonly value: (context: LimitContext) => number
  readonly bound: (context: LimitContext) => number
  /** What the caller has not given that it would need. */
  readonly missing?: (context: LimitContext) => string | undefined
  /** Another sentence than "what is value, more than bound", for a breach or a warning. */
  readonly say?: (context: LimitContext) => string
}
