import type { Verdict } from '../base/verdict.ts'

/**
 * Why an order was not sent: the size rounds down to nothing or stays under the smallest order value, the volatility or the average true range
 * that it needs is not known yet, `admit` said no, or a shared account has no room left under its leverage or a group limit.
 */
export type RefusalReason = 'size' | 'min-notional' | 'volatility-unknown' | 'atr-unknown' | 'admit' | 'leverage' | 'group-limit'

/**
 * An order that a backtest did not send.
 */
export interface RefusedOrder {
  /** Bar on which it would have been traded. */
  readonly index: number
  readonly reason: RefusalReason
  /** Signed; 0 when the size could not be computed or rounded to nothing. */
  readonly quantity: number
  /** Price at the time, before slippage. */
  readonly price: number
  /** Exposure that was asked for. */
  readonly target: number
  /** What `admit` gave as reasons. */
  readonly detail?: string
}

/**
 * An order that is about to add exposure, for {@link Admit} to judge.
 */
export interface OrderRequest {
  readonly symbol: string
  /** Bar on which it would be traded. */
  readonly index: number
  /** Opening time of that bar, milliseconds since the Unix epoch, UTC. */
  readonly time: number
  readonly side: 'buy' | 'sell'
  /** Positive. */
  readonly quantity: number
  /** Price at the time, before slippage. */
  readonly price: number
  /** Signed position before the order. */
  readonly position: number
  /** Worth of the account at the price. */
  readonly equity: number
  /** Exposure that the strategy asks for. */
  readonly target: number
}

/**
 * Asked before every order that adds exposure; a refusal is listed with its reasons, and the position stays as it is.
 *
 * @example
 * ```ts
 * import { type Admit, backtest, MaCrossover, syntheticBars, verdict } from 'peak-trade'
 *
 * const noShorts: Admit = ({ side, position }) =>
 *   verdict(side === 'sell' && position <= 0 ? [{ code: 'house/shorts', message: 'no short sales here' }] : [])
 * backtest(MaCrossover, syntheticBars({ seed: 1, length: 500 }), { admit: noShorts }).refusals.length // 0
 * ```
 */
export type Admit = (order: OrderRequest) => Verdict
