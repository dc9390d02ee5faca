import type { Refusal } from '../base/verdict.ts'
import { Exact } from './decimal-text.ts'
import type { ExchangeFill, LiveOrder, OrderEvent, OrderIntent, OrderState } from './order.ts'

/** An order after an event, or why the event cannot have happened to it. */
export type OrderMove = { readonly ok: true; readonly order: LiveOrder } | { readonly ok: false; readonly refusal: Refusal }

type EventOf<T extends OrderEvent['type']> = Extract<OrderEvent, { readonly type: T }>

/** Nothing has left yet. */
const unsent: readonly OrderState[] = ['new', 'approved', 'journaled']
/** The exchange may fill it. */
const working: readonly OrderState[] = ['sent', 'acknowledged', 'partially-filled', 'unknown']

/** From which states an event leads on. Others refuse it, but for what the functions below say. */
const leads: Readonly<Record<OrderEvent['type'], readonly OrderState[]>> = {
  approve: ['new'],
  journal: ['approved'],
  send: ['journaled'],
  acknowledge: [...working, 'filled', 'canceled', 'expired'],
  fill: [...working, 'filled', 'canceled', 'expired', 'rejected'],
  cancel: [...unsent, ...working],
  reject: [...unsent, 'sent', 'acknowledged', 'unknown'],
  expire: [...unsent, ...working],
  'lose-track': ['sent', 'acknowledged', 'partially-filled'],
  resolve: ['unknown'],
  amend: ['new', 'acknowledged', 'partially-filled'],
}

/** Where an order is after an event that may come twice: the second one changes nothing. */
const arrives: Partial<Record<OrderEvent['type'], OrderState>> = {
  cancel: 'canceled',
  reject: 'rejected',
  expire: 'expired',
  'lose-track': 'unknown',
}

/**
 * An order to which nothing has happened yet.
 *
 * @example
 * ```ts
 * import { newOrder } from 'peak-trade'
 *
 * newOrder({ clientId: 'a', symbol: 'BTC/EUR', side: 'buy', kind: 'market', quantity: 0.01, at: 0 }).state // 'new'
 * ```
 */
export function newOrder(intent: OrderIntent): LiveOrder {
  return Object.freeze({ intent, state: 'new', filled: 0, averagePrice: Number.NaN, fees: 0, fillIds: Object.freeze([]), at: intent.at })
}

/**
 * True when the exchange will not fill any more of an order: it is filled, canceled, rejected or expired.
 *
 * @example
 * ```ts
 * import { isOver, newOrder } from 'peak-trade'
 *
 * isOver(newOrder({ clientId: 'a', symbol: 'BTC/EUR', side: 'buy', kind: 'market', quantity: 0.01, at: 0 })) // false
 * ```
 */
export function isOver({ state }: LiveOrder): boolean {
  return !unsent.includes(state) && !working.includes(state)
}

/**
 * What becomes of an order when something happens to it. What cannot have happened is refused as a value, and the order stays what it was.
 *
 * - A fill counts once, by its `fillId`, whenever it comes: before the acknowledgment, after a timeout, after a cancel. Quantities are added as decimals.
 * - Only fills make an order `filled`. More than was ordered is kept, and marked `overfilled`.
 * - `unknown` ends by what the exchange says (`resolve`, `acknowledge`, a fill). It cannot be sent again.
 * - An end stays the end, but for late fills: they complete a canceled order, and prove that a rejected one was not.
 * - The same acknowledgment, cancel, rejection or expiry again changes nothing, and gives the same object.
 *
 * @example
 * ```ts
 * import { applyOrderEvent, type LiveOrder, newOrder, type OrderEvent } from 'peak-trade'
 *
 * let order: LiveOrder = newOrder({ clientId: 'a', symbol: 'BTC/EUR', side: 'buy', kind: 'market', quantity: 0.3, at: 0 })
 * const part = { exchangeId: 'O-1', symbol: 'BTC/EUR', side: 'buy', fee: 0.1, at: 4 } as const
 * const events: OrderEvent[] = [
 *   { type: 'approve', at: 1 },
 *   { type: 'journal', at: 2 },
 *   { type: 'send', at: 3 },
 *   { type: 'fill', fill: { ...part, fillId: 'T-1', quantity: 0.1, price: 100 }, at: 4 },
 *   { type: 'fill', fill: { ...part, fillId: 'T-2', quantity: 0.2, price: 130 }, at: 5 },
 * ]
 * for (const event of events) {
 *   const move = applyOrderEvent(order, event)
 *   if (move.ok) order = move.order
 * }
 * order.state // 'filled'
 * order.averagePrice // 120
 * const again = applyOrderEvent(order, { type: 'send', at: 6 })
 * again.ok // false
 * ```
 */
