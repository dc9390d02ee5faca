import { ConfigError, DataError } from '../../base/errors.ts'
import type { OrderRecord } from '../../strategies/order.ts'
import { type Account, applyCarry, applyFill, equityAt, openAccount } from '../account.ts'
import { FillCosts } from '../fill-costs.ts'
import type { Fill, FillReason } from '../fills.ts'
import { attachedOrders } from './attached-orders.ts'
import type { ExchangeSettings } from './exchange-settings.ts'
import { MARGIN_CALL, marginCall } from './margin-call.ts'
import { inOrderOfReach, match, moment, type PriceSpan, restOfBar } from './match-order.ts'
import type { Admission } from './order-admission.ts'
import { OrderBook } from './order-book.ts'
import { isOverAfterOpen, isOverAtClose } from './order-expiry.ts'
import type { OrderLog } from './order-log.ts'
import { type OrderSizing, orderSize, reducesPosition } from './order-size.ts'
import type { PriceBar } from './price-bar.ts'
import { isStop, isTarget, type NewOrder, type RestingOrder, remainder, signedQuantity, waitsAbove } from './resting-order.ts'
import { tradableQuantity } from './tradable-quantity.ts'

export type { PriceBar } from './price-bar.ts'

/** A market order as {@link SimulatedExchange.trade} takes it: signed quantity, positive buys. */
export interface MarketTrade {
  readonly quantity: number
  readonly reason: FillReason
  readonly group?: string
}

/**
 * An exchange on paper: one account, a book of resting orders, one bar at a time. It fills exactly as a backtest does, but one
 * order after the other, in code that is written to be read.
 *
 * Each bar is two calls. {@link openBar}: orders for a day that is over expire, waiting market orders fill at the open in the order in which
 * they were placed, and the price is now the open. {@link closeBar}: resting orders that the open has jumped over fill at the open; orders for
 * one open expire; then the range reaches stops, the nearest to the open first, and then limits, the nearest first; trailing stops follow the
 * extreme of the bar; the price is now the close; orders for so many bars expire. Between and after these calls {@link trade} fills at the
 * current price.
 *
 * A limit order fills at its level, or at a price that is better from the start; never at a worse one. A stop-limit order becomes a
 * limit order when its level is reached, and fills at once where the limit allows it. The stop loss and the profit target of an entry are
 * placed when it fills. After a fill inside a bar only the rest of the bar counts for them, and of that rest the worse is assumed: the stop
 * loss fills when the bar has been there at all, the profit target only if the bar must have been there after the entry.
 *
 * Market, stop, stop-limit, trailing and touch orders pay slippage (a stop-limit order never more than its limit), limit orders do not;
 * all pay fees. A position that exhausts the account is closed where that happens, with the reason `liquidation`, and all orders are
 * canceled.
 *
 * @example
 * ```ts
 * import { SimulatedExchange } from 'peak-trade'
 *
 * const exchange = new SimulatedExchange({ capital: 1000, costs: { feeBps: 0, slippageBps: 0 } })
 * exchange.place({ kind: 'market', side: 'buy', quantity: 2, reason: 'signal' })
 * exchange.openBar(0, { open: 100, high: 104, low: 99, close: 103 })
 * exchange.place({ kind: 'stop', level: 98, side: 'sell', quantity: 2, reason: 'stop' })
 * exchange.closeBar()
 * exchange.worth() // 1006
 * exchange.openBar(1, { open: 101, high: 102, low: 97, close: 99 })
 * exchange.closeBar()
 * exchange.fills.map(fill => fill.price) // [100, 98]
 * exchange.records.map(order => order.status) // ['filled', 'filled']
 * ```
 */
export class SimulatedExchange {
  readonly account: Account
  /** Every execution so far. */
  readonly fills: Fill[] = []
  /** The order of each fill, by its id; 0 for liquidations. */
  readonly fillOrders: number[] = []
  /** Bars on which orders above and below were touched, or on which an attached stop loss may have been. */
  ambiguousBars = 0
  /** Positions left at an open that had already jumped over a resting order. */
  gapExits = 0
  /** Bars on which the open jumped over a target and a stop was touched later. */
  targetBeforeStop = 0
  /** What slippage cost, in quote currency. */
  slippage = 0
  /** Traded value as shares of the equity at the time, added up. */
  turned = 0

