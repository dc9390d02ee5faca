/** What an order waits for: `stopLimit` is a stop that becomes a limit order, `trailing` a stop that follows the price. */
export type OrderKind = 'market' | 'limit' | 'stop' | 'stopLimit' | 'trailing'

/**
 * How long an order works. It is placed at the close of a bar, so the next bar is the first that can fill it.
 *
 * - `gtc`: until it is filled or canceled
 * - `day`: to the end of the UTC day on which the next bar opens
 * - `{ bars: n }`: to the close of the n-th bar after
 * - `ioc`: at the open of the next bar or not at all
 *
 * @example
 * ```ts
 * import type { TimeInForce } from 'peak-trade'
 *
 * const fiveBars: TimeInForce = { bars: 5 }
 * ```
 */
export type TimeInForce = 'gtc' | 'day' | 'ioc' | { readonly bars: number }

/**
 * Where the stop loss of an entry stands: at a price `level`, at a `distance` behind the fill price of the entry (a fraction of it), or
 * `trailing` the best price since by a fraction of that.
 *
 * @example
 * ```ts
 * import type { AttachedStop } from 'peak-trade'
 *
 * const twoPercent: AttachedStop = { distance: 0.02 }
 * ```
 */
export type AttachedStop = { readonly level: number } | { readonly distance: number } | { readonly trailing: number }

/**
 * Where the profit target of an entry stands: at a price `level`, or at a `distance` beyond the fill price of the entry (a fraction of it).
 *
 * @example
 * ```ts
 * import type { AttachedTarget } from 'peak-trade'
 *
 * const atLevel: AttachedTarget = { level: 120 }
 * ```
 */
export type AttachedTarget = { readonly level: number } | { readonly distance: number }

/**
 * When an order fills, and what comes with it. Without `limit`, `stop` and `trailing` it is a market order.
 *
 * @example
 * ```ts
 * import type { OrderConditions } from 'peak-trade'
 *
 * const breakout: OrderConditions = { stop: 105, timeInForce: { bars: 3 }, stopLoss: { level: 101 }, takeProfit: { distance: 0.1 } }
 * ```
 */
export interface OrderConditions {
  /** Price that a buy never pays more than, and a sale never gets less than. */
  readonly limit?: number | undefined
  /** Price that has to be reached: from below for a buy, from above for a sale. With `limit` it becomes a limit order then. */
  readonly stop?: number | undefined
  /** Follows the best price since it was placed at this distance, a fraction of that price. */
  readonly trailing?: number | undefined
  /** Default `gtc`. */
  readonly timeInForce?: TimeInForce | undefined
  /** When one order of a group fills, the others are canceled. */
  readonly group?: string | undefined
  /** Placed as soon as, and for as much as, this order fills; with `takeProfit` they cancel each other. */
  readonly stopLoss?: AttachedStop | undefined
  readonly takeProfit?: AttachedTarget | undefined
  /** Only makes a position smaller; canceled when there is none (left) that it could. */
  readonly reduceOnly?: boolean | undefined
}

/**
 * An order as a strategy writes it: how much, and when. `quantity` counts units; `fraction` is a share of the equity, turned into units at
 * the price of the fill, the fee set aside.
 *
 * @example
 * ```ts
 * import type { OrderTicket } from 'peak-trade'
 *
 * const half: OrderTicket = { fraction: 0.5, limit: 99 }
 * ```
 */
export type OrderTicket = OrderConditions &
  (
    | { readonly quantity: number; readonly fraction?: undefined }
    | {
        readonly fraction: number
        readonly quantity?: undefined
      }
  )

/** Where an order is in its life. `rejected`: it made no sense when it was placed, or came to nothing when it should have been filled. */
export type OrderStatus = 'working' | 'filled' | 'canceled' | 'expired' | 'rejected'

/**
 * One order and what became of it. Bars are indices; what does not apply is NaN.
 *
 * @example
 * ```ts
 * import type { OrderRecord } from 'peak-trade'
 *
 * const describeOrder = ({ side, kind, status, note }: OrderRecord) => `${side} ${kind}: ${status} ${note}`
 * ```
 */
export interface OrderRecord {
  /** Counted from 1, in the order in which they were placed. */
  readonly id: number
  /** The order that this one is attached to; undefined for an order of the strategy itself. */
  readonly parent: number | undefined
  readonly side: 'buy' | 'sell'
  readonly kind: OrderKind
  /** Units ordered, positive; NaN for a fraction of equity that is not filled yet. */
  readonly quantity: number
  /** Share of equity ordered; NaN for an order in units. */
  readonly fraction: number
  readonly limit: number
  /** Price that triggers it; of a trailing stop the current one. */
  readonly stop: number
  /** Distance of a trailing stop, a fraction of the price. */
  readonly trailing: number
  readonly timeInForce: TimeInForce
  readonly group: string | undefined
  readonly reduceOnly: boolean
  readonly status: OrderStatus
  /** Bar at whose close (open or inside, when attached) it was placed. */
  readonly placedIndex: number
  /** Bar on which the stop of a `stopLimit` order was reached. */
  readonly triggeredIndex: number
  /** Bar on which it was filled (to the end), canceled, expired or rejected. */
  readonly endIndex: number
  /** Units filled so far, positive. */
  readonly filledQuantity: number
  /** Average price of its fills, slippage included. */
  readonly averagePrice: number
  /** Why it was canceled or rejected, in a few words; empty otherwise. */
  readonly note: string
}

/**
 * The position as a strategy sees it at the close of a bar.
 *
 * @example
 * ```ts
 * import type { Position } from 'peak-trade'
 *
 * const isLong = ({ quantity }: Position) => quantity > 0
 * ```
 */
export interface Position {
  /** Signed: positive long, negative short. */
  readonly quantity: number
  /** Average fill price; NaN while flat. */
  readonly averagePrice: number
  /** Bar on which it was opened; NaN while flat. */
  readonly entryIndex: number
  /** Closes that it has lived through, the one of its entry bar counted; 0 while flat. */
  readonly barsHeld: number
}

/** Where the orders of a strategy go, and what it may know of the account. The engine stands behind it. */
export interface OrderDesk {
  readonly position: Position
  /** The working orders, oldest first. */
  readonly orders: readonly OrderRecord[]
  /** Cash plus position at the close. */
  readonly equity: number
  /** Returns the id of the order. */
  place(side: 'buy' | 'sell', ticket: OrderTicket): number
  /** Takes an order out of the book. False when it is not there (any more). */
  cancel(id: number): boolean
  cancelAll(): void
}