export function applyOrderEvent(order: LiveOrder, event: OrderEvent): OrderMove {
  if (!Number.isFinite(event.at)) return refuse('time', order, `${event.type} came at ${event.at}; pass milliseconds since the Unix epoch`)
  if (arrives[event.type] === order.state) return { ok: true, order }
  const from = Object.hasOwn(leads, event.type) ? leads[event.type] : []
  if (!from.includes(order.state)) return refuse('state', order, refusedMove(order.state, event.type))
  switch (event.type) {
    case 'approve':
      return move(order, event, { state: 'approved' })
    case 'journal':
      return move(order, event, { state: 'journaled' })
    case 'send':
      return move(order, event, { state: 'sent' })
    case 'acknowledge':
      return acknowledge(order, event)
    case 'fill':
      return fill(order, event)
    case 'cancel':
      return move(order, event, event.reason === undefined ? { state: 'canceled' } : { state: 'canceled', reason: event.reason })
    case 'reject':
      return reject(order, event, { reason: event.reason })
    case 'expire':
      return move(order, event, { state: 'expired' })
    case 'lose-track':
      return move(order, event, { state: 'unknown', reason: event.reason })
    case 'resolve':
      return resolve(order, event)
    case 'amend':
      return amend(order, event)
  }
}

/** What came late keeps its place: an order is never younger than it was. */
function move(order: LiveOrder, event: OrderEvent, changes: Partial<LiveOrder>): OrderMove {
  return { ok: true, order: Object.freeze({ ...order, ...changes, at: Math.max(order.at, event.at) }) }
}

function refuse(kind: string, { intent }: LiveOrder, message: string): OrderMove {
  return { ok: false, refusal: { code: `order/${kind}`, message: `order ${intent.clientId}: ${message}` } }
}

function refusedMove(state: OrderState, type: OrderEvent['type']): string {
  if (type === 'send' && !unsent.includes(state))
    return `it is ${state} and was sent already; ask the exchange about it, never send it again`
  if (type === 'fill') return `it is ${state} and was not sent, so it cannot be filled; look for another process that uses its id`
  return `${type} cannot happen while it is ${state}`
}

function acknowledge(order: LiveOrder, event: EventOf<'acknowledge'>): OrderMove {
  const { exchangeId } = event
  if (typeof exchangeId !== 'string' || exchangeId === '')
    return refuse('exchange-id', order, 'it was acknowledged without an id of the exchange')
  if (order.exchangeId !== undefined && order.exchangeId !== exchangeId) return otherId(order, exchangeId)
  if (order.exchangeId === exchangeId && order.state !== 'unknown') return { ok: true, order }
  return move(order, event, working.includes(order.state) ? { exchangeId, state: openState(order.filled) } : { exchangeId })
}

function fill(order: LiveOrder, event: EventOf<'fill'>): OrderMove {
  const { intent, fillIds } = order
  const { fill: part } = event
  const fault = fillFault(order, part)
  if (fault !== undefined) return fault
  if (fillIds.includes(part.fillId)) return { ok: true, order }
  const filled = new Exact(order.filled).plus(part.quantity)
  const paid = new Exact(part.price).times(part.quantity)
  const total = order.filled === 0 ? paid : paid.plus(new Exact(order.averagePrice).times(order.filled))
  return move(order, event, {
    ...progress(order, filled.toNumber(), intent.quantity),
    exchangeId: part.exchangeId,
    averagePrice: total.div(filled).toNumber(),
    fees: new Exact(order.fees).plus(part.fee).toNumber(),
    fillIds: Object.freeze([...fillIds, part.fillId]),
  })
}

