import { Decimal } from 'decimal.js'
import { seededRandom } from '../../src/base/random.ts'
import type { ExchangeFill, ExchangeOrder, OrderEvent, OrderRequest, Side } from './order.ts'
import { checkTerms, isReached } from './order-terms.ts'
import type { Pair } from './pairs.ts'

const zero = new Decimal(0)

/** Best prices of a pair, and the last one traded. */
export interface Quote {
  readonly bid: Decimal
  readonly ask: Decimal
  readonly last: Decimal
}

/** Fees as fractions of the cost. */
export interface FeeRates {
  readonly maker: Decimal
  readonly taker: Decimal
}

/** How an order is executed in parts: fractions of its quantity, one per chance to trade. */
export interface Slices {
  readonly fractions: readonly number[]
  readonly after: 'rests' | 'canceled'
}

/** What a balance is made of. */
export interface Holding {
  readonly total: Decimal
  /** Reserved for open orders. */
  readonly held: Decimal
}

export type Placed = { readonly order: ExchangeOrder } | { readonly error: string }

export interface MatchingOptions {
  /** Asset id → amount. */
  readonly balances: Readonly<Record<string, Decimal>>
  readonly fees: FeeRates
  readonly seed?: string | number | undefined
}

/**
 * One account against a market that the test moves: pure, exact, no clock (every call says when it is). Market orders trade at the
 * touch at once, limit orders rest until the other side reaches them, stops wait for the last price.
 */
export class Matching {
  readonly orders = new Map<string, ExchangeOrder>()
  readonly fills: ExchangeFill[] = []
  readonly quotes = new Map<string, Quote>()
  readonly fees: FeeRates

  private readonly totals = new Map<string, Decimal>()
  private readonly live = new Set<ExchangeOrder>()
  private readonly ids = new Set<string>()
  private readonly listeners: ((event: OrderEvent) => void)[] = []
  private readonly random
  private readonly tradeNumbers = new Map<string, number>()

  constructor({ balances, fees, seed = 1 }: MatchingOptions) {
    this.fees = fees
    this.random = seededRandom(`exchange/${seed}`)
    for (const [asset, amount] of Object.entries(balances)) this.totals.set(asset, amount)
  }

  onEvent(listener: (event: OrderEvent) => void): void {
    this.listeners.push(listener)
  }

  openOrders(): ExchangeOrder[] {
    return [...this.live]
  }

  holding(asset: string): Holding {
    let held = zero
    for (const order of this.openOrders()) if (heldAsset(order) === asset) held = held.plus(this.hold(order))
    return { total: this.totals.get(asset) ?? zero, held }
  }

  /** Assets that are or were held. */
  heldAssets(): string[] {
    return [...this.totals.keys()]
  }

  deposit(asset: string, amount: Decimal): void {
    this.totals.set(asset, (this.totals.get(asset) ?? zero).plus(amount))
  }

  /** Why the order would be refused, or undefined. Nothing changes. */
  check(request: OrderRequest): string | undefined {
    return checkTerms(request) ?? this.checkAccount(request)
  }

  place(request: OrderRequest, at: number, slices?: Slices): Placed {
    const error = this.check(request)
    if (error !== undefined) return { error }
    const order = this.open(request, at, slices)
    this.emit('pending_new', order, at)
    this.emit('new', order, at)
    if (order.timeInForce !== 'FOK' || order.slices.length === 0) this.tryToTrade(order, at, false)
    if (order.status === 'open' && (order.timeInForce === 'IOC' || order.timeInForce === 'FOK'))
      this.cancel(order, at, `${order.timeInForce} order`)
    return { order }
  }

  /** False when the order is not open. */
  cancel(order: ExchangeOrder, at: number, reason = 'User requested'): boolean {
    if (order.status !== 'open') return false
    this.end(order, 'canceled', at, reason)
    return true
  }

  /** Why the amendment is refused, or undefined when it is made. */
  amend(
    order: ExchangeOrder,
    change: { readonly quantity?: Decimal | undefined; readonly limit?: Decimal | undefined; readonly postOnly?: boolean | undefined },
    at: number,
  ): string | undefined {
    if (order.status !== 'open') return 'EOrder:Unknown order'
    if (change.limit !== undefined && order.limit === undefined) return 'EGeneral:Invalid arguments:limit_price'
    const { quantity, limit } = order
    const before = this.available(heldAsset(order)).plus(this.hold(order))
    const next = { ...order, quantity: change.quantity ?? quantity, limit: change.limit ?? limit }
    const error = checkTerms(next)
    if (error !== undefined) return error
    if (this.hold(next).gt(before)) return 'EOrder:Insufficient funds'
    if (change.postOnly === true && this.isMarketable(next)) return 'EOrder:Post only order'
    order.quantity = next.quantity
    order.limit = next.limit
    this.emit('amended', order, at)
    if (order.filled.gte(order.quantity)) this.end(order, 'canceled', at, 'Amended below what was filled')
    else this.tryToTrade(order, at, false)
    return undefined
  }

