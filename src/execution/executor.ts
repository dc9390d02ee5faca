import type { Approved } from './approve.ts'
import type { ExchangeFill } from './order.ts'

/**
 * What came of handing an order over.
 *
 * - `acknowledged`: the exchange has it, under its own id.
 * - `rejected`: the exchange said no. It will never fill.
 * - `validated`: it would have been taken, and was not placed. It will never fill.
 * - `unknown`: there was no answer that says so: it may have arrived, or not. It is asked for, and never sent again.
 *
 * @example
 * ```ts
 * import type { SubmitResult } from 'peak-trade'
 *
 * const timeout: SubmitResult = { outcome: 'unknown', reason: 'no answer within 10 s' }
 * timeout.outcome // 'unknown'
 * ```
 */
export type SubmitResult =
  | { readonly outcome: 'acknowledged'; readonly exchangeId: string }
  | { readonly outcome: 'rejected'; readonly reason: string }
  | { readonly outcome: 'validated' }
  | { readonly outcome: 'unknown'; readonly reason: string }

/** What came of taking an order back. `not-open` says what the exchange has instead; an order that it has never seen is `absent`. */
export type CancelResult =
  | { readonly outcome: 'canceled' }
  | { readonly outcome: 'not-open'; readonly state: ExchangeOrder['state'] | 'absent' }
  | { readonly outcome: 'unknown'; readonly reason: string }

/**
 * An order as an exchange knows it.
 *
 * @example
 * ```ts
 * import type { ExchangeOrder } from 'peak-trade'
 *
 * const order: ExchangeOrder = {
 *   ...{ clientId: 'a', exchangeId: 'O-1', symbol: 'BTC/EUR', side: 'buy', kind: 'limit', quantity: 1, price: 50_000 },
 *   ...{ filled: 0.25, averagePrice: 49_990, state: 'open', at: Date.UTC(2025, 0, 15) },
 * }
 * order.quantity - order.filled // 0.75
 * ```
 */
export interface ExchangeOrder {
  /** The id that it was sent with; an order that somebody placed by hand has none. */
  readonly clientId?: string | undefined
  readonly exchangeId: string
  readonly symbol: string
  readonly side: 'buy' | 'sell'
  readonly kind: 'market' | 'limit'
  readonly quantity: number
  readonly price?: number | undefined
  /** In units. */
  readonly filled: number
  /** Of what is filled; NaN while nothing is. */
  readonly averagePrice: number
  readonly state: 'open' | 'filled' | 'canceled' | 'rejected' | 'expired'
  /** When it arrived, milliseconds since the Unix epoch, by the clock of the exchange. */
  readonly at: number
}

/** Cash and positions as an exchange knows them: signed units by symbol. */
export interface ExchangeAccount {
  readonly cash: number
  readonly positions: Readonly<Record<string, number>>
}

/**
 * Where approved orders go: the port behind which a simulation, the sandbox of an exchange, or a list of what would have been sent stands.
 *
 * It takes nothing but {@link Approved} orders, and uses each approval up (`redeemApproval`) before anything else. No answer is an answer: what fails
 * after something may have left is `unknown`, or an error that is thrown, which `OrderDesk` takes for the same.
 *
 * @example
 * ```ts
 * import { dryRunExecutor, type Executor } from 'peak-trade'
 *
 * const executor: Executor = dryRunExecutor()
 * executor.mode // 'dry-run'
 * ```
 */
export interface Executor {
  readonly mode: 'paper' | 'shadow' | 'testnet' | 'dry-run'
  /** Hands an order over. `at` is now, milliseconds since the Unix epoch. */
  submit(order: Approved, at: number): Promise<SubmitResult>
  cancel(clientId: string): Promise<CancelResult>
  /** An order by its client id, open or over; undefined when the exchange has never seen it. */
  find(clientId: string): Promise<ExchangeOrder | undefined>
  openOrders(): Promise<readonly ExchangeOrder[]>
  /** Fills that happened at `at` or later, of all orders of the account. */
  fillsSince(at: number): Promise<readonly ExchangeFill[]>
  account(): Promise<ExchangeAccount>
}
