import { ConfigError } from '../base/errors.ts'
import type { Refusal } from '../base/verdict.ts'
import type { RiskOrder } from '../risk/risk-order.ts'
import { type Approval, approve } from './approve.ts'
import type { CancelResult, ExchangeOrder, Executor, SubmitResult } from './executor.ts'
import type { Gatekeeper } from './gatekeeper.ts'
import type { ApprovalContext } from './gates/gate.ts'
import type { Journal, JournalEntry } from './journal.ts'
import type { ExchangeFill, LiveOrder, OrderEvent, OrderIntent } from './order.ts'
import { OrderLedger } from './order-ledger.ts'
import { isOver } from './order-lifecycle.ts'
import { type PollReport, pollOrders } from './poll-orders.ts'

/**
 * What a desk works with.
 */
export interface OrderDeskOptions {
  /** Id of the session: orders and journal entries belong to it. */
  readonly session: string
  readonly journal: Journal
  readonly executor: Executor
  readonly gates: Gatekeeper
  /** Signed units by symbol that the account held before the first order; written down once, at the start of the session. */
  readonly opening?: Readonly<Record<string, number>> | undefined
  /** After how long an order that the exchange does not know never arrived. Default a minute; give more than the longest timeout of a request. */
  readonly visibilityMs?: number | undefined
  /** For how long after its end late fills of an order are looked for. Default an hour. */
  readonly lateMs?: number | undefined
}

/** What came of placing an order: where it stands, or every reason against it. */
export type Placed = { readonly ok: true; readonly order: LiveOrder } | { readonly ok: false; readonly refusals: readonly Refusal[] }

type EntryBody = Pick<JournalEntry, 'type' | 'clientId' | 'data'>

/**
 * Places orders so that none is lost and none is sent twice, whatever fails. What it knows is what its journal says, so that a desk over the same
 * journal knows the same after a crash.
 *
 * - An order is approved, then written down with its approval and with the fact that it is about to be sent, and only then sent.
 * - Without a certain answer it is `unknown`, until {@link poll} has found out. Nothing is ever sent a second time.
 * - A fill counts once, by its id, whenever it comes.
 * - When the journal cannot be written, nothing is sent, and the desk is at an end: make a new one and `recover`.
 * - A desk over a journal that has something in it refuses orders until `recover` has run.
 *
 * Times are passed in, in milliseconds since the Unix epoch.
 *
 * @example
 * ```ts
 * import { clientOrderId, defaultEnvironment, Gatekeeper, LimitBreaker, MemoryJournal, OrderDesk, paperExecutor, startOfDay } from 'peak-trade'
 *
 * const at = Date.UTC(2025, 0, 15, 9)
 * const executor = paperExecutor({ symbol: 'BTC/EUR', settings: { capital: 10_000 } })
 * const gates = new Gatekeeper({
 *   ...{ environment: defaultEnvironment, limits: {}, breaker: new LimitBreaker(), instruments: {} },
 *   state: startOfDay(undefined, { at, equity: 10_000 }),
 * })
 * const desk = new OrderDesk({ session: 'paper-1', journal: new MemoryJournal(), executor, gates })
 * const clientId = clientOrderId({ session: 'paper-1', symbol: 'BTC/EUR', at, sequence: 0 })
 * const placed = await desk.place(
 *   { clientId, symbol: 'BTC/EUR', side: 'buy', kind: 'market', quantity: 0.01, at },
 *   { at, session: 'running', account: { cash: 10_000, positions: {} }, prices: { 'BTC/EUR': 50_000 }, priceTimes: { 'BTC/EUR': at } },
 * )
 * placed.ok && placed.order.state // 'acknowledged'
 * executor.play({ time: at, open: 50_100, high: 50_200, low: 50_000, close: 50_150, volume: 9 })
 * await desk.poll(at + 60_000)
 * desk.position('BTC/EUR') // 0.01
 * ```
 */
export class OrderDesk {
  readonly session: string
  readonly executor: Executor
  readonly gates: Gatekeeper
  readonly visibilityMs: number
  readonly lateMs: number
  /** @internal What the journal comes to. */
  readonly ledger: OrderLedger

  private readonly journal: Journal
  private isRecovered: boolean
  private failure: unknown

