import type { Refusal } from '../base/verdict.ts'
import { checkOrder } from './check-order.ts'
import type { RiskSeverity, RiskVerdict } from './limit-check.ts'
import type { RiskAccount, RiskPrices } from './risk-account.ts'
import { RiskBook } from './risk-book.ts'
import type { RiskLimits } from './risk-limits.ts'
import type { CheckOptions, RiskOptions } from './risk-options.ts'
import type { RiskOrder } from './risk-order.ts'
import { afterOrder } from './risk-state.ts'

/**
 * What limits say of orders that are to be sent together.
 */
export interface BatchVerdict {
  /** True when every order passes. */
  readonly ok: boolean
  /** The worst of all orders. */
  readonly severity: RiskSeverity
  /** Reasons of all orders, with the id of the order in front. */
  readonly refusals: readonly Refusal[]
  /** One verdict per order. */
  readonly orders: readonly RiskVerdict[]
}

/**
 * Asks all limits about several orders as a whole: each is judged as if those before it that pass were open, so that many small ones cannot do
 * what a large one may not. An exit makes no room for an entry in the same batch, because nobody knows that it fills.
 *
 * @throws {@link ConfigError} `risk-limits/…` for limits that make no sense.
 *
 * @example
 * ```ts
 * import { checkOrders, defineLimits } from 'peak-trade'
 *
 * const order = { symbol: 'BTC/EUR', side: 'buy', quantity: 0.01 } as const
 * const orders = [{ ...order, id: '1' }, { ...order, id: '2' }, { ...order, id: '3' }]
 * const batch = checkOrders(defineLimits({ maxSymbolExposure: 1_000 }), orders, { cash: 5_000, positions: {} }, { 'BTC/EUR': 50_000 })
 * batch.orders.map(({ ok }) => ok) // [true, true, false]
 * ```
 */
export function checkOrders(
  limits: RiskLimits,
  orders: readonly RiskOrder[],
  account: RiskAccount,
  prices: RiskPrices,
  options?: RiskOptions,
): BatchVerdict
export function checkOrders(limits: RiskLimits, orders: readonly RiskOrder[], account: RiskBook, options?: CheckOptions): BatchVerdict
export function checkOrders(
  limits: RiskLimits,
  orders: readonly RiskOrder[],
  account: RiskAccount | RiskBook,
  prices?: RiskPrices | CheckOptions,
  options?: RiskOptions,
): BatchVerdict {
  const isBook = account instanceof RiskBook
  const book = isBook ? account.clone() : new RiskBook(account, prices as RiskPrices, options)
  const seen = new Set(book.openOrders.map(({ id }) => id))
  let given = isBook ? (prices as CheckOptions | undefined) : options
  const verdicts = orders.map(order => {
    const verdict = seen.has(order.id) ? refuseTwin(order.id) : checkOrder(limits, order, book, given)
    seen.add(order.id)
    if (!verdict.ok) return verdict
    book.addOrder(order)
    if (given?.state !== undefined && given.at !== undefined)
      given = { ...given, state: afterOrder(given.state, { at: given.at, notional: verdict.notional }) }
    return verdict
  })
  const severities = verdicts.map(({ severity }) => severity)
  return {
    ok: verdicts.every(({ ok }) => ok),
    severity: severities.includes('breach') ? 'breach' : severities.includes('warning') ? 'warning' : 'ok',
    refusals: verdicts.flatMap(({ refusals }, k) =>
      refusals.map(({ code, message }) => ({ code, message: `order ${orders[k].id}: ${message}` })),
    ),
    orders: verdicts,
  }
}

function refuseTwin(id: string): RiskVerdict {
  const message = `order_id: there is another order with the id "${id}"; give every order its own`
  const refusals = [{ code: 'risk/order_id', message }]
  return { ok: false, refusals, severity: 'breach', checks: [], unchecked: [], notional: Number.NaN }
}
