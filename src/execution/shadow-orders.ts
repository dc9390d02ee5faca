import type { Refusal } from '../base/verdict.ts'
import type { Clearing } from '../engine/orders/exchange-settings.ts'
import type { RestingOrder } from '../engine/orders/resting-order.ts'
import type { Admit } from '../engine/refusals.ts'
import type { Approved } from './approve.ts'
import { clientOrderId } from './client-order-id.ts'
import { Exact } from './decimal-text.ts'
import type { ApprovalContext } from './gates/gate.ts'
import type { OrderIntent } from './order.ts'
import type { OrderDesk } from './order-desk.ts'
import type { SimulatedExecutor } from './simulated-executor.ts'

/** What an order is to do. */
interface Wish {
  readonly side: 'buy' | 'sell'
  readonly quantity: number
  readonly kind: 'market' | 'limit'
  readonly price?: number | undefined
  readonly reduceOnly: boolean
  readonly reason: string
}

/** An order that the gates have let pass, and that is about to be traded. */
interface Ready {
  readonly order: Approved
  readonly wish: Wish
}

/** Two quantities that are the same but for the noise of doubles. */
const NOISE = 1e-9

/**
 * Makes an approved and journaled order of everything that is about to fill on the exchange of a shadow session, and lets nothing else fill. Entries are
 * asked about when they are decided, exits when a price reaches them.
 */
export class ShadowOrders {
  /** The moment, milliseconds since the Unix epoch; it never runs backwards. */
  now = Number.NEGATIVE_INFINITY

  private readonly desk: OrderDesk
  private readonly executor: SimulatedExecutor
  /** Client ids that may still change. */
  private readonly open = new Set<string>()
  private ready: Ready | undefined
  private barTime = Number.NaN
  private sequence = 0
  private taken = 0
  private realized = 0
  private paidFees = 0

  constructor(desk: OrderDesk, executor: SimulatedExecutor) {
    this.desk = desk
    this.executor = executor
    executor.clearing = clearing => this.clear(clearing)
  }

  /** Asked by a target desk before it adds exposure. */
  readonly admit: Admit = ({ side, quantity }) => {
    this.follow()
    const answer = this.ask({ side, quantity, kind: 'market', reduceOnly: false, reason: 'signal' })
    if ('refusals' in answer) return { ok: false, refusals: answer.refusals }
    this.ready = answer
    return { ok: true, refusals: [] }
  }

  startBar(time: number): void {
    this.barTime = time
    this.sequence = 0
    this.moveTo(time)
  }

  moveTo(time: number): void {
    this.now = Math.max(this.now, time)
  }

  /** Writes down what has happened on the exchange since the last time. */
  settle(): void {
    this.dropReady('it was not traded')
    this.follow()
  }

  private follow(): void {
    const { desk, executor, now } = this
    const fills = executor.fills()
    const fresh = fills.slice(this.taken)
    this.taken = fills.length
    desk.take(fresh, now)
    // The house closes a position that has exhausted the account without asking anybody.
    for (const fill of fresh.filter(({ clientId }) => clientId === undefined)) desk.note({ kind: 'liquidation', fill }, now)
    for (const clientId of this.open) {
      const found = executor.orderOf(clientId)
      if (found !== undefined) desk.observe(found, now)
      if (found === undefined || found.state !== 'open') this.open.delete(clientId)
    }
    const { realized, fees } = executor.exchange.account
    if (realized === this.realized) return
    // Fees count with what they opened, once it closes.
    desk.gates.fill({ at: now, profit: realized - this.realized - (fees - this.paidFees) })
    this.realized = realized
    this.paidFees = fees
  }

  private clear({ order, quantity, price }: Clearing): boolean {
    this.follow()
    const standing = this.executor.standing(order.id)
    if (standing?.state === 'open') {
      if (standing.kind === kindOf(order)) return this.resize(standing.clientId as string, { order, quantity, price })
      // The rest of a limit order that leaves at the market is another order.
      this.executor.drop(standing.clientId as string)
      this.follow()
    }
    const ready = this.takeReady(order, quantity) ?? this.ask(this.wishOf({ order, quantity, price }), price)
    if ('refusals' in ready) return false
    const { order: approved } = ready
    const { clientId } = approved.intent
    const result = this.executor.accept(approved, this.now, order.id)
    this.desk.settle(clientId, result, this.now)
    this.open.add(clientId)
    return result.outcome === 'acknowledged'
  }

