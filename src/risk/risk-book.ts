import { ConfigError } from '../base/errors.ts'
import { BookColumns } from './book-columns.ts'
import { rateOf } from './conversion.ts'
import { addOpenOrder, emptyHolding, type Holding, isPositive } from './holding.ts'
import type { RiskAccount, RiskPrices } from './risk-account.ts'
import type { BookOptions } from './risk-options.ts'
import type { RiskOrder } from './risk-order.ts'
import type { Tally } from './tally.ts'

/** What was filled of an order. */
export interface RiskFill {
  readonly symbol: string
  readonly side: 'buy' | 'sell'
  /** In units, positive. */
  readonly quantity: number
  /** In the currency of the quote. */
  readonly price: number
  /** In the account's currency. Default 0. */
  readonly fee?: number | undefined
  /** The open order that it belongs to: that much less is left of it. */
  readonly orderId?: string | undefined
}

/**
 * An account with prices, kept up to date one change at a time, for programs that ask limits many times in a second: a check on a book does
 * not read positions one by one. It takes copies of what it is given.
 *
 * @example
 * ```ts
 * import { checkOrder, RiskBook, RiskLimits } from 'peak-trade'
 *
 * const book = new RiskBook({ cash: 10_000, positions: {} }, { 'BTC/EUR': 50_000 })
 * const order = { id: '1', symbol: 'BTC/EUR', side: 'buy', quantity: 0.02 } as const
 * checkOrder(RiskLimits.moderate, order, book).ok // true
 * book.addOrder(order)
 * book.fill({ ...order, price: 50_000, fee: 2, orderId: '1' })
 * book.equity // 9998
 * ```
 */
export class RiskBook {
  private readonly options: BookOptions
  private readonly symbols: string[] = []
  private readonly holdings: Holding[] = []
  private readonly columns = new BookColumns()
  private readonly places = new Map<string, number>()
  private readonly orders = new Map<string, RiskOrder>()
  private money: number

  constructor(account: RiskAccount, prices: RiskPrices, options: BookOptions = {}) {
    this.options = options
    this.money = numberOr(account.cash)
    for (const symbol of Object.keys(account.positions)) this.setPosition(symbol, account.positions[symbol]?.quantity)
    for (const symbol of Object.keys(prices)) this.setPrice(symbol, prices[symbol])
    for (const order of account.openOrders ?? []) this.addOrder(order)
  }

  /** In the account's currency. */
  get cash(): number {
    return this.money
  }

  set cash(amount: number) {
    this.money = numberOr(amount)
  }

  /** Cash and positions at current prices, in the account's currency; NaN when something held has no price. */
  get equity(): number {
    return this.tally().equity
  }

  /** Orders that may still fill, oldest first. */
  get openOrders(): readonly RiskOrder[] {
    return [...this.orders.values()]
  }

  /** Positions that are not flat. */
  get positions(): Readonly<Record<string, { readonly quantity: number }>> {
    const held = this.symbols.map((symbol, k) => [symbol, { quantity: this.holdings[k].quantity }] as const)
    return Object.fromEntries(held.filter(([, { quantity }]) => quantity !== 0))
  }

  /** Sets the position of a symbol: positive long, negative short. What is not a number makes it unknown. */
  setPosition(symbol: string, quantity: number): void {
    this.at(symbol).quantity = numberOr(quantity)
    this.refresh(symbol)
  }

  /** Sets the price of a unit, in the currency of the quote. What is not a positive number makes it unknown. */
  setPrice(symbol: string, price: number): void {
    this.at(symbol).price = isPositive(price) ? price : Number.NaN
    this.refresh(symbol)
  }

  /** Sets what a unit of a currency is worth in the account's. */
  setRate(currency: string, rate: number): void {
    const options = { ...this.options, rates: { ...this.options.rates, [currency]: rate } }
    Object.assign(this, { options })
    for (const symbol of this.symbols) {
      this.at(symbol).rate = rateOf(symbol, options)
      this.refresh(symbol)
    }
  }

