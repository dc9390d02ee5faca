import { trailingFactor } from './exits.ts'
import type { FillReason } from './fills.ts'

/** What an order waits for. A `touch` order is a limit order that pays slippage (market if touched). */
export type OrderTerms =
  | { readonly kind: 'market' }
  | { readonly kind: 'stop' | 'limit' | 'touch'; readonly level: number }
  | {
      readonly kind: 'trailing'
      /** How far behind the extreme it follows, as a fraction of it. */
      readonly distance: number
      /** Best price so far, the current bar not counted. */
      readonly extreme: number
    }

/** An order as it is given to the exchange. */
export type NewOrder = OrderTerms & {
  readonly side: 'buy' | 'sell'
  /** Positive. */
  readonly quantity: number
  readonly reason: FillReason
  /** When one order of a group fills, the others are canceled. */
  readonly group?: string
}

/** An order in the book. */
export type RestingOrder = NewOrder & {
  readonly id: number
  /** Bar on which it was placed. The open of that bar was before it, so only later opens can jump over it. */
  readonly placedAt: number
}

/**
 * A moment (`low` = `high` = `at`), or the range of a bar, inside which nobody knows the order of prices (no `at`, but perhaps the
 * `open` that it started from).
 */
export interface PriceSpan {
  readonly low: number
  readonly high: number
  readonly at?: number
  readonly open?: number
}

/** Buys and sells with a sign: positive buys. */
export function signedQuantity(order: NewOrder): number {
  return order.side === 'buy' ? order.quantity : -order.quantity
}

/** True for orders that wait for a worse price. */
export function isStop(order: NewOrder): boolean {
  return order.kind === 'stop' || order.kind === 'trailing'
}

/** True for orders that wait for a better price. */
export function isTarget(order: NewOrder): boolean {
  return order.kind === 'limit' || order.kind === 'touch'
}

/** The price that an order waits for; NaN for a market order, which waits for none. */
export function triggerPrice(order: NewOrder): number {
  if (order.kind === 'market') return Number.NaN
  if (order.kind === 'trailing') return order.extreme * trailingFactor(order.side === 'sell' ? 1 : -1, order.distance)
  return order.level
}

/**
 * The price, before slippage, at which an order fills in a span of prices; undefined when it does not. A moment fills at its
 * own price: that is the gap. A range fills at the price that the order waited for; a stop that the open was already beyond, at the
 * open.
 */
export function match(order: NewOrder, { low, high, at, open }: PriceSpan): number | undefined {
  if (order.kind === 'market') return at
  const price = triggerPrice(order)
  const waitsAbove = (order.side === 'buy') === isStop(order)
  const touched = waitsAbove ? high >= price : low <= price
  if (!touched) return undefined
  if (at !== undefined) return at
  if (open === undefined || !isStop(order)) return price
  return waitsAbove ? Math.max(price, open) : Math.min(price, open)
}

/** The order in which a bar is assumed to reach orders: stops before targets, and of several stops the nearest first. */
export function inOrderOfReach<O extends NewOrder>(orders: readonly O[]): O[] {
  // The highest stop below the market and the lowest one above it come first; sorting keeps the order of equals.
  const reach = (order: O) => (order.side === 'sell' ? triggerPrice(order) : -triggerPrice(order))
  const stops = orders.filter(isStop).sort((a, b) => reach(b) - reach(a))
  return [...stops, ...orders.filter(isTarget)]
}