  /**
   * @throws {@link ConfigError} `desk/session` for an empty id; whatever the journal throws when it is read.
   */
  constructor({ session, journal, executor, gates, opening, visibilityMs = 60_000, lateMs = 3_600_000 }: OrderDeskOptions) {
    if (typeof session !== 'string' || session === '') throw new ConfigError('desk/session', 'a desk needs the id of its session; name it')
    this.session = session
    this.journal = journal
    this.executor = executor
    this.gates = gates
    this.visibilityMs = visibilityMs
    this.lateMs = lateMs
    this.ledger = new OrderLedger(journal.read(session))
    this.isRecovered = this.ledger.next === 0
    for (const order of this.ledger.orders.values()) gates.remember(order.intent.clientId, isOver(order) ? undefined : order.intent)
    if (this.isRecovered && opening !== undefined) this.note({ kind: 'opening', positions: opening }, gates.state.day.start)
  }

  /** True while there is a past that `recover` has not looked at; nothing is placed until then. */
  get needsRecovery(): boolean {
    return !this.isRecovered
  }

  /** Every order of the session, oldest first. */
  orders(): readonly LiveOrder[] {
    return [...this.ledger.orders.values()]
  }

  /** An order by its client id. */
  order(clientId: string): LiveOrder | undefined {
    return this.ledger.orders.get(clientId)
  }

  /** Every fill of the session's orders, in the order in which they were written down. */
  fills(): readonly ExchangeFill[] {
    return [...this.ledger.fills]
  }

  /** Units of a symbol that the session has bought minus those that it has sold. */
  position(symbol: string): number {
    return this.ledger.position(symbol)
  }

  /** Orders that may still fill, as limits see them: with what is left of each. */
  openOrders(): readonly RiskOrder[] {
    const open = [...this.ledger.active].map(id => this.ledger.orders.get(id) as LiveOrder)
    return open.map(({ intent, filled }) => ({
      ...{ id: intent.clientId, symbol: intent.symbol, side: intent.side, quantity: Math.max(0, intent.quantity - filled) },
      ...{ price: intent.price, reduceOnly: intent.reduceOnly },
    }))
  }

  /**
   * Places an order, once. What the gates refuse is written down too, and nothing is sent.
   *
   * @throws what the journal throws; then the order was not sent, or, when its answer could not be written, `recover` finds it.
   */
  async place(intent: OrderIntent, context: ApprovalContext): Promise<Placed> {
    const approval = this.prepare(intent, context)
    if (!approval.ok) return approval
    const { clientId } = approval.order.intent
    let result: SubmitResult
    try {
      result = await this.executor.submit(approval.order, context.at)
    } catch (error) {
      result = { outcome: 'unknown', reason: messageOf(error) }
    }
    return { ok: true, order: this.settle(clientId, result, context.at) }
  }

  /**
   * The first half of {@link place}, for executors that answer at once: asks the gates and writes down that the order is being sent. Whoever calls it
   * hands the order over next, and then says what came of it with {@link settle}.
   */
  prepare(intent: OrderIntent, context: ApprovalContext): Approval {
    this.refuseWhenBroken()
    if (!this.isRecovered) {
      const message = `session ${this.session} has a past; call recover before it places orders`
      return { ok: false, refusals: [{ code: 'desk/recover', message }] }
    }
    const approval = approve(intent, this.gates, context)
    const { at } = context
    if (!approval.ok) {
      this.write(at, { type: 'refusal', clientId: idOf(intent), data: plain({ intent, refusals: approval.refusals }) })
      return approval
    }
    const { order } = approval
    const { clientId } = order.intent
    const { mode, dryRun, gates, expiresAt } = order
    this.write(
      at,
      { type: 'intent', clientId, data: plain(intent) },
      { type: 'approval', clientId, data: plain({ intent: order.intent, mode, dryRun, gates, expiresAt }) },
      { type: 'event', clientId, data: { type: 'send', at } satisfies OrderEvent },
    )
    return approval
  }

  /** The second half of {@link place}: what came of handing an order over. */
  settle(clientId: string, result: SubmitResult, at: number): LiveOrder {
    switch (result.outcome) {
      case 'acknowledged':
        this.happen(clientId, { type: 'acknowledge', exchangeId: result.exchangeId, at })
        break
      case 'rejected':
        this.happen(clientId, { type: 'reject', reason: result.reason, at })
        break
      case 'validated':
        this.happen(clientId, { type: 'cancel', reason: 'it was only validated, and not placed', at })
        break
      case 'unknown':
        // A fill may have come first, and then it is known.
        if (this.order(clientId)?.state !== 'filled') this.happen(clientId, { type: 'lose-track', reason: result.reason, at })
    }
    return this.order(clientId) as LiveOrder
  }

