import type { Decimal } from 'decimal.js'
import { Exact } from './decimal-text.ts'
import type { JournalEntry } from './journal.ts'
import type { ExchangeFill, LiveOrder, OrderEvent, OrderIntent } from './order.ts'
import { applyOrderEvent, isOver, newOrder, type OrderMove } from './order-lifecycle.ts'

/** What an entry of type `approval` says. */
export interface ApprovalData {
  /** In steps of the exchange. */
  readonly intent: OrderIntent
  readonly mode: string
  readonly dryRun: boolean
  readonly gates: readonly string[]
  readonly expiresAt: number
}

/** A note of a fill that no order can have had. */
export interface StrayFillNote {
  readonly kind: 'stray-fill'
  readonly fill: ExchangeFill
  readonly reason: string
}

/** A note of what was held before the first order. */
export interface OpeningNote {
  readonly kind: 'opening'
  readonly positions: Readonly<Record<string, number>>
}

/** What the orders of a session have come to: a fold over its journal, the same while it runs and after a restart. */
export class OrderLedger {
  /** In the order in which they were approved. */
  readonly orders = new Map<string, LiveOrder>()
  /** When orders left. */
  readonly sentAt = new Map<string, number>()
  /** Client ids of orders that are not over. */
  readonly active = new Set<string>()
  /** Client ids of orders that are not over, or over not long ago. */
  readonly watched = new Set<string>()
  /** Every fill of an own order, in the order in which they were written down. */
  readonly fills: ExchangeFill[] = []
  /** Fills that say they are of an own order and cannot be. */
  readonly strays = new Map<string, StrayFillNote>()
  /** What in the journal makes no sense. */
  readonly problems: string[] = []
  /** Signed units by symbol that were held before the first order. */
  opening: Readonly<Record<string, number>> = {}
  /** Sequence of the next entry. */
  next = 0

  private readonly byExchangeId = new Map<string, string>()
  private readonly held = new Map<string, Decimal>()

  constructor(entries: readonly JournalEntry[] = []) {
    for (const entry of entries) this.book(entry)
  }

  /** What an event would make of an order. */
  move(clientId: string, event: OrderEvent): OrderMove {
    const order = this.orders.get(clientId)
    if (order !== undefined) return applyOrderEvent(order, event)
    return { ok: false, refusal: { code: 'order/unknown', message: `there is no order ${clientId}` } }
  }

  /** The own order of a fill; undefined for fills of others. */
  orderOf({ clientId, exchangeId }: Pick<ExchangeFill, 'clientId' | 'exchangeId'>): LiveOrder | undefined {
    const known = clientId === undefined ? undefined : this.orders.get(clientId)
    return known ?? this.orders.get(this.byExchangeId.get(exchangeId) ?? '')
  }

  /** Units bought minus units sold since the start, added as decimals. */
  position(symbol: string): number {
    return this.held.get(symbol)?.toNumber() ?? 0
  }

  /** Symbols that were traded. */
  get symbols(): readonly string[] {
    return [...this.held.keys()]
  }

  /** Takes an entry in. */
  book(entry: JournalEntry): void {
    this.next = entry.sequence + 1
    if (entry.type === 'approval') this.bookApproval(entry)
    else if (entry.type === 'event') this.bookEvent(entry)
    else if (entry.type === 'note') this.bookNote(entry.data)
  }

  private bookApproval({ at, sequence, data }: JournalEntry): void {
    const { intent } = data as ApprovalData
    const { clientId } = intent
    if (this.orders.has(clientId)) {
      this.problems.push(`entry ${sequence} approves ${clientId} a second time`)
      return
    }
    let order = newOrder(intent)
    for (const type of ['approve', 'journal'] as const) {
      const moved = applyOrderEvent(order, { type, at })
      if (moved.ok) order = moved.order
    }
    this.orders.set(clientId, order)
    this.active.add(clientId)
    this.watched.add(clientId)
  }

  private bookEvent({ clientId = '', sequence, data }: JournalEntry): void {
    const event = data as OrderEvent
    const before = this.orders.get(clientId)
    const moved = this.move(clientId, event)
    if (!moved.ok) {
      this.problems.push(`entry ${sequence}: ${moved.refusal.message}`)
      return
    }
    const { order } = moved
    if (order === before) return
    this.orders.set(clientId, order)
    if (order.exchangeId !== undefined) this.byExchangeId.set(order.exchangeId, clientId)
    if (isOver(order)) this.active.delete(clientId)
    else this.active.add(clientId)
    // Who fills late may fill again.
    if (!isOver(order) || event.type === 'fill') this.watched.add(clientId)
    if (event.type === 'send') this.sentAt.set(clientId, event.at)
    if (event.type === 'fill') this.bookFill(event.fill)
  }

  private bookFill(fill: ExchangeFill): void {
    const { symbol, side, quantity } = fill
    this.fills.push(fill)
    const before = this.held.get(symbol) ?? new Exact(0)
    this.held.set(symbol, side === 'buy' ? before.plus(quantity) : before.minus(quantity))
  }

  private bookNote(data: unknown): void {
    const note = data as StrayFillNote | OpeningNote | { readonly kind?: undefined } | null
    if (note?.kind === 'stray-fill') this.strays.set(note.fill.fillId, note)
    else if (note?.kind === 'opening') this.opening = note.positions
  }
}
