import type { AttachedStop, AttachedTarget, TimeInForce } from '../../strategies/order.ts'
import { trailingFactor } from '../exits.ts'
import type { FillReason } from '../fills.ts'

/**
 * What an order waits for. A `touch` order is a limit order that pays slippage (market if touched). A `stopLimit` order becomes a limit
 * order at `limit` when its level is reached.
 */
export type OrderTerms =
  | { readonly kind: 'market' }
  | { readonly kind: 'stop' | 'limit' | 'touch'; readonly level: number }
  | { readonly kind: 'stopLimit'; readonly level: number; readonly limit: number }
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
  /** Positive; NaN when a `fraction` is given. */
  readonly quantity: number
  /** Share of equity, turned into a quantity at the fill. */
  readonly fraction?: number | undefined
  /** Why it fills when it makes a position smaller; what makes one larger is a `signal`. */
  readonly reason: FillReason
  /** When one order of a group fills, the others are canceled. */
  readonly group?: string | undefined
  /** Default `gtc`. */
  readonly timeInForce?: TimeInForce | undefined
  /** It never opens a position and never makes one larger; it is canceled when there is nothing that it could reduce. */
  readonly reduceOnly?: boolean | undefined
  /** Placed as soon as, and for as much as, this order fills. */
  readonly stopLoss?: AttachedStop | undefined
  readonly takeProfit?: AttachedTarget | undefined
  /** What the volume of a bar keeps from filling leaves at the next open, even if this is a limit order. */
  readonly restAtMarket?: boolean | undefined
  /** The order that this one is attached to. */
  readonly parent?: number | undefined
}

/** An order in the book. */
export type RestingOrder = NewOrder & {
  readonly id: number
  /** Bar on which it was placed. The open of that bar was before it, so only later opens can jump over it. */
  readonly placedAt: number
  /** The UTC day on which a `day` order can fill; known when the next bar opens. */
  readonly day?: number | undefined
  /** The last bar that the extreme of a trailing stop has seen. */
  readonly followedTo?: number | undefined
}

/** Buys and sells with a sign: positive buys. */
export function signedQuantity(order: NewOrder): number {
  return order.side === 'buy' ? order.quantity : -order.quantity
}

/** True for orders that wait for a worse price. */
export function isStop(order: NewOrder): boolean {
  return order.kind === 'stop' || order.kind === 'trailing' || order.kind === 'stopLimit'
}

/** True for orders that wait for a better price. */
export function isTarget(order: NewOrder): boolean {
  return order.kind === 'limit' || order.kind === 'touch'
}

/** True for orders that a rising price reaches. */
export function waitsAbove(order: NewOrder): boolean {
  return (order.side === 'buy') === isStop(order)
}

/** The price that an order waits for; NaN for a market order, which waits for none. */
export function triggerPrice(order: NewOrder): number {
  if (order.kind === 'market') return Number.NaN
  if (order.kind === 'trailing') return order.extreme * trailingFactor(order.side === 'sell' ? 1 : -1, { trailingStop: order.distance })
  return order.level
}

/** What stays of an order of which only a part could be filled: limits wait on, everything else goes on at the next open. */
export function remainder(order: RestingOrder, quantity: number): RestingOrder {
  const { fraction: _, ...rest } = order
  if (rest.kind === 'stopLimit') return { ...rest, quantity, kind: 'limit', level: rest.limit }
  return rest.kind === 'limit' && rest.restAtMarket !== true ? { ...rest, quantity } : { ...rest, quantity, kind: 'market' }
}

/**
 * A trailing stop that has seen the prices of bar `index`, once per bar; every other order stays as it is.
 */
export function followed(order: RestingOrder, bar: { readonly high: number; readonly low: number }, index: number): RestingOrder {
  if (order.kind !== 'trailing' || order.followedTo === index) return order
  const extreme = order.side === 'sell' ? Math.max(order.extreme, bar.high) : Math.min(order.extreme, bar.low)
  return { ...order, extreme, followedTo: index }
}
