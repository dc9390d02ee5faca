import { ConfigError, DataError } from '../base/errors.ts'
import { type Account, applyFill, equityAt, openAccount, ruinLevel } from './account.ts'
import { type Costs, fillFee, slippedPrice } from './costs.ts'
import type { Fill, FillReason } from './fills.ts'
import {
  inOrderOfReach,
  isStop,
  isTarget,
  match,
  type NewOrder,
  type PriceSpan,
  type RestingOrder,
  signedQuantity,
} from './resting-order.ts'

/** The prices of one bar. */
export interface PriceBar {
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
}

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
 * Each bar is two calls. {@link openBar}: waiting market orders fill at the open, and the price is now the open.
 * {@link closeBar}: resting orders that the open has jumped over fill at the open; then the range reaches stops, the nearest
 * first, and then targets; trailing stops follow the extreme of the bar; the price is now the close. Between and after
 * these calls {@link trade} fills at the current price.
 *
 * Market, stop, trailing and touch orders pay slippage, limit orders do not; all pay fees. A position that exhausts the account
 * is closed where that happens, with the reason `liquidation`, and all orders are canceled.
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
 * ```
 */
export class SimulatedExchange {
  readonly account: Account
  /** Every execution so far. */
  readonly fills: Fill[] = []
  /** Bars on which both a stop and a target were touched. */
  ambiguousBars = 0
  /** Resting orders filled at an open that had already jumped over them. */
  gapExits = 0
  /** Bars on which the open jumped over a target and a stop was touched later. */
  targetBeforeStop = 0

  private readonly feeRate: number
  private readonly slippageRate: number
  private book: readonly RestingOrder[] = []
  /** The exchange's own stop: where cash plus position is worth nothing. It comes after the orders of the client. */
  private marginCall: RestingOrder | undefined
  private nextId = 1
  private index = -1
  private bar: PriceBar = { open: Number.NaN, high: Number.NaN, low: Number.NaN, close: Number.NaN }
  private now = Number.NaN

  constructor({ capital, costs }: { readonly capital: number; readonly costs: Costs }) {
    this.account = openAccount(capital)
    this.feeRate = costs.feeBps / 10_000
    this.slippageRate = costs.slippageBps / 10_000
  }

  /** The resting orders, oldest first. */
  get orders(): readonly RestingOrder[] {
    return this.book
  }

  /** The current price: the open after {@link openBar}, the close after {@link closeBar}; NaN before the first bar. */
  get price(): number {
    return this.now
  }

  /** Cash plus position at the current price. */
  worth(): number {
    return equityAt(this.account, this.now)
  }

  /**
   * Puts an order into the book; a market order waits there for the next open. Returns its id.
   *
   * @throws {@link ConfigError} `exchange/quantity` unless the quantity is positive and finite.
   */
  place(order: NewOrder): number {
    if (!(order.quantity > 0 && order.quantity < Number.POSITIVE_INFINITY))
      throw new ConfigError(
        'exchange/quantity',
        `the quantity of a ${order.kind} order is ${order.quantity}; it must be positive and finite`,
        {
          quantity: order.quantity,
        },
      )
    const id = this.nextId++
    this.book = [...this.book, { ...order, id, placedAt: this.index }]
    return id
  }

  /** Gives a resting order a new level and quantity; it keeps its age, and a trailing stop keeps its extreme. */
  amend(id: number, order: NewOrder): void {
    this.book = this.book.map(resting => {
      if (resting.id !== id) return resting
      const { placedAt } = resting
      if (resting.kind === 'trailing' && order.kind === 'trailing') return { ...order, extreme: resting.extreme, id, placedAt }
      return { ...order, id, placedAt }
    })
  }

  /** Takes an order out of the book; an id that is not there is no mistake, because a fill may have come first. */
  cancel(id: number): void {
    this.book = this.book.filter(resting => resting.id !== id)
  }

  /**
   * Trades at the current price, at once.
   *
   * @throws {@link DataError} `exchange/no-price` before the first bar, {@link ConfigError} `exchange/quantity` for a quantity of
   * 0 or one that is not finite.
   */
  trade({ quantity, ...rest }: MarketTrade): void {
    if (Number.isNaN(this.now))
      throw new DataError('exchange/no-price', 'there is no price to trade at before the first bar; open a bar, or place an order')
    const id = this.place({ ...rest, kind: 'market', side: quantity > 0 ? 'buy' : 'sell', quantity: Math.abs(quantity) })
    this.tryToFill(id, moment(this.now))
  }

  /** A bar opens: waiting market orders fill. */
  openBar(index: number, bar: PriceBar): void {
    this.index = index
    this.bar = bar
    this.now = bar.open
    for (const { id, kind } of this.book) if (kind === 'market') this.tryToFill(id, moment(bar.open))
  }

  /** The rest of the bar happens, and it closes. */
  closeBar(): void {
    const { bar } = this
    this.matchResting({ low: bar.low, high: bar.high })
    this.book = this.book.map(order => followed(order, bar))
    this.now = bar.close
  }

  private matchResting(range: PriceSpan): void {
    const orders = inOrderOfReach(this.marginCall === undefined ? this.book : [...this.book, this.marginCall])
    const stopTouched = orders.some(order => isStop(order) && match(order, range) !== undefined)
    const targetTouched = orders.some(order => isTarget(order) && match(order, range) !== undefined)
    if (stopTouched && targetTouched) this.ambiguousBars++
    for (const order of orders) {
      if (order.placedAt === this.index) continue
      if (!this.tryToFill(order.id, moment(this.bar.open))) continue
      this.gapExits++
      if (isTarget(order) && stopTouched) this.targetBeforeStop++
    }
    for (const order of orders) this.tryToFill(order.id, { ...range, open: this.bar.open })
  }

  /** Fills one order if it is still there and the prices reach it. */
  private tryToFill(id: number, span: PriceSpan): boolean {
    const order = this.marginCall?.id === id ? this.marginCall : this.book.find(resting => resting.id === id)
    if (order === undefined) return false
    const price = match(order, span)
    if (price === undefined) return false
    const called = order === this.marginCall
    this.fill(order, price)
    if (called) this.book = []
    this.book = this.book.filter(other => other !== order && (order.group === undefined || other.group !== order.group))
    return true
  }

  private fill(order: RestingOrder, price: number): void {
    const { account } = this
    const before = account.quantity
    const quantity = signedQuantity(order)
    const paid = order.kind === 'limit' ? price : slippedPrice(price, Math.sign(quantity), this.slippageRate)
    const fee = fillFee(quantity, paid, this.feeRate)
    applyFill(account, quantity, paid, fee)
    this.fills.push({ index: this.index, quantity, price: paid, fee, reason: order.reason })
    const sameSide = Math.sign(before) === Math.sign(account.quantity)
    this.marginCall = this.nextMarginCall(sameSide ? this.marginCall?.placedAt : undefined)
  }

  private nextMarginCall(since: number | undefined): RestingOrder | undefined {
    const { quantity } = this.account
    if (quantity === 0) return undefined
    const placedAt = since ?? this.index
    const side = quantity > 0 ? 'sell' : 'buy'
    return { kind: 'stop', level: ruinLevel(this.account), side, quantity: Math.abs(quantity), reason: 'liquidation', id: 0, placedAt }
  }
}

function moment(price: number): PriceSpan {
  return { low: price, high: price, at: price }
}

/** A trailing stop after a bar; every other order stays as it is. */
function followed(order: RestingOrder, bar: PriceBar): RestingOrder {
  if (order.kind !== 'trailing') return order
  return { ...order, extreme: order.side === 'sell' ? Math.max(order.extreme, bar.high) : Math.min(order.extreme, bar.low) }
}
