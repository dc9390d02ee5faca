import { ConfigError } from '../base/errors.ts'
import type { Clearing } from '../engine/orders/exchange-settings.ts'
import type { PriceBar } from '../engine/orders/price-bar.ts'
import type { NewOrder } from '../engine/orders/resting-order.ts'
import { SimulatedExchange } from '../engine/orders/simulated-exchange.ts'
import { type BacktestSettings, type BacktestSettingsInput, resolveSettings } from '../engine/settings.ts'
import { type Approved, redeemApproval } from './approve.ts'
import { Exact } from './decimal-text.ts'
import type { CancelResult, ExchangeAccount, ExchangeOrder, Executor, SubmitResult } from './executor.ts'
import type { ExchangeFill, OrderIntent } from './order.ts'
import { quantizeOrder } from './quantize-order.ts'

/**
 * What a simulated executor is made of.
 *
 * @example
 * ```ts
 * import type { SimulatedExecutorOptions } from 'peak-trade'
 *
 * const options: SimulatedExecutorOptions = {
 *   symbol: 'BTC/EUR',
 *   settings: { capital: 10_000, costs: { feeBps: 10, participation: 0.05 }, instrument: { lot: 0.0001 } },
 *   latencyBars: 1,
 * }
 * options.latencyBars // 1
 * ```
 */
export interface SimulatedExecutorOptions {
  /** The one symbol that it trades. */
  readonly symbol: string
  /** Capital, costs (with `participation`: partial fills) and what the exchange accepts. */
  readonly settings?: BacktestSettingsInput | undefined
  /** How many bars an order is under way before it reaches the book. Default 0: the next open is the first that fills it. */
  readonly latencyBars?: number | undefined
}

/** Significant digits of quantities in reports. */
const DIGITS = 12

interface Entry {
  readonly intent: OrderIntent
  readonly exchangeId: string
  readonly at: number
  /** First bar before which it may reach the book. */
  readonly due: number
  /** Its number in the book; undefined while it is under way. */
  bookId?: number | undefined
  quantity: number
  filled: number
  paid: number
  isCanceled: boolean
}

/**
 * An executor on a {@link SimulatedExchange}: orders rest in its book and fill on the bars that are played, with its costs. Made by {@link paperExecutor}
 * and {@link shadowExecutor}.
 *
 * @example
 * ```ts
 * import { paperExecutor, type SimulatedExecutor } from 'peak-trade'
 *
 * const executor: SimulatedExecutor = paperExecutor({ symbol: 'BTC/EUR', settings: { capital: 500 } })
 * executor.exchange.worth() // 500
 * ```
 */
export class SimulatedExecutor implements Executor {
  readonly mode: 'paper' | 'shadow'
  readonly symbol: string
  readonly settings: BacktestSettings
  /** The book, the account and the fills behind it. */
  readonly exchange: SimulatedExchange
  /** @internal Asked before every fill; a session answers. */
  clearing: ((clearing: Clearing) => boolean) | undefined

  private readonly latencyBars: number
  private readonly entries = new Map<string, Entry>()
  private readonly booked = new Map<number, Entry>()
  private readonly reports: ExchangeFill[] = []
  private reported = 0
  private now = Number.NaN

  constructor(mode: 'paper' | 'shadow', { symbol, settings = {}, latencyBars = 0 }: SimulatedExecutorOptions) {
    if (!Number.isSafeInteger(latencyBars) || latencyBars < 0)
      throw new ConfigError('executor/latency', `latencyBars is ${latencyBars}; it must be a whole number of bars from 0`, { latencyBars })
    this.mode = mode
    this.symbol = symbol
    this.latencyBars = latencyBars
    this.settings = resolveSettings(settings)
    const { capital, costs, instrument, exits } = this.settings
    this.exchange = new SimulatedExchange({ capital, costs, instrument, exits, clear: clearing => this.clearing?.(clearing) ?? true })
  }

  /** A whole bar happens. */
  play(bar: PriceBar & { readonly time: number }): void {
    this.openBar(bar)
    this.closeBar()
  }

  /** A bar opens: what was under way arrives, and waiting market orders fill. */
  openBar(bar: PriceBar & { readonly time: number }, index: number = this.exchange.barIndex + 1): void {
    this.now = bar.time
    for (const entry of this.entries.values())
      if (entry.bookId === undefined && !entry.isCanceled && entry.due <= index)
        this.enterBook(entry, this.exchange.place(orderOf(entry.intent)))
    this.exchange.openBar(index, bar)
    this.report()
  }

