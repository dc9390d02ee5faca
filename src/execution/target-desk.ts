import { averageTrueRange } from '../engine/average-true-range.ts'
import { FillCosts } from '../engine/fill-costs.ts'
import type { RestingOrder } from '../engine/orders/resting-order.ts'
import type { SimulatedExchange } from '../engine/orders/simulated-exchange.ts'
import type { Admit, RefusalReason, RefusedOrder } from '../engine/refusals.ts'
import type { BacktestSettings } from '../engine/settings.ts'
import { quantityToTrade } from '../engine/sizing.ts'
import type { Bars } from '../market/bars.ts'
import { badTarget } from '../strategies/bad-target.ts'
import { bracket, EXIT_GROUP } from './bracket.ts'
import { targetQuantity } from './target-quantity.ts'

/** What a desk needs besides an exchange and settings. */
export interface TargetDeskOptions {
  /** The bars that the exchange plays; those up to a decision are read for it. */
  readonly bars: Bars
  readonly admit?: Admit | undefined
}

/** What is known about the position that is held. */
interface Holding {
  /** Average true range at the bar whose close decided to enter. */
  readonly atr: number
  /** Best price since then, the current bar not counted. */
  best: number
  /** Closes since the entry. */
  closes: number
}

/**
 * Follows targets on an exchange: sizes positions, keeps their exit orders, and leaves when the holding time is over. Call
 * {@link atOpen} after every `openBar` and {@link atClose} after every `closeBar`.
 */
export class TargetDesk {
  /** Orders that were not sent. */
  readonly refusals: RefusedOrder[] = []

  private readonly exchange: SimulatedExchange
  private readonly settings: BacktestSettings
  private readonly bars: Bars
  private readonly admit: Admit
  private readonly costs: FillCosts
  private target = Number.NaN
  /** First bar with a known target. */
  private firstKnown = 0
  /** The target is to be traded at the next open. */
  private due = false
  private holding: Holding | undefined
  /** What is due brings the position back to its size; there is no new target. */
  private rebalancing = false
  /** The last refusal since the target changed, and how many fills there were. */
  private refused: { readonly reason: RefusalReason; readonly fills: number } | undefined
  /** How many fills there were before the range of the bar. */
  private fillsAtOpen = 0

  constructor(exchange: SimulatedExchange, settings: BacktestSettings, { bars, admit }: TargetDeskOptions) {
    this.exchange = exchange
    this.settings = settings
    this.bars = bars
    this.admit = admit ?? (() => ({ ok: true, refusals: [] }))
    this.costs = new FillCosts(settings.costs, settings.instrument)
  }

  /** The bar has opened. */
  atOpen(index: number): void {
    this.noteExit()
    if (this.due) {
      this.due = false
      this.goToTarget(index, index - 1)
    }
    this.fillsAtOpen = this.exchange.fills.length
  }

  /**
   * The bar has closed, and the strategy has decided; NaN while it does not know yet.
   *
   * @throws {@link StrategyError} `strategy/target` for a NaN after the first known target, or a target outside [-1, 1].
   */
  atClose(target: number, index: number): void {
    const exited = this.exchange.fills.length > this.fillsAtOpen || this.isLeaving()
    if (exited) this.due = false
    this.noteExit()
    this.followBar(index)
    if (Number.isNaN(target) && Number.isNaN(this.target)) return
    if (!(target >= -1 && target <= 1)) throw badTarget(target, index)
    if (Number.isNaN(this.target)) this.firstKnown = index
    const known = Number.isNaN(this.target) ? 0 : this.target
    this.target = target
    if (target !== known) this.onNewTarget(index)
    else if (this.holding !== undefined && !this.isLeaving()) this.onSameTarget(this.holding, index)
    this.protect()
  }

  private noteExit(): void {
    if (this.exchange.account.quantity === 0) this.holding = undefined
  }

  private followBar(index: number): void {
    const { holding, bars } = this
    if (holding === undefined) return
    const isLong = this.exchange.account.quantity > 0
    holding.best = isLong ? Math.max(holding.best, bars.high[index]) : Math.min(holding.best, bars.low[index])
    holding.closes++
  }

  private onNewTarget(index: number): void {
    if (this.isLeaving()) this.cancelExits()
    this.rebalancing = false
    this.refused = undefined
    this.trade(index)
  }

  private onSameTarget({ closes }: Holding, index: number): void {
    if (closes >= (this.settings.exits.maxBars ?? Number.POSITIVE_INFINITY)) this.onTimeUp()
    else if (!this.due && this.isRebalanceDue(index)) {
      this.rebalancing = true
      this.trade(index)
    }
  }

  private trade(index: number): void {
    if (this.settings.fillAt === 'open') this.due = true
    else {
      this.due = false
      this.goToTarget(index, index)
    }
  }