/** Where an order is when so much of it is filled. */
function progress({ state }: LiveOrder, filled: number, quantity: number): Partial<LiveOrder> {
  if (filled > quantity) return { filled, state: 'filled', overfilled: true }
  if (filled === quantity) return { filled, state: 'filled' }
  return { filled, state: state === 'canceled' || state === 'expired' ? state : 'partially-filled' }
}

function fillFault(order: LiveOrder, part: ExchangeFill): OrderMove | undefined {
  const { clientId, symbol, side } = order.intent
  const wrong = (message: string) => refuse('fill', order, `fill ${String(part.fillId)} ${message}`)
  if (typeof part.fillId !== 'string' || part.fillId === '') return wrong('has no id, and could count twice')
  if (part.clientId !== undefined && part.clientId !== clientId) return wrong(`belongs to ${part.clientId}`)
  if (part.symbol !== symbol || part.side !== side) return wrong(`is a ${part.side} of ${part.symbol}, not a ${side} of ${symbol}`)
  if (typeof part.exchangeId !== 'string' || part.exchangeId === '') return wrong('names no order of the exchange')
  if (order.exchangeId !== undefined && order.exchangeId !== part.exchangeId) return otherId(order, part.exchangeId)
  if (!isAmount(part.quantity) || !isAmount(part.price))
    return wrong(`is ${part.quantity} at ${part.price}; both must be finite numbers above 0`)
  return Number.isFinite(part.fee) ? undefined : wrong(`has a fee of ${part.fee}`)
}

function otherId(order: LiveOrder, exchangeId: string): OrderMove {
  return refuse(
    'exchange-id',
    order,
    `the exchange knows it as ${order.exchangeId}, and now as ${exchangeId}; two orders have one client id`,
  )
}

function reject(order: LiveOrder, event: EventOf<'reject'> | EventOf<'resolve'>, found: Partial<LiveOrder>): OrderMove {
  if (order.filled > 0) return refuse('state', order, `${order.filled} of it are filled, so it cannot have been rejected`)
  return move(order, event, { ...found, state: 'rejected' })
}

function resolve(order: LiveOrder, event: EventOf<'resolve'>): OrderMove {
  // An empty text is no id.
  const exchangeId = event.exchangeId || order.exchangeId
  if (order.exchangeId !== undefined && exchangeId !== order.exchangeId) return otherId(order, exchangeId as string)
  const found = { ...(exchangeId === undefined ? {} : { exchangeId }), ...(event.reason === undefined ? {} : { reason: event.reason }) }
  switch (event.state) {
    case 'open':
    case 'filled':
      if (exchangeId === undefined) return refuse('exchange-id', order, `the exchange says ${event.state} without naming its own id`)
      return move(order, event, { ...found, state: openState(order.filled) })
    case 'canceled':
    case 'expired':
      return move(order, event, { ...found, state: event.state })
    case 'rejected':
      return reject(order, event, found)
    case 'absent':
      if (exchangeId === undefined) return reject(order, event, { reason: 'it never arrived', ...found })
      return refuse('state', order, `the exchange had it as ${exchangeId}, and now has never seen it; ask again`)
    default:
      return refuse('state', order, `the exchange says ${String(event.state)}, which is no state of an order`)
  }
}

function amend(order: LiveOrder, event: EventOf<'amend'>): OrderMove {
  const { intent, filled } = order
  const { quantity = intent.quantity, price = intent.price } = event
  if (event.quantity === undefined && event.price === undefined)
    return refuse('amend', order, 'nothing is amended; give a quantity or a price')
  if (!isAmount(quantity) || quantity < filled)
    return refuse('amend', order, `${quantity} is no new quantity; ${filled} are filled already`)
  if (intent.kind === 'market' && event.price !== undefined) return refuse('amend', order, 'it is a market order and has no price')
  if (price !== undefined && !isAmount(price)) return refuse('amend', order, `${price} is no price`)
  const amended = Object.freeze({ ...intent, quantity, ...(price === undefined ? {} : { price }) })
  return move(order, event, { intent: amended, ...(filled === quantity ? { state: 'filled' } : {}) })
}

function openState(filled: number): OrderState {
  return filled > 0 ? 'partially-filled' : 'acknowledged'
}

function isAmount(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && value < Number.POSITIVE_INFINITY
}
