import type { Decimal } from 'decimal.js'
import type { Pair } from './pairs.ts'

export type Side = 'buy' | 'sell'

/** The order types of Kraken that the server knows; trailing stops are refused. */
export const orderTypes = ['market', 'limit', 'stop-loss', 'stop-loss-limit', 'take-profit', 'take-profit-limit'] as const
export type OrderType = (typeof orderTypes)[number]

export const timesInForce = ['GTC', 'IOC', 'FOK', 'GTD'] as const
export type TimeInForce = (typeof timesInForce)[number]

/** What a client asks for, read and typed; whether it is allowed is decided by the matching. */
export interface OrderRequest {
  readonly pair: Pair
  readonly side: Side
  readonly type: OrderType
  /** In units of the base, or of the quote with `inQuote`. */
  readonly quantity: Decimal
  readonly limit?: Decimal | undefined
  readonly trigger?: Decimal | undefined
  readonly timeInForce?: TimeInForce | undefined
  /** End of a GTD order, ms. */
  readonly expiresAt?: number | undefined
  readonly postOnly?: boolean | undefined
  /** `viqc`: the quantity of a market buy is an amount of the quote. */
  readonly inQuote?: boolean | undefined
  readonly clientId?: string | undefined
  /** `userref`. */
  readonly reference?: number | undefined
}

export type OrderStatus = 'open' | 'closed' | 'canceled' | 'expired'

/** An order that was accepted. */
export interface ExchangeOrder {
  readonly id: string
  readonly pair: Pair
  readonly side: Side
  readonly type: OrderType
  readonly timeInForce: TimeInForce
  readonly postOnly: boolean
  readonly clientId: string | undefined
  readonly reference: number | undefined
  readonly trigger: Decimal | undefined
  readonly expiresAt: number | undefined
  readonly openedAt: number
  status: OrderStatus
  reason: string | undefined
  closedAt: number | undefined
  quantity: Decimal
  limit: Decimal | undefined
  /** True from the start for orders without a trigger. */
  isTriggered: boolean
  filled: Decimal
  cost: Decimal
  fee: Decimal
  /** Ids of its fills, oldest first. */
  readonly fills: string[]
  /** Quantities of the next executions, when the test wants parts; empty = all that is left. */
  slices: Decimal[]
  /** What becomes of the rest after the slices. */
  afterSlices: 'rests' | 'canceled'
}

/** One execution. */
export interface ExchangeFill {
  readonly id: string
  /** Number of the trade, unique per pair. */
  readonly tradeId: number
  readonly order: ExchangeOrder
  readonly at: number
  readonly price: Decimal
  readonly quantity: Decimal
  readonly cost: Decimal
  /** In the quote currency. */
  readonly fee: Decimal
  readonly isMaker: boolean
}

/** What happened to an order; the names are those of websocket v2's `exec_type`. */
export interface OrderEvent {
  readonly type: 'pending_new' | 'new' | 'trade' | 'filled' | 'canceled' | 'expired' | 'amended'
  readonly order: ExchangeOrder
  readonly fill?: ExchangeFill | undefined
  readonly at: number
}