  /** What was approved when the target desk asked, if this is it. */
  private takeReady({ side }: RestingOrder, quantity: number): Ready | undefined {
    const { ready } = this
    if (ready?.wish.side !== side || ready.wish.quantity !== quantity) {
      this.dropReady('another size was traded')
      return undefined
    }
    this.ready = undefined
    return ready
  }

  private dropReady(reason: string): void {
    const { ready } = this
    this.ready = undefined
    if (ready !== undefined) this.desk.settle(ready.order.intent.clientId, { outcome: 'rejected', reason }, this.now)
  }

  private wishOf({ order, quantity, price }: Clearing): Wish {
    const held = this.executor.exchange.account.quantity
    const reduceOnly = held !== 0 && held > 0 === (order.side === 'sell') && quantity <= Math.abs(held)
    return { side: order.side, quantity, kind: kindOf(order), ...limitOf(order, price), reduceOnly, reason: order.reason }
  }

  /** Asks the gates; gives refusals, or what may be traded now. */
  private ask(wish: Wish, price: number = this.executor.exchange.price): Ready | { readonly refusals: readonly Refusal[] } {
    const { desk, executor, now } = this
    const { symbol } = executor
    const clientId = clientOrderId({ session: desk.session, symbol, at: this.barTime, sequence: this.sequence++ })
    const intent: OrderIntent = { clientId, symbol, ...wish, quantity: inDigits(wish.quantity), at: now }
    const approval = desk.prepare(intent, this.context(price))
    if (!approval.ok) return approval
    const { quantity } = approval.order.intent
    if (Math.abs(quantity - wish.quantity) <= NOISE * wish.quantity) return { order: approval.order, wish }
    const message = `${wish.quantity} is no whole number of lots, and ${quantity} would leave a rest`
    desk.settle(clientId, { outcome: 'rejected', reason: message }, now)
    return { refusals: [{ code: 'session/lot', message }] }
  }

  private context(price: number): ApprovalContext {
    const { executor, desk, now } = this
    const { symbol, exchange } = executor
    const { cash, quantity, averagePrice } = exchange.account
    return {
      ...{ at: now, session: 'running' },
      account: { cash, positions: quantity === 0 ? {} : { [symbol]: { quantity, averagePrice } }, openOrders: desk.openOrders() },
      ...{ prices: { [symbol]: price }, priceTimes: { [symbol]: now } },
    }
  }

  /** An exit that waited follows the size of the position. */
  private resize(clientId: string, { order, quantity, price }: Clearing): true {
    const live = this.desk.order(clientId)
    if (live === undefined) return true
    const { intent, filled } = live
    const left = new Exact(intent.quantity).minus(filled)
    const isSame = left
      .minus(quantity)
      .abs()
      .lte(quantity * NOISE)
    const total = new Exact(filled).plus(inDigits(quantity)).toNumber()
    const limit = limitOf(order, price)
    const isMoved = limit.price !== intent.price
    if (!isSame) this.executor.resize(clientId, total)
    const change = { ...(isSame ? {} : { quantity: total }), ...(isMoved ? limit : {}) }
    if (!isSame || isMoved) this.desk.happen(clientId, { type: 'amend', ...change, at: this.now })
    return true
  }
}

/** Twelve digits: what doubles have beyond them is noise, and no exchange could read it. */
function inDigits(quantity: number): number {
  return new Exact(quantity).toSignificantDigits(12).toNumber()
}

/** The price of a limit order that is reached now; one that the open has jumped over asks for no more than the open gives. */
function limitOf(order: RestingOrder, price: number): { readonly price?: number } {
  if (order.kind !== 'limit') return {}
  return { price: order.side === 'buy' ? Math.min(order.level, price) : Math.max(order.level, price) }
}

function kindOf({ kind }: RestingOrder): 'market' | 'limit' {
  return kind === 'limit' ? 'limit' : 'market'
}
