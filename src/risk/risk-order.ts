/**
 * An order as limits see it: plain data, so that any program can ask.
 *
 * @example
 * ```ts
 * import type { RiskOrder } from 'peak-trade'
 *
 * const order: RiskOrder = { id: '1', symbol: 'BTC/EUR', side: 'buy', quantity: 0.1, price: 50_000 }
 * ```
 */
export interface RiskOrder {
  readonly id: string
  readonly symbol: string
  readonly side: 'buy' | 'sell'
  /** In units, positive. For an order that is open already: what is left of it. */
  readonly quantity: number
  /** Limit price, in the currency that the symbol is quoted in. Left out for market and stop orders. */
  readonly price?: number | undefined
  /** The exchange fills it only as far as it makes a position smaller. */
  readonly reduceOnly?: boolean | undefined
}