  /**
   * Takes an order back. When it is not open any more, `poll` says what became of it; fills that come late still count.
   *
   * @throws {@link ConfigError} `desk/order` for an order that the session does not have.
   */
  async cancel(clientId: string, at: number): Promise<CancelResult> {
    this.refuseWhenBroken()
    const order = this.order(clientId)
    if (order === undefined)
      throw new ConfigError('desk/order', `session ${this.session} has no order ${clientId}; look at orders()`, { clientId })
    this.note({ kind: 'cancel-request', clientId }, at)
    let result: CancelResult
    try {
      result = await this.executor.cancel(clientId)
    } catch (error) {
      return { outcome: 'unknown', reason: messageOf(error) }
    }
    const now = this.order(clientId) as LiveOrder
    if (result.outcome === 'canceled' && !isOver(now)) this.happen(clientId, { type: 'cancel', reason: 'on request', at })
    return result
  }

  /** Asks the exchange what is new: takes fills, finds out about unknown orders, and notices which orders are over. What cannot be asked is listed, not thrown. */
  async poll(at: number): Promise<PollReport> {
    this.refuseWhenBroken()
    return pollOrders(this, at)
  }

  /** Takes fills in, each once. Returns those that were new; fills of other people's orders are left alone. */
  take(fills: readonly ExchangeFill[], at: number): ExchangeFill[] {
    return fills.filter(fill => {
      const order = this.ledger.orderOf(fill)
      // Exchanges are asked for more than is new.
      if (order === undefined || order.fillIds.includes(fill.fillId)) return false
      return this.happen(
        order.intent.clientId,
        { type: 'fill', fill: plain(fill) as ExchangeFill, at: Number.isFinite(fill.at) ? fill.at : at },
        fill,
      )
    })
  }

  /** What the exchange says about an order that it gave an id: over means over; that it is filled, only its fills say. */
  observe({ clientId = '', state }: ExchangeOrder, at: number): void {
    const order = this.order(clientId)
    if (order === undefined || isOver(order)) return
    if (state === 'canceled') this.happen(clientId, { type: 'cancel', reason: 'the exchange has canceled it', at })
    else if (state === 'expired') this.happen(clientId, { type: 'expire', at })
    else if (state === 'rejected') this.happen(clientId, { type: 'reject', reason: 'the exchange has rejected it', at })
  }

  /** Writes something down that is no event of an order. */
  note(data: unknown, at: number): void {
    this.write(at, { type: 'note', data: plain(data) })
  }

  /** @internal Writes down what happens to an order, if it can; otherwise writes down that it was said. True when something changed. */
  happen(clientId: string, event: OrderEvent, fill?: ExchangeFill): boolean {
    const before = this.order(clientId)
    const moved = this.ledger.move(clientId, event)
    if (moved.ok && moved.order === before) return false
    if (moved.ok) {
      this.write(event.at, { type: 'event', clientId, data: plain(event) })
      if (isOver(moved.order)) this.gates.release(clientId)
      return true
    }
    const reason = moved.refusal.message
    if (fill === undefined) this.note({ kind: 'contradiction', clientId, event, reason }, event.at)
    else if (!this.ledger.strays.has(String(fill.fillId))) this.noteStray(fill, { reason, at: event.at })
    return false
  }

  /** @internal Only `recover` says so. */
  markRecovered(): void {
    this.isRecovered = true
  }

  private noteStray(fill: ExchangeFill, { reason, at }: { readonly reason: string; readonly at: number }): void {
    const shown = Object.fromEntries(
      Object.entries(fill).map(([name, value]) => [name, typeof value === 'number' ? finiteOrText(value) : value]),
    )
    this.note({ kind: 'stray-fill', fill: { ...shown, fillId: String(fill.fillId) }, reason }, at)
  }

  private write(at: number, ...bodies: readonly EntryBody[]): void {
    this.refuseWhenBroken()
    const { session, ledger } = this
    const entries = bodies.map((body, k): JournalEntry => ({ session, sequence: ledger.next + k, at, ...body }))
    try {
      this.journal.append(...entries)
    } catch (error) {
      // It may be on the disk all the same, so nobody knows any more what the journal says.
      this.failure = error
      throw error
    }
    for (const entry of entries) ledger.book(entry)
  }

  private refuseWhenBroken(): void {
    if (this.failure !== undefined) throw this.failure
  }
}

/** What JSON makes of it, so that memory and disk hold the same. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

function finiteOrText(value: number): number | string {
  return Number.isFinite(value) ? value : String(value)
}

function idOf({ clientId }: OrderIntent): string | undefined {
  return typeof clientId === 'string' && clientId !== '' ? clientId : undefined
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