  private onTimeUp(): void {
    const { exchange } = this
    this.due = false
    this.cancelExits()
    if (this.settings.fillAt === 'close') exchange.trade({ quantity: -exchange.account.quantity, reason: 'time' })
    const { quantity } = exchange.account
    if (quantity === 0) this.holding = undefined
    else {
      const side = quantity > 0 ? 'sell' : 'buy'
      exchange.place({ kind: 'market', side, quantity: Math.abs(quantity), reason: 'time', group: EXIT_GROUP })
    }
  }

  private isRebalanceDue(index: number): boolean {
    const { rebalance } = this.settings
    if (rebalance === 'change') return false
    if ('every' in rebalance) return (index - this.firstKnown) % rebalance.every === 0
    const { account, price } = this.exchange
    const worth = this.exchange.worth()
    if (worth <= 0) return false
    const wanted = this.wantedQuantity(index)
    return typeof wanted === 'number' && Math.abs(wanted - account.quantity) * price > rebalance.band * worth
  }

  /**
   * Leaves the other side first, then trades the difference to the wanted size, at the current price.
   *
   * @param decided - Bar whose close decided.
   */
  private goToTarget(index: number, decided: number): void {
    const { exchange, target } = this
    const { account } = exchange
    if (account.quantity !== 0 && Math.sign(account.quantity) !== Math.sign(target)) this.tradeSignal(-account.quantity)
    this.noteExit()
    this.protect()
    if (target === 0 || this.due || exchange.worth() <= 0) return
    const wanted = this.wantedQuantity(decided)
    if (typeof wanted === 'string') this.refuse(wanted, 0, index)
    else if (wanted === 0) this.refuse('size', 0, index)
    else if (wanted !== account.quantity && this.isAccepted(wanted, index)) this.tradeSignal(quantityToTrade(wanted, account.quantity))
    this.noteExit()
    if (account.quantity !== 0)
      this.holding ??= { atr: averageTrueRange(this.bars, this.settings.exits, decided), best: account.averagePrice, closes: 0 }
    this.protect()
  }

  /** Trades now; what the volume does not allow makes the target due again. */
  private tradeSignal(quantity: number): void {
    this.due = this.exchange.trade({ quantity, reason: 'signal' }) !== quantity
  }

  private wantedQuantity(decided: number): number | RefusalReason {
    const { exchange, target, bars, settings } = this
    const { price, account, fills } = exchange
    return targetQuantity({ target, price, worth: exchange.worth(), held: account.quantity, decided, fills }, bars, settings)
  }

  private isAccepted(wanted: number, index: number): boolean {
    const { exchange, settings, bars, target } = this
    const { price, account } = exchange
    const quantity = wanted - account.quantity
    const side = quantity > 0 ? 'buy' : 'sell'
    const value = Math.abs(quantity) * this.costs.expectedPrice(price, Math.sign(quantity))
    if (value < (settings.instrument.minNotional ?? 0)) {
      this.refuse('min-notional', quantity, index)
      return false
    }
    if (Math.abs(wanted) <= Math.abs(account.quantity)) return true
    const { ok, refusals } = this.admit({
      ...{ symbol: bars.symbol, index, time: bars.time[index], side, quantity: Math.abs(quantity), price, target },
      ...{ position: account.quantity, equity: exchange.worth() },
    })
    if (!ok) this.refuse('admit', quantity, index, { detail: refusals.map(({ message }) => message).join('; ') })
    return ok
  }

  private refuse(reason: RefusalReason, quantity: number, index: number, why: { readonly detail?: string } = {}): void {
    const fills = this.exchange.fills.length
    const told = this.refused?.reason === reason && this.refused.fills === fills
    this.refused = { reason, fills }
    if (this.rebalancing && told && reason !== 'admit') return
    this.refusals.push({ index, reason, quantity, price: this.exchange.price, target: this.target, ...why })
  }

  /** Places the exit orders of a new position, moves those of one that was changed, and takes those of a closed one away. */
  private protect(): void {
    const { exchange, holding } = this
    if (holding === undefined) this.cancelExits()
    if (holding === undefined || this.isLeaving()) return
    const resting = this.exits()
    for (const [k, order] of bracket(exchange.account, this.settings.exits, holding).entries()) {
      if (resting.length === 0) exchange.place(order)
      else exchange.amend(resting[k].id, order)
    }
  }

  private cancelExits(): void {
    for (const { id } of this.exits()) this.exchange.cancel(id)
  }

  /** The orders in the book that close the position, oldest first. */
  private exits(): readonly RestingOrder[] {
    return this.exchange.orders.filter(({ group }) => group === EXIT_GROUP)
  }

  /** An exit was reached, and the volume did not suffice for it: the rest waits for the next open. */
  private isLeaving(): boolean {
    return this.exits().some(({ kind }) => kind === 'market')
  }
}
