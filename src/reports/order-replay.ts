import { type Account, applyCarry, applyFill, equityAt, openAccount, ruinLevel } from '../engine/account.ts'
import type { BacktestResult } from '../engine/backtest-result.ts'
import { FillCosts } from '../engine/fill-costs.ts'
import { barStep, type ToldBar, untoldBar } from './bar-step.ts'
import { explainFill } from './explain-fill.ts'
import { FillMatcher, type OrderFill } from './fill-matcher.ts'
import { orderEvents } from './order-events.ts'
import { orderFillText } from './order-fill-text.ts'
import { paidPrice } from './order-prices.ts'
import type { OrderRecord } from './order-records.ts'
import { ReplayCheck } from './replay-check.ts'
import type { TradeStep } from './trade-explanation.ts'
import { type TradeFills, tradeOrders } from './trade-orders.ts'

/**
 * Books the fills of an order-driven run once more, and writes down what they and the orders meant to one trade. Everything is compared with
 * the result; a difference is a BugError.
 */
export class OrderReplay {
  private readonly result: BacktestResult
  private readonly index: number
  private readonly check: ReplayCheck
  private readonly costs: FillCosts
  private readonly trade: TradeFills
  private readonly orders: readonly OrderRecord[]
  private readonly account: Account
  /** Fills that are booked. */
  private booked = 0
  /** Cash and carry when the trade began, and when it was over. */
  private start: { readonly cash: number; readonly carry: number } | undefined
  private end: { readonly cash: number; readonly carry: number } | undefined

  /** @param index - Position in `result.trades`, from 0. */
  constructor(result: BacktestResult, orders: readonly OrderRecord[], index: number) {
    const { settings, trades } = result
    const { entryIndex, exitIndex, exitReason } = trades[index]
    this.result = result
    this.index = index
    this.check = new ReplayCheck(result, index)
    this.costs = new FillCosts(settings.costs, settings.instrument)
    const isOpen = exitReason === 'open'
    const matched = new FillMatcher(result, orders).match()
    this.trade = { matched, ...this.findFills(), entryIndex, exitIndex, isOpen }
    this.orders = tradeOrders(orders, this.trade)
    this.account = openAccount(settings.capital)
  }

  /** What holding the position cost. */
  get carry(): number {
    return (this.end ?? this.account).carry - (this.start ?? this.account).carry
  }

  /** The last fill of the trade; a liquidation has no order. */
  get lastFill(): OrderFill {
    return this.trade.matched[this.trade.last]
  }

  /** The bars from the one on which the entry was ordered to the one of the exit. */
  *bars(): Generator<TradeStep> {
    const { matched, first, entryIndex, exitIndex } = this.trade
    const from = matched[first].order?.placedIndex ?? entryIndex
    for (let t = 0; t < from; t++) this.pass(t)
    for (let t = from; t <= exitIndex; t++) yield this.bar(t)
  }

  /** What was told must come to the trade as it is listed. */
  expectTrade(): void {
    const { bars, fills, settings } = this.result
    const { isOpen, last } = this.trade
    const profit = this.profitAt(bars.close[bars.length - 1])
    this.check.expect('open', this.end === undefined, isOpen, this.trade.exitIndex)
    this.check.expectTrade({ isOpen, reason: fills[last].reason, profit, cash: this.start?.cash ?? settings.capital })
  }

  private findFills(): Pick<TradeFills, 'held' | 'first' | 'last'> {
    const { fills } = this.result
    const held: number[] = []
    let [position, finished, first, last] = [0, 0, -1, -1]
    for (const [at, { quantity }] of fills.entries()) {
      held.push(position)
      if (finished === this.index) {
        if (first < 0) first = at
        last = at
      }
      position += quantity
      if (position === 0) finished++
    }
    this.check.expect('first fill', fills[first]?.index, this.result.trades[this.index].entryIndex, fills[first]?.index ?? 0)
    return { held, first, last }
  }

  /** One bar, and what it meant to the trade. */
  private bar(t: number): TradeStep {
    const { account, trade, booked } = this
    const { bars } = this.result
    const told = untoldBar()
    this.pass(t, told)
    told.orders = orderEvents(this.orders, { index: t, bars, fills: trade.matched.slice(booked, this.booked) })
    const { quantity, averagePrice } = this.isHeld() ? account : { quantity: 0, averagePrice: Number.NaN }
    return barStep(bars, t, told, { quantity, averagePrice, profit: this.start === undefined ? 0 : this.profitAt(bars.close[t]) })
  }

