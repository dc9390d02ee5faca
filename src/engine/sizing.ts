import { floorToStep } from '../market/instrument.ts'
import { affordableUnits } from './costs.ts'

/**
 * How large a full position (target 1) is; a target of 0.5 takes half of it.
 *
 * - `fraction` of equity, `units`, or `notional` in quote currency;
 * - `risk`: the fraction of equity that is lost when the stop is hit (needs a stop loss or trailing stop);
 * - `volatility`: the volatility per year to aim at, measured over the last `period` bars (default 20);
 * - `kelly`: a share of the growth-optimal fraction of equity (mean over variance of trade returns; Thorp 2006), estimated from the
 *   last `trades` (default 20) closed trades. Until there are as many, and as the least after that, `minimum` (default 0.02) of equity.
 *
 * The last three never exceed `maxLeverage` times the equity, by default 1.
 *
 * @example
 * ```ts
 * import { backtest, MaCrossover, type Sizing, syntheticBars } from 'peak-trade'
 *
 * const sizing: Sizing = { risk: 0.01 }
 * backtest(MaCrossover, syntheticBars({ seed: 1, length: 500 }), { sizing, exits: { stopLoss: 0.02 } }).summary.exposure
 * ```
 */
export type Sizing =
  | { readonly fraction: number }
  | { readonly units: number }
  | { readonly notional: number }
  | { readonly risk: number }
  | { readonly volatility: number; readonly period?: number | undefined }
  | { readonly kelly: number; readonly trades?: number | undefined; readonly minimum?: number | undefined }

/** What a quantity is computed from. */
export interface OrderToSize {
  /** From -1 to 1, not 0. */
  target: number
  /** Worth of the account at the price. */
  equity: number
  /** What a unit is expected to cost, slippage included. */
  price: number
  feeRate: number
  minimumFee: number
  /** Limit of position value over equity. */
  maxLeverage: number | undefined
  lot: number | undefined
  /** Loss per unit when the stop is hit; for `risk`. */
  stopDistance: number
  /** Volatility per year at the decision; for `volatility`. */
  volatility: number
  /** Share of equity by the closed trades; for `kelly`. */
  kelly: number
}

/**
 * The signed quantity to hold for a target. The fee is set aside, so that a fraction of 1 is paid for to the last cent and no more.
 */
export function sizedQuantity(sizing: Sizing, order: OrderToSize): number {
  const { target, equity, price, feeRate, minimumFee, lot } = order
  const maxLeverage = order.maxLeverage ?? defaultLeverage(sizing)
  let size = fullSize(sizing, order)
  if (maxLeverage !== Number.POSITIVE_INFINITY) size = Math.min(size, affordableUnits(maxLeverage * equity, price, feeRate, minimumFee))
  if (lot !== undefined) size = floorToStep(size, lot)
  return target > 0 ? size : -size
}

function fullSize(sizing: Sizing, { target, equity, price, feeRate, minimumFee, stopDistance, volatility, kelly }: OrderToSize): number {
  const share = Math.abs(target)
  if ('fraction' in sizing) return affordableUnits(share * sizing.fraction * equity, price, feeRate, minimumFee)
  if ('units' in sizing) return share * sizing.units
  if ('notional' in sizing) return (share * sizing.notional) / price
  if ('risk' in sizing) return (share * sizing.risk * equity) / stopDistance
  if ('volatility' in sizing) return affordableUnits((share * equity * sizing.volatility) / volatility, price, feeRate, minimumFee)
  return affordableUnits(share * equity * kelly, price, feeRate, minimumFee)
}

/** A position of so little, compared with what was there before, is the rounding of computing it. */
const CRUMBS = 1e-12

/** What to trade to come from one position to another, signed; crumbs are not left behind. */
export function quantityToTrade(wanted: number, held: number): number {
  return Math.abs(wanted) <= CRUMBS * Math.abs(held) ? -held : wanted - held
}

/** Sizes that a formula finds are not to outgrow the account unasked. */
export function defaultLeverage(sizing: Sizing): number {
  return 'risk' in sizing || 'volatility' in sizing || 'kelly' in sizing ? 1 : Number.POSITIVE_INFINITY
}
