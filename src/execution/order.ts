/**
 * What somebody decided to trade, before anything was asked: plain data, to be written down as it is.
 *
 * @example
 * ```ts
 * import { clientOrderId, type OrderIntent } from 'peak-trade'
 *
 * const at = Date.UTC(2025, 0, 15)
 * const clientId = clientOrderId({ session: 'shadow-1', symbol: 'BTC/EUR', at, sequence: 0 })
 * const intent: OrderIntent = { clientId, symbol: 'BTC/EUR', side: 'buy', kind: 'limit', quantity: 0.01, price: 50_000, at }
 * intent.kind // 'limit'
 * ```
 */
export interface OrderIntent {
  /** See `clientOrderId`: the same decision has the same id, also after a restart. */
  readonly clientId: string
  readonly symbol: string
  readonly side: 'buy' | 'sell'
  readonly kind: 'market' | 'limit'
  /** In units, positive. */
  readonly quantity: number
  /** The limit price, in quote currency; a market order has none. */
  readonly price?: number | undefined
  /** The exchange fills it only as far as it makes a position smaller. */
  readonly reduceOnly?: boolean | undefined
  /** When it was decided, milliseconds since the Unix epoch. */
  readonly at: number
  /** Why, for people. */
  readonly reason?: string | undefined
}

/**
 * Where an order stands.
 *
 * - `new`: decided. `approved`: all gates passed. `journaled`: written down; from now on it is found again after a crash.
 * - `sent`: on its way. `acknowledged`: the exchange has it. `partially-filled`: and filled a part.
 * - `filled`, `canceled`, `rejected`, `expired`: at an end. Only a fill that comes late still changes them.
 * - `unknown`: sent, and nobody knows what became of it. It is asked for, and never sent again.
 */
export type OrderState =
  | 'new'
  | 'approved'
  | 'journaled'
  | 'sent'
  | 'acknowledged'
  | 'partially-filled'
  | 'filled'
  | 'canceled'
  | 'rejected'
  | 'expired'
  | 'unknown'

/**
 * A part of an order that an exchange filled.
 *
 * @example
 * ```ts
 * import type { ExchangeFill } from 'peak-trade'
 *
 * const fill: ExchangeFill = {
 *   ...{ fillId: 'T-1', exchangeId: 'O-1', symbol: 'BTC/EUR', side: 'buy' },
 *   ...{ quantity: 0.01, price: 50_000, fee: 0.8, feeCurrency: 'EUR', at: Date.UTC(2025, 0, 15) },
 * }
 * fill.quantity * fill.price // 500
 * ```
 */
export interface ExchangeFill {
  /** The exchange's own id of this fill: one that is known already changes nothing. */
  readonly fillId: string
  readonly clientId?: string | undefined
  /** The exchange's id of the order. */
  readonly exchangeId: string
  readonly symbol: string
  readonly side: 'buy' | 'sell'
  /** In units, positive. */
  readonly quantity: number
  /** Of a unit, in quote currency. */
  readonly price: number
  /** In `feeCurrency`; negative for a rebate. */
  readonly fee: number
  /** The quote currency when it is left out. */
  readonly feeCurrency?: string | undefined
  /** Milliseconds since the Unix epoch. */
  readonly at: number
}

/**
 * An order with everything that became of it, as `applyOrderEvent` makes it: plain data.
 *
 * @example
 * ```ts
 * import { newOrder } from 'peak-trade'
 *
 * const order = newOrder({ clientId: 'a', symbol: 'BTC/EUR', side: 'buy', kind: 'market', quantity: 0.01, at: 0 })
 * order.state // 'new'
 * order.filled // 0
 * ```
 */
export interface LiveOrder {
  /** With what amendments changed. */
  readonly intent: OrderIntent
  readonly state: OrderState
  /** The exchange's id, once it gave one. */
  readonly exchangeId?: string | undefined
  /** Sum of all fills, in units. More than was ordered is possible, and then `overfilled`. */
  readonly filled: number
  /** Of the fills, weighted by quantity; NaN while nothing is filled. */
  readonly averagePrice: number
  /** Sum of the fees, whatever their currency; the fills tell it apart. */
  readonly fees: number
  /** Of all fills, in the order in which they came. */
  readonly fillIds: readonly string[]
  /** True when the exchange filled more than was ordered. */
  readonly overfilled?: boolean | undefined
  /** Why it was rejected, lost or canceled. */
  readonly reason?: string | undefined
  /** Of the last event, milliseconds since the Unix epoch. */
  readonly at: number
}

/**
 * Something that happened to an order.
 *
 * `lose-track` is what a timeout after sending is: the order becomes `unknown`. `resolve` is what asking the exchange then gave: `state` is what it
 * says, or `absent` when it has never seen the order, which becomes `rejected`.
 *
 * @example
 * ```ts
 * import { applyOrderEvent, newOrder, type OrderEvent } from 'peak-trade'
 *
 * const event: OrderEvent = { type: 'approve', at: 5 }
 * const order = newOrder({ clientId: 'a', symbol: 'BTC/EUR', side: 'buy', kind: 'market', quantity: 0.01, at: 0 })
 * const moved = applyOrderEvent(order, event)
 * moved.ok && moved.order.state // 'approved'
 * ```
 */
export type OrderEvent = { readonly at: number } & (
  | { readonly type: 'approve' }
  | { readonly type: 'journal' }
  | { readonly type: 'send' }
  | { readonly type: 'acknowledge'; readonly exchangeId: string }
  | { readonly type: 'fill'; readonly fill: ExchangeFill }
  | { readonly type: 'cancel'; readonly reason?: string | undefined }
  | { readonly type: 'reject'; readonly reason: string }
  | { readonly type: 'expire' }
  | { readonly type: 'lose-track'; readonly reason: string }
  | {
      readonly type: 'resolve'
      /** What the exchange says of it. */
      readonly state: 'open' | 'filled' | 'canceled' | 'rejected' | 'expired' | 'absent'
      readonly exchangeId?: string | undefined
      readonly reason?: string | undefined
    }
  | { readonly type: 'amend'; readonly quantity?: number | undefined; readonly price?: number | undefined }
)
