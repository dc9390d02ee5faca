/**
 * What trading costs, in basis points (1 bps = 0.01 %).
 *
 * @example
 * ```ts
 * import { backtest, BuyAndHold, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 100 })
 * backtest(BuyAndHold, bars, { costs: { feeBps: 10, slippageBps: 5 } }).summary.fees
 * ```
 */
export interface Costs {
  /** Fee on the value of every fill. */
  readonly feeBps: number
  /** How much worse than the price every fill is. */
  readonly slippageBps: number
}

/** The price that a market order gets: above `price` when buying (`direction` 1), below when selling (-1). */
export function slippedPrice(price: number, direction: number, slippageRate: number): number {
  return price * (1 + direction * slippageRate)
}

/** The fee of a fill, in quote currency; `quantity` may be signed. */
export function fillFee(quantity: number, price: number, feeRate: number): number {
  return feeRate * Math.abs(quantity) * price
}