  /** Moves the market: stops fire, resting orders that are reached are filled. */
  setQuote(pair: Pair, quote: Quote, at: number): void {
    this.quotes.set(pair.id, quote)
    for (const order of this.openOrders()) if (order.pair.id === pair.id) this.tryToTrade(order, at, true)
  }

  /** GTD orders whose time is over. */
  expire(at: number): void {
    for (const order of this.openOrders()) {
      if (order.expiresAt !== undefined && order.expiresAt <= at) this.end(order, 'expired', at, 'Order expired')
    }
  }

  /**
   * A fill on demand, at the limit or the touch unless a price is given, of everything that is left unless a quantity is given.
   *
   * @throws Error when the order is not open, when the quantity is more than what is left, or when the account cannot pay.
   */
  fill(
    order: ExchangeOrder,
    at: number,
    wanted: { readonly quantity?: Decimal | undefined; readonly price?: Decimal | undefined } = {},
  ): ExchangeFill {
    const left = order.quantity.minus(order.filled)
    const quantity = wanted.quantity ?? left
    const price = wanted.price ?? order.limit ?? this.touch(order.pair, order.side)
    if (order.status !== 'open') throw new Error(`order ${order.id} is ${order.status}`)
    if (price === undefined) throw new Error(`${order.pair.symbol} has no price yet; set one`)
    if (quantity.lte(0) || quantity.gt(left)) throw new Error(`cannot fill ${quantity} of order ${order.id}: ${left} are left`)
    const fill = this.execute(order, { quantity, price, isMaker: true }, at)
    if (fill === undefined) throw new Error(`the account cannot pay for ${quantity} at ${price}`)
    return fill
  }

  private checkAccount(request: OrderRequest): string | undefined {
    const { pair, side, type, clientId } = request
    if (clientId !== undefined && this.openOrders().some(order => order.clientId === clientId)) {
      return 'EGeneral:Invalid arguments:cl_ord_id not unique'
    }
    const touch = this.touch(pair, side)
    if (type === 'market' && touch === undefined) return 'EService:Unavailable'
    const price = request.limit ?? request.trigger ?? (touch as Decimal)
    const quantity = this.baseQuantity(request)
    if (quantity.lt(pair.orderMin)) return 'EOrder:Order minimum not met'
    if (quantity.times(price).lt(pair.costMin)) return 'EOrder:Cost minimum not met'
    const marketable =
      request.limit !== undefined && request.trigger === undefined && this.isMarketable({ ...request, limit: request.limit })
    if (request.postOnly === true && marketable) return 'EOrder:Post only order'
    const asset = side === 'buy' ? pair.quote : pair.base
    const needed = side === 'buy' ? this.payment(pair, quantity.times(price)) : quantity
    return needed.gt(this.available(asset.id)) ? 'EOrder:Insufficient funds' : undefined
  }

  private open(request: OrderRequest, at: number, slices: Slices | undefined): ExchangeOrder {
    const quantity = this.baseQuantity(request)
    const order: ExchangeOrder = {
      id: this.newId('O'),
      pair: request.pair,
      side: request.side,
      type: request.type,
      timeInForce: request.timeInForce ?? 'GTC',
      postOnly: request.postOnly ?? false,
      clientId: request.clientId,
      reference: request.reference,
      trigger: request.trigger,
      expiresAt: request.expiresAt,
      openedAt: at,
      status: 'open',
      reason: undefined,
      closedAt: undefined,
      quantity,
      limit: request.limit,
      isTriggered: request.trigger === undefined,
      filled: zero,
      cost: zero,
      fee: zero,
      fills: [],
      slices: (slices?.fractions ?? []).map(fraction =>
        quantity.times(fraction).toDecimalPlaces(request.pair.lotDecimals, Decimal.ROUND_DOWN),
      ),
      afterSlices: slices?.after ?? 'rests',
    }
    this.orders.set(order.id, order)
    this.live.add(order)
    return order
  }

  private tryToTrade(order: ExchangeOrder, at: number, isMove: boolean): void {
    const quote = this.quotes.get(order.pair.id)
    if (quote === undefined || order.status !== 'open') return
    const wasWaiting = !order.isTriggered
    if (wasWaiting && !isReached(order, quote.last)) return
    order.isTriggered = true
    const touch = order.side === 'buy' ? quote.ask : quote.bid
    const { limit } = order
    if (limit !== undefined && (order.side === 'buy' ? touch.gt(limit) : touch.lt(limit))) return
    // A limit order that was waiting in the book trades at its own price; one that arrives takes the better price of the other side.
    const isMaker = isMove && !wasWaiting && limit !== undefined
    const slice = order.slices.shift()
    const left = order.quantity.minus(order.filled)
    const quantity = slice === undefined ? left : Decimal.min(slice, left)
    const price = isMaker ? limit : touch
    const fill = quantity.gt(0) ? this.execute(order, { quantity, price, isMaker }, at) : undefined
    if (quantity.gt(0) && fill === undefined) this.end(order, 'canceled', at, 'Insufficient funds')
    else if (order.status === 'open' && slice !== undefined && order.slices.length === 0 && order.afterSlices === 'canceled') {
      this.end(order, 'canceled', at, 'Out of liquidity')
    }
  }

