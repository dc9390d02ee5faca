import type { CarryRates } from './account.ts'
/**
 * What trading costs. Rates per fill are in basis points (1 bps = 0.01 %), rates per year fractions (0.05 = 5 %).
 *
 * @example
 * ```ts
 * import { backtest, BuyAndHold, type Costs, syntheticBars } from 'peak-trade'
 *
 * const costs: Partial<Costs> = { feeBps: 10, slippageBps: 5, impactBps: 20, participation: 0.1 }
 * backtest(BuyAndHold, syntheticBars({ seed: 1, length: 100 }), { costs }).summary.fees
 * ```
 */
export interface Costs {
  /** Fee on the value of every fill. */
  readonly feeBps: number
  /** How much worse than the price every market fill is. */
  readonly slippageBps: number
  /** Fee of limit fills; default the same as `feeBps`. */
  readonly makerFeeBps?: number | undefined
  /** Smallest fee of a fill, in quote currency. */
  readonly minimumFee?: number | undefined
  /** Half the distance between bid and ask: what a market fill pays besides slippage. */
  readonly halfSpreadBps?: number | undefined
  /** What a market fill of the whole volume of its bar would move the price. */
  readonly impactBps?: number | undefined
  /** How the impact grows with the share of the volume: with its square root (default; Torre 1997) or linearly. */
  readonly impact?: 'sqrt' | 'linear' | undefined
  /** Largest share of a bar's volume that may be traded in it; the rest follows at the next opens. */
  readonly participation?: number | undefined
  /** Interest per year on what is borrowed: the value of a short position, the negative cash of a leveraged long one. */
  readonly borrowRate?: number | undefined
  /** Funding per year on the value of the position: longs pay it and shorts receive it; the other way round when negative. */
  readonly fundingRate?: number | undefined
}

/** True when holding a position has a price of its own: then cash changes between fills too. */
export function hasCarry({ borrowRate = 0, fundingRate = 0 }: Costs): boolean {
  return borrowRate !== 0 || fundingRate !== 0
}

/** What holding costs per year; undefined when it costs nothing. */
export function carryRatesOf(costs: Costs): CarryRates | undefined {
  const { borrowRate = 0, fundingRate = 0 } = costs
  return hasCarry(costs) ? { borrowRate, fundingRate } : undefined
}

/** The price that a market order gets: above `price` when buying (`direction` 1), below when selling (-1). */
export function slippedPrice(price: number, direction: number, slippageRate: number): number {
  return price * (1 + direction * slippageRate)
}

/** The fee of a fill, in quote currency; `quantity` may be signed. */
export function fillFee(quantity: number, price: number, feeRate: number, minimumFee = 0): number {
  const fee = feeRate * Math.abs(quantity) * price
  return fee < minimumFee ? minimumFee : fee
}

/** A budget that exceeds the smallest fee by less than this share of it buys nothing but rounding noise. */
const NOISE = 1e-9

/** How many units a budget pays for, the fee included; 0 when it does not even cover the smallest fee. */
export function affordableUnits(budget: number, price: number, feeRate: number, minimumFee = 0): number {
  const units = budget / (price * (1 + feeRate))
  if (minimumFee === 0) return units
  return budget > minimumFee * (1 + NOISE) ? Math.min(units, (budget - minimumFee) / price) : 0
}
