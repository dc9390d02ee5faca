import type { Verdict } from '../base/verdict.ts'

/** How bad it is: within a limit, near it, or beyond it. */
export type RiskSeverity = 'ok' | 'warning' | 'breach'

/** The name of a limit as it is in config files and on verdicts. */
export type LimitId =
  | 'max_order_notional'
  | 'max_order_quantity'
  | 'max_symbol_exposure'
  | 'max_symbol_net_exposure'
  | 'max_total_exposure'
  | 'max_open_positions'
  | 'max_leverage'
  | 'max_symbol_concentration'
  | 'min_free_cash'
  | 'max_value_at_risk'
  | 'max_daily_loss'
  | 'max_daily_loss_share'
  | 'max_drawdown'
  | 'max_consecutive_losses'
  | 'max_orders_per_second'
  | 'max_orders_per_minute'
  | 'price_collar'
  | 'fat_finger'
  | 'max_price_age_ms'
  | 'allowed_symbols'
  | 'allowed_sides'
  | 'trading_hours'

/**
 * What one limit says.
 */
export interface LimitCheck {
  readonly limit: LimitId
  /** What was measured, as it would be after the order; NaN when it is not known. Limits on what is allowed at all count 0 or 1. */
  readonly value: number
  /** What is allowed. */
  readonly bound: number
  /** What is left; negative when it is too much already. */
  readonly headroom: number
  /** `unchecked`: it needs what only options can give, and there are none. */
  readonly severity: RiskSeverity | 'unchecked'
  /** What, value, bound and remedy in one line; empty when all is well. */
  readonly message: string
}

/**
 * What all limits say. `refusals` has one reason for every limit that is exceeded, with the code `risk/` and the name of the limit.
 */
export interface RiskVerdict extends Verdict {
  /** The worst of all checks. */
  readonly severity: RiskSeverity
  /** What every limit says, in a fixed order; empty when the order makes no sense or cannot be valued. */
  readonly checks: readonly LimitCheck[]
  /** Limits that could not be looked at, because `checkOrder` was asked without options. */
  readonly unchecked: readonly LimitId[]
  /** Value of the order in the account's currency, for `afterOrder`; NaN when it is not known, 0 without an order. */
  readonly notional: number
}