  private readonly settings: ExchangeSettings
  private readonly sizing: OrderSizing
  private readonly admission: Admission | undefined
  private readonly book: OrderBook = new OrderBook()
  /** The exchange's own stop: where cash plus position is worth nothing. It comes after the orders of the client. */
  private marginCall: RestingOrder | undefined
  private index = -1
  private bar: PriceBar = { open: Number.NaN, high: Number.NaN, low: Number.NaN, close: Number.NaN }
  private now = Number.NaN
  private ambiguous = false

  constructor(settings: ExchangeSettings) {
    const { capital, costs, instrument = {}, admission } = settings
    this.settings = settings
    this.account = openAccount(capital)
    this.sizing = { account: this.account, costs: new FillCosts(costs, instrument), instrument }
    this.admission = admission
  }

  /** The resting orders, oldest first. */
  get orders(): readonly RestingOrder[] {
    return this.book.orders
  }

  /** Every order so far and what became of it. */
  get records(): readonly OrderRecord[] {
    return this.book.log.records
  }

  /** @internal The records by id. */
  get log(): OrderLog {
    return this.book.log
  }

  /** The current price: the open after {@link openBar}, the close after {@link closeBar}; NaN before the first bar. */
  get price(): number {
    return this.now
  }

  /** Bar that is under way or was the last; -1 before the first. */
  get barIndex(): number {
    return this.index
  }

  /** Bar on which the position was opened; NaN while flat. */
  get entryIndex(): number {
    return this.marginCall?.placedAt ?? Number.NaN
  }

  /** Cash plus position at the current price. */
  worth(): number {
    return equityAt(this.account, this.now)
  }

  /**
   * Puts an order into the book; a market order waits there for the next open. Returns its id.
   *
   * @throws {@link ConfigError} `exchange/quantity` unless the quantity (or the fraction of equity) is positive and finite.
   */
  place(order: NewOrder): number {
    const size = order.fraction ?? order.quantity
    if (!(size > 0 && size < Number.POSITIVE_INFINITY))
      throw new ConfigError('exchange/quantity', `the quantity of a ${order.kind} order is ${size}; it must be positive and finite`, {
        quantity: size,
      })
    return this.book.place(order, this.index)
  }

  /** Writes down an order that is not taken, and why. Returns its id. */
  reject(order: NewOrder, note: string): number {
    return this.book.reject(order, this.index, note)
  }

  /** Gives a resting order a new level and quantity; it keeps its age, and a trailing stop keeps its extreme. */
  amend(id: number, order: NewOrder): void {
    this.book.amend(id, order)
  }

  /** Takes an order out of the book. False when it is not there: that is no mistake, because a fill may have come first. */
  cancel(id: number): boolean {
    if (this.book.find(id) === undefined) return false
    this.book.end(order => order.id === id, 'canceled', this.index, 'on request')
    return true
  }

  /**
   * Trades at the current price, at once, as much as the volume of the bar allows. Returns the signed quantity that was traded.
   *
   * @throws {@link DataError} `exchange/no-price` before the first bar, {@link ConfigError} `exchange/quantity` for a quantity of
   * 0 or one that is not finite.
   */
  trade({ quantity, ...rest }: MarketTrade): number {
    if (Number.isNaN(this.now))
      throw new DataError('exchange/no-price', 'there is no price to trade at before the first bar; open a bar, or place an order')
    const id = this.place({ ...rest, kind: 'market', side: quantity > 0 ? 'buy' : 'sell', quantity: Math.abs(quantity) })
    const earlier = this.fills.length
    this.tryToFill(id, moment(this.now))
    this.book.end(order => order.id === id, 'canceled', this.index, 'the volume of the bar did not suffice')
    return this.fills.slice(earlier).reduce((sum, fill) => sum + fill.quantity, 0)
  }

  /**
   * A bar opens: what holding the position has cost is paid, and waiting market orders fill.
   *
   * @throws {@link DataError} `exchange/no-time` when an order for the day waits and the bar has no time.
   */
  openBar(index: number, bar: PriceBar): void {
    this.payCarry(bar)
    this.index = index
    this.bar = bar
    this.now = bar.open
    this.book.startDay(bar.time, index)
    for (const { id, kind } of this.orders) if (kind === 'market') this.tryToFill(id, moment(bar.open))
  }

  /** The rest of the bar happens, and it closes. */
  closeBar(): void {
    const { bar, book, index } = this
    if (this.orders.length > 0 || this.marginCall !== undefined) {
      this.ambiguous = false
      this.fillAtOpen()
      book.end(order => isOverAfterOpen(order, index), 'expired', index)
      const orders = this.watched()
      if (this.settings.exits?.sameBar === 'target') orders.sort((a, b) => Number(isTarget(b)) - Number(isTarget(a)))
      for (const { id } of orders) this.tryToFill(id, { low: bar.low, high: bar.high, from: bar.open })
      if (this.ambiguous) this.ambiguousBars++
      book.end(order => isOverAtClose(order, index), 'expired', index)
      book.follow(bar, index)
    }
    this.now = bar.close
  }