  /** The rest of the bar happens. `at` is when it closes; fills inside it get that time. */
  closeBar(at: number = this.now): void {
    this.now = at
    this.exchange.closeBar()
    this.report()
  }

  submit(order: Approved, at: number): Promise<SubmitResult> {
    return Promise.resolve(this.accept(order, at))
  }

  async cancel(clientId: string): Promise<CancelResult> {
    const entry = this.entries.get(clientId)
    if (entry === undefined) return { outcome: 'not-open', state: 'absent' }
    const { state } = this.describe(entry)
    if (state !== 'open') return { outcome: 'not-open', state }
    if (entry.bookId !== undefined) this.exchange.cancel(entry.bookId)
    entry.isCanceled = true
    return { outcome: 'canceled' }
  }

  async find(clientId: string): Promise<ExchangeOrder | undefined> {
    return this.orderOf(clientId)
  }

  async openOrders(): Promise<readonly ExchangeOrder[]> {
    return [...this.entries.values()].map(entry => this.describe(entry)).filter(({ state }) => state === 'open')
  }

  async fillsSince(at: number): Promise<readonly ExchangeFill[]> {
    this.report()
    return this.reports.filter(fill => fill.at >= at)
  }

  async account(): Promise<ExchangeAccount> {
    const { cash, quantity } = this.exchange.account
    return { cash, positions: quantity === 0 ? {} : { [this.symbol]: quantity } }
  }

  /** @internal {@link submit} without waiting. With `bookId` the order is the one that stands in the book under that number already. */
  accept(order: Approved, at: number, bookId?: number): SubmitResult {
    const { ok, refusals } = redeemApproval(order, at)
    const reject = (reason: string): SubmitResult => ({ outcome: 'rejected', reason })
    if (!ok) return reject(refusals[0].message)
    const { intent, mode } = order
    if (mode !== 'paper') return reject(`the order was approved for ${mode}, and this is a simulation`)
    if (intent.symbol !== this.symbol) return reject(`${intent.symbol} is not traded here, only ${this.symbol}`)
    if (this.entries.has(intent.clientId)) return reject(`an order ${intent.clientId} is here already`)
    const fault = bookId === undefined ? this.faultOf(intent) : undefined
    if (fault !== undefined) return reject(fault)
    const exchangeId = `${this.mode}-${this.entries.size + 1}`
    const due = this.exchange.barIndex + 1 + this.latencyBars
    const entry: Entry = { intent, exchangeId, at, due, quantity: intent.quantity, filled: 0, paid: 0, isCanceled: false }
    this.entries.set(intent.clientId, entry)
    if (bookId !== undefined) this.enterBook(entry, bookId)
    else if (this.latencyBars === 0) this.enterBook(entry, this.exchange.place(orderOf(intent)))
    return { outcome: 'acknowledged', exchangeId }
  }

  /** @internal {@link find} without waiting. */
  orderOf(clientId: string): ExchangeOrder | undefined {
    const entry = this.entries.get(clientId)
    return entry === undefined ? undefined : this.describe(entry)
  }

  /** @internal The order in the book under a number, if one was handed over for it that is not over. */
  standing(bookId: number): ExchangeOrder | undefined {
    const entry = this.booked.get(bookId)
    return entry === undefined || entry.isCanceled ? undefined : this.describe(entry)
  }

  /** @internal An order has another size from now on. */
  resize(clientId: string, quantity: number): void {
    const entry = this.entries.get(clientId)
    if (entry !== undefined) entry.quantity = quantity
  }

  /** @internal An order is over, although something stands in the book in its place. */
  drop(clientId: string): void {
    const entry = this.entries.get(clientId)
    if (entry !== undefined) entry.isCanceled = true
  }

  /** @internal All fills so far, with the orders that they are of. */
  fills(): readonly ExchangeFill[] {
    this.report()
    return this.reports
  }

  private enterBook(entry: Entry, bookId: number): void {
    entry.bookId = bookId
    this.booked.set(bookId, entry)
  }

  /** What an exchange says at once about an order. */
  private faultOf(intent: OrderIntent): string | undefined {
    const { tick, lot, minNotional } = this.settings.instrument
    const { price } = this.exchange
    // Before the first bar nothing says what a market order is worth.
    const known = price > 0 || intent.price !== undefined
    const quantized = quantizeOrder(intent, { tick, lot, minNotional: known ? minNotional : undefined }, { price })
    if (!quantized.ok) return quantized.refusals[0].message
    const { quantity, price: limit } = quantized.intent
    if (quantity !== intent.quantity) return `the quantity ${intent.quantity} is no whole number of lots of ${lot}`
    return limit === intent.price ? undefined : `the price ${intent.price} is no whole number of ticks of ${tick}`
  }

