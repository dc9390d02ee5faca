import { Exact } from './decimal-text.ts'
import type { ExchangeAccount, ExchangeOrder, Executor } from './executor.ts'
import type { ExchangeFill, LiveOrder } from './order.ts'
import { isOver } from './order-lifecycle.ts'

/**
 * What an exchange says at one moment.
 *
 * @example
 * ```ts
 * import { type ExchangeSnapshot, paperExecutor, takeSnapshot } from 'peak-trade'
 *
 * const snapshot: ExchangeSnapshot = await takeSnapshot(paperExecutor({ symbol: 'BTC/EUR' }), { since: 0 })
 * snapshot.openOrders.length // 0
 * ```
 */
export interface ExchangeSnapshot {
  readonly openOrders: readonly ExchangeOrder[]
  /** Of all orders since the session began. */
  readonly fills: readonly ExchangeFill[]
  readonly account: ExchangeAccount
}

/** Something about which a session and its exchange do not agree. */
export interface Difference {
  /**
   * - `missing-fill`: the exchange has filled an own order, and the journal does not know.
   * - `unknown-fill`: of an order that is not of this session. `unknown-order`: open, and not of this session.
   * - `open-here`: open in the journal, not at the exchange. `open-there`: over in the journal, open at the exchange.
   * - `unresolved`: nobody knows what became of an order. `overfilled`: more was filled than ordered.
   * - `position`: what is held is not what the fills come to.
   */
  readonly kind: 'missing-fill' | 'unknown-fill' | 'unknown-order' | 'open-here' | 'open-there' | 'unresolved' | 'overfilled' | 'position'
  readonly symbol: string
  /** Of the order or the fill, as far as it has one. */
  readonly clientId?: string | undefined
  readonly exchangeId?: string | undefined
  /** What is so, for people. */
  readonly message: string
  /** What the desk may do by itself (`poll`), what it does when told to (`cancel`), or that a person has to look. None of it trades. */
  readonly action: 'poll' | 'cancel' | 'look'
}

/**
 * All differences between a session and its exchange, with what could be done about each: to be shown before anything is done.
 *
 * @example
 * ```ts
 * import { type ReconcilePlan, reconcile } from 'peak-trade'
 *
 * const plan: ReconcilePlan = reconcile([], { openOrders: [], fills: [], account: { cash: 0, positions: {} } })
 * plan.clean // true
 * ```
 */
export interface ReconcilePlan {
  /** True when both agree. */
  readonly clean: boolean
  readonly differences: readonly Difference[]
}

/** What the two sides start from. */
export interface ReconcileOptions {
  /** Signed units by symbol that the account held before the first order. */
  readonly opening?: Readonly<Record<string, number>> | undefined
  /** The fills that the journal has, for positions to the last digit; otherwise the orders say what was filled. */
  readonly fills?: readonly ExchangeFill[] | undefined
}

/**
 * Compares the orders of a session with what its exchange says. It changes nothing, and no action in the plan trades: a position that differs is for a person
 * to explain, because an order that "repairs" it makes it worse when the explanation is another one.
 *
 * @param orders - Of the journal: `desk.orders()`.
 *
 * @example
 * ```ts
 * import { describePlan, reconcile } from 'peak-trade'
 *
 * const account = { cash: 9_000, positions: { 'BTC/EUR': 0.02 } }
 * const plan = reconcile([], { openOrders: [], fills: [], account })
 * plan.differences[0].kind // 'position'
 * plan.differences[0].action // 'look'
 * describePlan(plan).startsWith('1 difference') // true
 * ```
 */
export function reconcile(
  orders: readonly LiveOrder[],
  exchange: ExchangeSnapshot,
  { opening = {}, fills }: ReconcileOptions = {},
): ReconcilePlan {
  const differences = [
    ...compareFills(orders, exchange.fills),
    ...compareOrders(orders, exchange.openOrders),
    ...comparePositions(fills === undefined ? orders.map(filledOf) : fills, exchange.account, opening),
  ]
  return { clean: differences.length === 0, differences }
}

/**
 * Asks an exchange for everything that {@link reconcile} compares.
 *
 * @param options - `since`: when the session began, milliseconds since the Unix epoch.
 * @throws what the executor throws.
 *
 * @example
 * ```ts
 * import { paperExecutor, takeSnapshot } from 'peak-trade'
 *
 * const { account } = await takeSnapshot(paperExecutor({ symbol: 'BTC/EUR', settings: { capital: 500 } }), { since: 0 })
 * account.cash // 500
 * ```
 */
export async function takeSnapshot(executor: Executor, { since }: { readonly since: number }): Promise<ExchangeSnapshot> {
  const fills = await executor.fillsSince(since)
  return { openOrders: await executor.openOrders(), fills, account: await executor.account() }
}

/**
 * A plan as text, a line per difference with what would be done about it.
 *
 * @example
 * ```ts
 * import { describePlan, reconcile } from 'peak-trade'
 *
 * describePlan(reconcile([], { openOrders: [], fills: [], account: { cash: 0, positions: {} } })) // 'the journal and the exchange agree'
 * ```
 */