  private payCarry({ open, time }: PriceBar): void {
    const { borrowRate = 0, fundingRate = 0 } = this.settings.costs
    const { account, bar } = this
    if (account.quantity === 0 || time === undefined || bar.time === undefined) return
    applyCarry(account, open, time - bar.time, { borrowRate, fundingRate })
    this.marginCall = marginCall(account, this.entryIndex)
  }

  /** Orders that prices can reach, in the order in which they are assumed to. */
  private watched(): RestingOrder[] {
    return inOrderOfReach(this.marginCall === undefined ? this.orders : [...this.orders, this.marginCall], this.bar.open)
  }

  /** Fills the resting orders that the open has jumped over. */
  private fillAtOpen(): void {
    const { bar, account } = this
    const orders = this.watched()
    const touched = orders.filter(order => match(order, bar) !== undefined && !isOverAfterOpen(order, this.index))
    const stopTouched = touched.some(isStop)
    if (touched.some(waitsAbove) && !touched.every(waitsAbove)) this.ambiguous = true
    // The margin call comes again when another order could not close all of the position.
    for (const order of this.marginCall === undefined ? orders : [...orders, this.marginCall]) {
      if (order.placedAt === this.index) continue
      const leaves = reducesPosition(order, account)
      if (!this.tryToFill(order.id, moment(bar.open)) || !leaves) continue
      this.gapExits++
      if (isTarget(order) && stopTouched) this.targetBeforeStop++
    }
  }

  /** Fills one order if it is still there and the prices reach it. */
  private tryToFill(id: number, span: PriceSpan): boolean {
    const order = this.marginCall?.id === id ? this.marginCall : this.book.find(id)
    if (order === undefined) return false
    const price = match(order, span)
    if (price === undefined) return false
    if (order.kind === 'stopLimit') {
      this.log.trigger(id, this.index)
      if (order.side === 'buy' ? price > order.limit : price < order.limit) return this.waitAtLimit(order, price, span)
    }
    const size = orderSize(order, price, this.sizing)
    const refusal = typeof size === 'string' ? size : this.refusal(order, size, price)
    if (typeof size === 'string' || refusal !== undefined) {
      this.end(order, order.reduceOnly === true ? 'canceled' : 'rejected', refusal)
      return false
    }
    if (order !== this.marginCall && this.settings.clear?.({ order, quantity: size, price }) === false) return false
    this.execute(order, size, price)
    if (span.at === undefined) this.watchRest(order, price, span)
    return true
  }

  /** A stop-limit order whose stop was reached beyond its limit is a limit order from now on. */
  private waitAtLimit(order: RestingOrder & { readonly kind: 'stopLimit' }, price: number, span: PriceSpan): boolean {
    const { limit, ...rest } = order
    this.book.replace(order.id, () => ({ ...rest, kind: 'limit', level: limit }))
    return this.tryToFill(order.id, span.at === undefined ? restOfBar(order, price, span, this.bar.close) : span)
  }

  private refusal({ side }: RestingOrder, quantity: number, price: number): string | undefined {
    const { admission, account, index } = this
    if (admission === undefined || (reducesPosition({ side }, account) && quantity <= Math.abs(account.quantity))) return undefined
    return admission({ side, quantity, price, index, account })
  }

  /** Fills an order, takes it out of the book as far as it was filled, and does what follows from that for other orders. */
  private execute(order: RestingOrder, quantity: number, price: number): void {
    const { book, index } = this
    const called = order === this.marginCall
    const left = this.fillParts(order, quantity, price)
    if (called) {
      book.end(() => true, 'canceled', index, 'the position was liquidated')
      return
    }
    const rest = left > 0 ? remainder(order, left) : undefined
    if (rest === undefined) this.end(order, 'filled')
    else book.replace(order.id, () => rest)
    // A limit order of which nothing could be filled has changed nothing.
    if (left === quantity && rest?.kind === 'limit') return
    // While an exit at a limit is not complete, what protects the rest of the position stays.
    this.cancelRelated(rest?.kind === 'limit' && rest.reduceOnly === true ? { ...order, group: undefined } : order)
    if (left < quantity && (order.stopLoss !== undefined || order.takeProfit !== undefined)) this.attach(order)
  }