  /** Makes a report of every fill that has none. */
  private report(): void {
    const { fills, fillOrders } = this.exchange
    for (; this.reported < fills.length; this.reported++) {
      const k = this.reported
      const { quantity, price, fee } = fills[k]
      const entry = this.booked.get(fillOrders[k])
      const size = Math.abs(quantity)
      const side = quantity > 0 ? 'buy' : 'sell'
      const fill = { fillId: `${this.mode}-fill-${k + 1}`, symbol: this.symbol, side, price, fee, at: this.now } as const
      if (entry === undefined) {
        this.reports.push({ ...fill, exchangeId: `${this.mode}-house-${k + 1}`, quantity: size })
        continue
      }
      const reportedSize = reportedQuantity(entry, size)
      if (reportedSize <= 0) continue
      entry.filled = new Exact(entry.filled).plus(reportedSize).toNumber()
      entry.paid += reportedSize * price
      this.reports.push({ ...fill, clientId: entry.intent.clientId, exchangeId: entry.exchangeId, quantity: reportedSize })
    }
  }

  private describe(entry: Entry): ExchangeOrder {
    const { intent, exchangeId, quantity, filled, paid, at } = entry
    const { clientId, symbol, side, kind, price } = intent
    const averagePrice = filled > 0 ? paid / filled : Number.NaN
    return { clientId, exchangeId, symbol, side, kind, quantity, price, filled, averagePrice, state: this.stateOf(entry), at }
  }

  private stateOf({ bookId, isCanceled, filled, quantity }: Entry): ExchangeOrder['state'] {
    if (filled >= quantity) return 'filled'
    if (isCanceled) return 'canceled'
    if (bookId === undefined) return 'open'
    const { status } = this.exchange.log.of(bookId)
    if (status === 'working') return 'open'
    // An order that only reduces is done with when there is nothing left to reduce.
    return status === 'filled' ? 'canceled' : status
  }
}

/**
 * An executor for trading on paper: orders come through `OrderDesk.place`, rest in a simulated book, and fill on the bars that you play.
 * A market order fills at the next open, a limit order at its price or better.
 *
 * @throws {@link ConfigError} `backtest/settings` for settings that make no sense, `executor/latency` for a latency that is no whole number from 0.
 *
 * @example
 * ```ts
 * import { paperExecutor } from 'peak-trade'
 *
 * const executor = paperExecutor({ symbol: 'BTC/EUR', settings: { capital: 10_000 } })
 * executor.play({ time: Date.UTC(2025, 0, 15), open: 50_000, high: 50_100, low: 49_900, close: 50_050 })
 * executor.exchange.price // 50050
 * ```
 */
export function paperExecutor(options: SimulatedExecutorOptions): SimulatedExecutor {
  return new SimulatedExecutor('paper', options)
}

/**
 * The executor of a shadow session: real bars, simulated fills. `tradeSession` plays the bars and keeps the exit orders of the strategy in its book.
 *
 * @throws {@link ConfigError} `backtest/settings` for settings that make no sense.
 *
 * @example
 * ```ts
 * import { shadowExecutor } from 'peak-trade'
 *
 * shadowExecutor({ symbol: 'BTC/EUR', settings: { capital: 10_000, exits: { stopLoss: 0.02 } } }).mode // 'shadow'
 * ```
 */
export function shadowExecutor(options: Omit<SimulatedExecutorOptions, 'latencyBars'>): SimulatedExecutor {
  return new SimulatedExecutor('shadow', options)
}

/**
 * The account adds doubles; reports add up to the order as decimals do. So they have twelve digits of the order, the last one is what was left, and a
 * crumb that only doubles have is none.
 */
function reportedQuantity({ quantity, filled }: Entry, size: number): number {
  const left = new Exact(quantity).minus(filled)
  if (
    left
      .minus(size)
      .abs()
      .lte(quantity * 1e-9)
  )
    return left.toNumber()
  return new Exact(size).toDecimalPlaces(Math.max(0, DIGITS - 1 - new Exact(quantity).e)).toNumber()
}

function orderOf({ side, kind, quantity, price = Number.NaN, reduceOnly }: OrderIntent): NewOrder {
  const order = { side, quantity, reduceOnly, reason: 'signal' } as const
  return kind === 'limit' ? { ...order, kind, level: price, reason: 'target' } : { ...order, kind: 'market' }
}