  /** Books one bar in the order of the exchange. */
  private pass(t: number, told: ToldBar = untoldBar()): void {
    const { account } = this
    const { bars, fills, equity, settings } = this.result
    const { borrowRate = 0, fundingRate = 0 } = settings.costs
    const { carry } = account
    if (account.quantity !== 0 && t > 0) {
      applyCarry(account, bars.open[t], bars.time[t] - bars.time[t - 1], { borrowRate, fundingRate })
      if (this.isHeld() && account.carry !== carry) told.carry = account.carry - carry
    }
    while (fills[this.booked]?.index === t) this.book(this.booked++, told)
    this.check.expect('equity', equityAt(account, bars.close[t]), equity[t], t)
  }

  private isHeld(): boolean {
    return this.start !== undefined && this.end === undefined
  }

  /** Profit of the trade at a price; carry is no part of it. */
  private profitAt(price: number): number {
    return (this.end?.cash ?? equityAt(this.account, price)) + this.carry - (this.start?.cash ?? 0)
  }

  private book(at: number, told: ToldBar): void {
    const { account, result, trade } = this
    const { cash, carry } = account
    const { quantity, price, fee } = result.fills[at]
    if (at === trade.first) this.start = { cash, carry }
    if (at >= trade.first && at <= trade.last) this.tellFill(at, told)
    applyFill(account, quantity, price, fee)
    if (at === trade.last && !trade.isOpen) this.end = { cash: account.cash, carry: account.carry }
  }

  private tellFill(at: number, told: ToldBar): void {
    const { result, trade, costs, check } = this
    const { bars, fills } = result
    const fill = fills[at]
    const { index, reason } = fill
    const match = trade.matched[at].order === undefined ? this.liquidation(at) : trade.matched[at]
    const { order, when, rawPrice, limit, cap } = match
    const why = orderFillText(match, index, bars)
    const expected = { when, reason, rawPrice, ordered: this.orderedAt(at), limit, cap, order: order?.id, why }
    const explained = explainFill(fill, expected, { costs, check, volume: bars.volume[index] })
    told.fills.push(explained)
    const before = trade.held[at]
    const isEntry = before === 0 || before > 0 === fill.quantity > 0
    check.add(explained, isEntry)
    if (!isEntry && when === 'open' && !match.market) told.assumptions.push('gap')
  }

  /** Signed quantity that was ordered, when the volume did not allow all of it; otherwise what was filled. */
  private orderedAt(at: number): number {
    const { matched } = this.trade
    const { fills, settings } = this.result
    const { index, quantity } = fills[at]
    const { order } = matched[at]
    const goesOn = fills[at + 1]?.index === index && matched[at + 1].order === order
    if (order === undefined || settings.costs.participation === undefined || goesOn) return quantity
    const filled = fills.reduce((sum, fill, k) => (k < at && matched[k].order === order ? sum + Math.abs(fill.quantity) : sum), 0)
    const isAll = order.status === 'filled' && order.endIndex === index
    const left = Math.min(order.quantity - filled, order.reduceOnly ? Math.abs(this.trade.held[at]) : Number.POSITIVE_INFINITY)
    return isAll || !(left > Math.abs(quantity)) ? quantity : Math.sign(quantity) * left
  }

  /** Where the account was used up: at the open, or inside the bar at the level or where the range starts. */
  private liquidation(at: number): OrderFill {
    const { account, result, trade, costs } = this
    const { bars, fills } = result
    const fill = fills[at]
    const { index } = fill
    const level = ruinLevel(account)
    const isLong = account.quantity > 0
    const open = bars.open[index]
    const earlier = trade.matched.slice(0, at).filter((_, k) => fills[k].index === index)
    const inside = [open, ...earlier.map(({ rawPrice }) => rawPrice)].map(from => (isLong ? Math.min(level, from) : Math.max(level, from)))
    const isGap = trade.entryIndex < index && (isLong ? open <= level : open >= level) && earlier.every(({ when }) => when === 'open')
    // Steps of prices make several the same; at a gap it was the open.
    const prices = [...(isGap ? [open] : []), level, ...inside]
    const volume = bars.volume[index]
    const rawPrice = prices.find(price => paidPrice({ rawPrice: price, limit: false }, fill, { costs, volume }) === fill.price) ?? level
    return { order: undefined, when: isGap && rawPrice === open ? 'open' : 'inside', rawPrice, limit: false, market: false }
  }
}
