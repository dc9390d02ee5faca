/**
 * How large a full position (target 1) is: a fraction of equity, a fixed number of units, or a fixed value in quote
 * currency. A target of 0.5 takes half of it.
 *
 * @example
 * ```ts
 * import { backtest, BuyAndHold, type Sizing, syntheticBars } from 'peak-trade'
 *
 * const half: Sizing = { fraction: 0.5 }
 * backtest(BuyAndHold, syntheticBars({ seed: 1, length: 100 }), { sizing: half }).summary.exposure
 * ```
 */
export type Sizing = { readonly fraction: number } | { readonly units: number } | { readonly notional: number }

/**
 * The signed quantity to hold for a target.
 *
 * @param fillPrice - What a unit costs, slippage included.
 * @param feeRate - The fee is set aside, so that a fraction of 1 is paid for to the last cent and no more.
 */
export function sizedQuantity(sizing: Sizing, target: number, equity: number, fillPrice: number, feeRate: number): number {
  if ('fraction' in sizing) return (target * sizing.fraction * equity) / (fillPrice * (1 + feeRate))
  if ('units' in sizing) return target * sizing.units
  return (target * sizing.notional) / fillPrice
}
