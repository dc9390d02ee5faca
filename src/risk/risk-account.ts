import type { RiskOrder } from './risk-order.ts'

/**
 * What is held of a symbol.
 */
export interface RiskPosition {
  /** In units: positive long, negative short. */
  readonly quantity: number
  /** What was paid for a unit. Limits do not look at it: they value positions at current prices. */
  readonly averagePrice?: number | undefined
}

/**
 * An account as limits see it: cash in its own currency, positions, and orders that may still fill.
 *
 * @example
 * ```ts
 * import type { RiskAccount } from 'peak-trade'
 *
 * const account: RiskAccount = { cash: 10_000, positions: { 'BTC/EUR': { quantity: 0.1, averagePrice: 48_000 } } }
 * ```
 */
export interface RiskAccount {
  /** In the currency of the account. It has grown by what was sold short. */
  readonly cash: number
  /** By symbol. */
  readonly positions: Readonly<Record<string, RiskPosition>>
  /** Orders at the exchange, with the quantity that is left of each. */
  readonly openOrders?: readonly RiskOrder[] | undefined
}

/** Current price of a unit by symbol, in the currency that the symbol is quoted in. */
export type RiskPrices = Readonly<Record<string, number>>