  /** Closes what an order closes and opens the rest, in two fills, so that every trade has its own. Returns what could not be filled. */
  private fillParts(order: RestingOrder, quantity: number, price: number): number {
    const { account } = this
    const closing = reducesPosition(order, account) ? Math.min(quantity, Math.abs(account.quantity)) : 0
    const opening = quantity - closing
    let left = 0
    if (closing > 0) left = closing - this.fillPart({ ...order, quantity: closing }, price, quantity)
    if (opening === 0 || left > 0) return left + opening
    return opening - this.fillPart({ ...order, quantity: opening, reason: 'signal' }, price, quantity)
  }

  private fillPart(part: RestingOrder, price: number, ordered: number): number {
    const filled = Math.abs(this.fill(part, price))
    if (filled > 0 && part.id !== MARGIN_CALL) this.log.fill(part.id, filled, this.fills[this.fills.length - 1].price, ordered)
    return filled
  }

  /** Cancels what a fill makes pointless. */
  private cancelRelated({ id, group, parent }: RestingOrder): void {
    const { book, index, account } = this
    if (group !== undefined)
      book.end(other => other.id !== id && other.group === group, 'canceled', index, 'another order of its group has filled')
    if (parent !== undefined) book.end(other => other.id === parent, 'canceled', index, 'an order attached to it has filled')
    const pointless = (other: RestingOrder) => other.reduceOnly === true && !reducesPosition(other, account)
    book.end(pointless, 'canceled', index, 'there is no position left that it could reduce')
  }

  /** Places the stop loss and the profit target of an entry, or fits them to what has filled by now. */
  private attach(entry: RestingOrder): void {
    const { filledQuantity, averagePrice } = this.log.of(entry.id)
    for (const order of attachedOrders(entry, averagePrice, filledQuantity)) {
      const resting = this.orders.find(({ parent, reason }) => parent === entry.id && reason === order.reason)
      if (resting !== undefined) this.amend(resting.id, order)
      else if (reducesPosition(order, this.account)) this.place(order)
      else this.reject(order, 'there is no position that it could reduce')
    }
  }

  /** After a fill inside a bar: what was placed by it, and the margin call, live through the rest of the bar. */
  private watchRest(order: RestingOrder, price: number, span: PriceSpan): void {
    const rest = restOfBar(order, price, span, this.bar.close)
    const attached = this.orders.filter(({ parent }) => parent === order.id)
    const watched = inOrderOfReach(this.marginCall === undefined ? attached : [...attached, this.marginCall], price)
    const touched = watched.filter(other => match(other, rest) !== undefined)
    if (touched.length > 1 || touched.some(other => match(other, rest.sure) === undefined)) this.ambiguous = true
    for (const { id } of watched) this.tryToFill(id, rest)
    this.book.follow(rest.sure, this.index, ({ parent }) => parent === order.id)
  }

  private end({ id }: RestingOrder, status: 'filled' | 'canceled' | 'rejected', note?: string): void {
    this.book.end(order => order.id === id, status, this.index, note)
  }

  /** Books a fill. Returns the signed quantity that it came to. */
  private fill(order: RestingOrder, price: number): number {
    const { account, index, fills } = this
    const { costs, instrument } = this.sizing
    const { volume = Number.NaN } = this.bar
    const participation = order.reason === 'liquidation' ? undefined : this.settings.costs.participation
    const quantity = tradableQuantity(signedQuantity(order), { index, fills, volume, participation, lot: instrument.lot })
    if (quantity === 0) return 0
    const limit = order.kind === 'limit'
    const paid = limit ? costs.limitPrice(price, quantity) : capped(order, costs.marketPrice(price, quantity, volume))
    const fee = costs.fee(quantity, paid, limit)
    const worth = equityAt(account, price)
    applyFill(account, quantity, paid, fee)
    fills.push({ index, quantity, price: paid, fee, reason: order.reason })
    this.fillOrders.push(order.id)
    this.slippage += Math.abs(quantity * (paid - price))
    // At a liquidation nothing is left to compare with.
    if (order.reason !== 'liquidation' && worth > 0) this.turned += Math.abs(quantity * paid) / worth
    // No fill goes through zero, and while flat there is no margin call to be as old as.
    this.marginCall = marginCall(account, this.marginCall?.placedAt ?? index)
    return quantity
  }
}

/** The price of a stop-limit order never passes its limit. */
function capped(order: RestingOrder, paid: number): number {
  if (order.kind !== 'stopLimit') return paid
  return order.side === 'buy' ? Math.min(paid, order.limit) : Math.max(paid, order.limit)
}