export function describePlan({ differences }: ReconcilePlan): string {
  if (differences.length === 0) return 'the journal and the exchange agree'
  const heading = `${differences.length} difference${differences.length === 1 ? '' : 's'} between the journal and the exchange`
  const lines = differences.map(
    ({ kind, symbol, message, action }, k) => `${k + 1}. ${symbol}  ${kind}: ${message}\n   → ${actions[action]}`,
  )
  return [heading, ...lines].join('\n')
}

const actions: Readonly<Record<Difference['action'], string>> = {
  poll: 'poll: ask the exchange again and write down what it says',
  cancel: 'cancel it at the exchange, when you say so',
  look: 'a person has to look; nothing is traded to make it fit',
}

function compareFills(orders: readonly LiveOrder[], fills: readonly ExchangeFill[]): Difference[] {
  const byClientId = new Map(orders.map(order => [order.intent.clientId, order]))
  const byExchangeId = new Map(orders.map(order => [order.exchangeId, order]))
  const seen = new Set<string>()
  return fills.flatMap((fill): Difference[] => {
    const { fillId, exchangeId, symbol, side, quantity, price } = fill
    const order = byClientId.get(fill.clientId ?? '') ?? byExchangeId.get(exchangeId)
    const key = `${exchangeId} ${fillId}`
    if (order?.fillIds.includes(fillId) || seen.has(key)) return []
    seen.add(key)
    const what = `${side} ${quantity} at ${price} (fill ${fillId} of order ${exchangeId})`
    if (order === undefined)
      return [{ kind: 'unknown-fill', symbol, exchangeId, message: `${what} is not of this session`, action: 'look' }]
    const { clientId } = order.intent
    return [{ kind: 'missing-fill', symbol, clientId, exchangeId, message: `${what} is not in the journal`, action: 'poll' }]
  })
}

function compareOrders(orders: readonly LiveOrder[], open: readonly ExchangeOrder[]): Difference[] {
  const differences: Difference[] = []
  const known = new Set<string | undefined>()
  const openIds = new Set(open.flatMap(({ clientId, exchangeId }) => [clientId, exchangeId]))
  for (const order of orders) {
    const { intent, state, exchangeId, filled } = order
    const { clientId, symbol, side, quantity } = intent
    known.add(clientId)
    if (exchangeId !== undefined) known.add(exchangeId)
    const found = openIds.has(clientId) || (exchangeId !== undefined && openIds.has(exchangeId))
    const add = (kind: Difference['kind'], message: string, action: Difference['action']) =>
      differences.push({ kind, symbol, clientId, exchangeId, message: `${side} ${quantity} (${clientId}) ${message}`, action })
    if (order.overfilled === true) add('overfilled', `was filled with ${filled}`, 'look')
    if (state === 'unknown' || state === 'sent') add('unresolved', `is ${state}${found ? ', and open at the exchange' : ''}`, 'poll')
    else if (isOver(order) && found) add('open-there', `is ${state} in the journal and open at the exchange`, 'cancel')
    else if ((state === 'acknowledged' || state === 'partially-filled') && !found)
      add('open-here', `is ${state} in the journal and not open at the exchange`, 'poll')
  }
  for (const { clientId, exchangeId, symbol, side, quantity } of open) {
    if (known.has(clientId ?? exchangeId) || known.has(exchangeId)) continue
    const message = `${side} ${quantity} (${exchangeId}) is open and not of this session`
    differences.push({ kind: 'unknown-order', symbol, clientId, exchangeId, message, action: 'look' })
  }
  return differences
}

/** What an order has moved, as one fill. */
function filledOf({ intent, filled }: LiveOrder): Pick<ExchangeFill, 'symbol' | 'side' | 'quantity'> {
  return { symbol: intent.symbol, side: intent.side, quantity: filled }
}

function comparePositions(
  fills: readonly Pick<ExchangeFill, 'symbol' | 'side' | 'quantity'>[],
  { positions }: ExchangeAccount,
  opening: Readonly<Record<string, number>>,
): Difference[] {
  const expected = new Map(Object.entries(opening).map(([symbol, quantity]) => [symbol, new Exact(quantity)]))
  for (const { symbol, side, quantity } of fills) {
    const before = expected.get(symbol) ?? new Exact(0)
    expected.set(symbol, side === 'buy' ? before.plus(quantity) : before.minus(quantity))
  }
  const symbols = new Set([...expected.keys(), ...Object.keys(positions)])
  return [...symbols].flatMap((symbol): Difference[] => {
    const here = expected.get(symbol) ?? new Exact(0)
    const there = new Exact(Object.hasOwn(positions, symbol) ? positions[symbol] : 0)
    // An exchange that adds doubles is off by their noise, and by nothing that could be a lot.
    const noise = Exact.max(here.abs(), there.abs(), 1).times(1e-9)
    if (here.minus(there).abs().lte(noise)) return []
    const message = `the journal comes to ${here.toFixed()}, the exchange holds ${there.toFixed()}`
    return [{ kind: 'position', symbol, message, action: 'look' }]
  })
}