  /** Undefined when the account cannot pay, which can happen to orders without a limit that the market ran away from. */
  private execute(
    order: ExchangeOrder,
    { quantity, price, isMaker }: { readonly quantity: Decimal; readonly price: Decimal; readonly isMaker: boolean },
    at: number,
  ): ExchangeFill | undefined {
    const { pair } = order
    const cost = money(pair, quantity.times(price))
    const fee = money(pair, cost.times(isMaker ? this.fees.maker : this.fees.taker))
    const isBuy = order.side === 'buy'
    const asset = heldAsset(order)
    if ((isBuy ? cost.plus(fee) : quantity).gt(this.available(asset).plus(this.hold(order)))) return undefined
    this.deposit(pair.base.id, isBuy ? quantity : quantity.neg())
    this.deposit(pair.quote.id, isBuy ? cost.plus(fee).neg() : cost.minus(fee))
    const tradeId = (this.tradeNumbers.get(pair.id) ?? 1000) + 1
    this.tradeNumbers.set(pair.id, tradeId)
    const fill: ExchangeFill = { id: this.newId('T'), tradeId, order, at, price, quantity, cost, fee, isMaker }
    this.fills.push(fill)
    order.fills.push(fill.id)
    order.filled = order.filled.plus(quantity)
    order.cost = order.cost.plus(cost)
    order.fee = order.fee.plus(fee)
    this.emit('trade', order, at, fill)
    if (order.filled.gte(order.quantity)) this.end(order, 'closed', at)
    return fill
  }

  private end(order: ExchangeOrder, status: 'closed' | 'canceled' | 'expired', at: number, reason?: string): void {
    order.status = status
    order.reason = reason
    order.closedAt = at
    this.live.delete(order)
    this.emit(status === 'closed' ? 'filled' : status, order, at)
  }

  private baseQuantity({ pair, side, quantity, inQuote }: OrderRequest): Decimal {
    const touch = this.touch(pair, side)
    if (inQuote !== true || touch === undefined) return quantity
    return quantity.div(touch).toDecimalPlaces(pair.lotDecimals, Decimal.ROUND_DOWN)
  }

  private touch(pair: Pair, side: Side): Decimal | undefined {
    const quote = this.quotes.get(pair.id)
    return side === 'buy' ? quote?.ask : quote?.bid
  }

  private isMarketable({ pair, side, limit }: Pick<OrderRequest, 'pair' | 'side' | 'limit'>): boolean {
    const touch = this.touch(pair, side)
    if (touch === undefined || limit === undefined) return false
    return side === 'buy' ? limit.gte(touch) : limit.lte(touch)
  }

  private available(asset: string): Decimal {
    const { total, held } = this.holding(asset)
    return total.minus(held)
  }

  /** Cost and the larger fee, rounded against the account. */
  private payment(pair: Pair, cost: Decimal): Decimal {
    return cost.times(this.fees.taker.plus(1)).toDecimalPlaces(pair.quote.decimals, Decimal.ROUND_UP)
  }

  private hold(order: ExchangeOrder): Decimal {
    const left = Decimal.max(zero, order.quantity.minus(order.filled))
    if (order.side === 'sell') return left
    return this.payment(order.pair, left.times(order.limit ?? order.trigger ?? this.touch(order.pair, 'buy') ?? zero))
  }

  private newId(prefix: 'O' | 'T'): string {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
    const word = (length: number) => Array.from({ length }, () => letters[this.random.integer(32)]).join('')
    const id = `${prefix}${word(5)}-${word(5)}-${word(6)}`
    if (this.ids.has(id)) return this.newId(prefix)
    this.ids.add(id)
    return id
  }

  private emit(type: OrderEvent['type'], order: ExchangeOrder, at: number, fill?: ExchangeFill): void {
    // A copy: listeners may look at it later, when the order has moved on.
    for (const listener of this.listeners)
      listener({ type, order: { ...order, fills: [...order.fills], slices: [...order.slices] }, fill, at })
  }
}

/** Truncated, as Kraken's costs are; what is held then always pays for the fills, however many parts there are. */
function money(pair: Pair, amount: Decimal): Decimal {
  return amount.toDecimalPlaces(pair.quote.decimals, Decimal.ROUND_DOWN)
}

function heldAsset({ pair, side }: Pick<ExchangeOrder, 'pair' | 'side'>): string {
  return side === 'buy' ? pair.quote.id : pair.base.id
}