  /**
   * Adds an order that may fill from now on.
   *
   * @throws {@link ConfigError} `risk/order-id` when an order with this id is open already.
   */
  addOrder(order: RiskOrder): void {
    const { id, symbol } = order
    if (this.orders.has(id)) throw new ConfigError('risk/order-id', `order "${id}" is open already; give every order its own id`, { id })
    this.orders.set(id, Object.freeze({ ...order }))
    addOpenOrder(this.at(symbol), order)
    this.refresh(symbol)
  }

  /** Takes away an order that was canceled or has filled; does nothing when there is none with this id. */
  removeOrder(id: string): void {
    const order = this.orders.get(id)
    if (order === undefined) return
    this.orders.delete(id)
    this.countOrders(order.symbol)
  }

  /** Books a fill: cash, position, fee, and what is left of its order. */
  fill({ symbol, side, quantity, price, fee = 0, orderId }: RiskFill): void {
    const holding = this.at(symbol)
    const signed = isPositive(quantity) && isPositive(price) ? (side === 'buy' ? quantity : -quantity) : Number.NaN
    const after = holding.quantity + signed
    // 0.1 + 0.2 - 0.3 is flat.
    holding.quantity = Math.abs(after) <= 1e-9 * quantity ? 0 : after
    this.money -= signed * price * holding.rate + fee
    this.refresh(symbol)
    const order = orderId === undefined ? undefined : this.orders.get(orderId)
    if (order === undefined) return
    const left = order.quantity - quantity
    if (left <= 1e-9 * order.quantity) this.removeOrder(order.id)
    else {
      this.orders.set(order.id, Object.freeze({ ...order, quantity: left }))
      this.countOrders(symbol)
    }
  }

  /** A book with the same content that goes its own way. */
  clone(): RiskBook {
    const copy = new RiskBook({ cash: this.money, positions: {} }, {}, this.options)
    for (const [k, symbol] of this.symbols.entries()) {
      Object.assign(copy.at(symbol), this.holdings[k])
      copy.refresh(symbol)
    }
    for (const [id, order] of this.orders) copy.orders.set(id, order)
    return copy
  }

  /** @internal What is known of a symbol; undefined when it was never named. */
  holdingOf(symbol: string): Holding | undefined {
    const place = this.places.get(symbol)
    return place === undefined ? undefined : this.holdings[place]
  }

  /** @internal Symbols with what is known of them. */
  *entries(): Generator<readonly [string, Holding]> {
    for (const [k, symbol] of this.symbols.entries()) yield [symbol, this.holdings[k]]
  }

  /** @internal Sums over all symbols but one. */
  tally(without?: string): Tally {
    return this.columns.sum(this.money, without === undefined ? -1 : (this.places.get(without) ?? -1))
  }

  /** @internal First symbol that cannot be valued. */
  get unknown(): string | undefined {
    return this.symbols[this.columns.firstUnknown()]
  }

  /** @internal A holding for a symbol that was never named. */
  blank(symbol: string): Holding {
    const holding = emptyHolding()
    const { volatility } = this.options
    holding.rate = rateOf(symbol, this.options)
    if (volatility !== undefined && Object.hasOwn(volatility, symbol) && volatility[symbol] >= 0) holding.volatility = volatility[symbol]
    return holding
  }

  /** @internal True when volatilities were given. */
  get knowsVolatility(): boolean {
    return this.options.volatility !== undefined
  }

  private at(symbol: string): Holding {
    const known = this.holdingOf(symbol)
    if (known !== undefined) return known
    const holding = this.blank(symbol)
    this.places.set(symbol, this.holdings.length)
    this.symbols.push(symbol)
    this.holdings.push(holding)
    return holding
  }

  /** Counts the open orders of a symbol anew: subtracting would leave the rounding of all that ever were. */
  private countOrders(symbol: string): void {
    const holding = this.at(symbol)
    Object.assign(holding, { buys: 0, sells: 0, reduceBuys: 0, reduceSells: 0, limitCost: 0, marketBuys: 0 })
    for (const order of this.orders.values()) if (order.symbol === symbol) addOpenOrder(holding, order)
    this.refresh(symbol)
  }

  private refresh(symbol: string): void {
    const place = this.places.get(symbol) as number
    this.columns.set(place, this.holdings[place])
  }
}

function numberOr(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : Number.NaN
}
