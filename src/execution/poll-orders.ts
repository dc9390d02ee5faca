import type { ExchangeOrder, Executor } from './executor.ts'
import type { ExchangeFill, LiveOrder, OrderEvent, OrderState } from './order.ts'
import type { OrderLedger } from './order-ledger.ts'
import { isOver } from './order-lifecycle.ts'

/** What a look at the exchange came to. */
export interface PollReport {
  /** Fills that were new. */
  readonly fills: readonly ExchangeFill[]
  /** Client ids of orders that were unknown and are no more. */
  readonly resolved: readonly string[]
  /** Client ids of orders that are still unknown. */
  readonly unknown: readonly string[]
  /** What could not be asked, and why. */
  readonly failed: readonly string[]
}

/** A desk, as far as a look at the exchange needs one. */
export interface PolledDesk {
  readonly executor: Executor
  readonly ledger: OrderLedger
  readonly visibilityMs: number
  readonly lateMs: number
  take(fills: readonly ExchangeFill[], at: number): ExchangeFill[]
  observe(found: ExchangeOrder, at: number): void
  happen(clientId: string, event: OrderEvent): boolean
}

/** Two clocks are not the same. */
const SKEW_MS = 60_000

/** The exchange has such an order, as far as is known, and it is not over. */
const there: readonly OrderState[] = ['acknowledged', 'partially-filled']

/** Asks the exchange what is new, and tells the desk. */
export async function pollOrders(desk: PolledDesk, at: number): Promise<PollReport> {
  const { executor, ledger } = desk
  const failed: string[] = []
  const ask = async <T>(what: string, question: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await question()
    } catch (error) {
      failed.push(`${what}: ${error instanceof Error ? error.message : String(error)}`)
      return undefined
    }
  }
  retire(desk, at)
  // Taken before the first question: what is placed meanwhile is none of this look's business.
  const watched = [...ledger.watched].map(id => ledger.orders.get(id) as LiveOrder)
  const fills: ExchangeFill[] = []
  if (watched.length > 0) {
    const since = Math.min(...watched.map(({ intent }) => intent.at)) - SKEW_MS
    const found = await ask('fills', () => executor.fillsSince(since))
    fills.push(...desk.take(found ?? [], at))
  }
  const resolved: string[] = []
  const stillAt = (states: readonly OrderState[]) =>
    watched.map(({ intent }) => intent.clientId).filter(id => states.includes((ledger.orders.get(id) as LiveOrder).state))
  for (const clientId of stillAt(['unknown'])) {
    let answered = false
    const found = await ask(`order ${clientId}`, async () => {
      const order = await executor.find(clientId)
      answered = true
      return order
    })
    if (answered && resolve(desk, clientId, { found, at })) resolved.push(clientId)
  }
  const working = stillAt(there)
  if (working.length > 0) {
    const open = await ask('open orders', () => executor.openOrders())
    const listed = new Set(open?.map(({ clientId }) => clientId))
    for (const clientId of open === undefined ? [] : working.filter(id => !listed.has(id))) {
      const found = await ask(`order ${clientId}`, () => executor.find(clientId))
      if (found !== undefined) desk.observe({ ...found, clientId }, at)
    }
  }
  return { fills, resolved, unknown: stillAt(['unknown']), failed }
}

/** Forgets orders that have been over for long. */
function retire({ ledger, lateMs }: PolledDesk, at: number): void {
  for (const clientId of ledger.watched) {
    const order = ledger.orders.get(clientId) as LiveOrder
    if (isOver(order) && at - order.at > lateMs) ledger.watched.delete(clientId)
  }
}

/** Ends a doubt, if what the exchange says ends it. */
function resolve(
  desk: PolledDesk,
  clientId: string,
  { found, at }: { readonly found: ExchangeOrder | undefined; readonly at: number },
): boolean {
  const { ledger, visibilityMs } = desk
  const order = ledger.orders.get(clientId)
  if (order?.state !== 'unknown') return false
  if (found !== undefined) return desk.happen(clientId, { type: 'resolve', state: found.state, exchangeId: found.exchangeId, at })
  const sentAt = ledger.sentAt.get(clientId) ?? order.intent.at
  // What was seen there once has arrived, whatever the exchange says now; what is not seen yet may be under way.
  if (order.exchangeId !== undefined || at - sentAt < visibilityMs) return false
  return desk.happen(clientId, { type: 'resolve', state: 'absent', reason: 'it never arrived', at })
}
