import type { LiveOrder } from './order.ts'
import type { OrderDesk } from './order-desk.ts'
import type { PollReport } from './poll-orders.ts'
import { type ReconcilePlan, reconcile, takeSnapshot } from './reconcile.ts'

/**
 * What a start over an old journal came to.
 *
 * @example
 * ```ts
 * import { describePlan, type Recovery } from 'peak-trade'
 *
 * const tell = ({ inFlight, report, plan }: Recovery) =>
 *   `${inFlight.length} were under way, ${report.fills.length} fills were missed; ${plan === undefined ? 'no answer' : describePlan(plan)}`
 * typeof tell // 'function'
 * ```
 */
export interface Recovery {
  /** True when the exchange has answered everything: the desk places orders again. Otherwise call `recover` again later. */
  readonly done: boolean
  /** Client ids of orders that were approved and never sent; they are over, and are not sent any more. */
  readonly unsent: readonly string[]
  /** Client ids of orders that were being sent when the process ended. */
  readonly inFlight: readonly string[]
  /** What the exchange said. */
  readonly report: PollReport
  /** What still differs; undefined when the exchange did not answer. Show it before anything is done about it. */
  readonly plan: ReconcilePlan | undefined
}

/**
 * Starts a session over its journal: every start is one. Orders that were written down and not sent are over. Orders that were sent without an answer are unknown,
 * and the exchange is asked about them: those that it has are adopted with their fills; those that it still does not know after the desk's `visibilityMs`
 * never arrived. Those that are too young for that stay unknown, count as open for the gates, and are asked for by every later `poll`. Nothing is sent.
 *
 * @param desk - A new one, over the journal of before.
 * @param at - Now, milliseconds since the Unix epoch.
 * @throws what the journal throws.
 *
 * @example
 * ```ts
 * import { defaultEnvironment, Gatekeeper, LimitBreaker, MemoryJournal, OrderDesk, paperExecutor, recover, startOfDay } from 'peak-trade'
 *
 * const journal = new MemoryJournal()
 * journal.append({ session: 'paper-1', sequence: 0, at: 0, type: 'note', data: { text: 'from before' } })
 * const gates = new Gatekeeper({
 *   ...{ environment: defaultEnvironment, limits: {}, breaker: new LimitBreaker(), instruments: {} },
 *   state: startOfDay(undefined, { at: 0, equity: 10_000 }),
 * })
 * const desk = new OrderDesk({ session: 'paper-1', journal, executor: paperExecutor({ symbol: 'BTC/EUR' }), gates })
 * desk.needsRecovery // true
 * const { done } = await recover(desk, 1_000)
 * done // true
 * desk.needsRecovery // false
 * ```
 */
export async function recover(desk: OrderDesk, at: number): Promise<Recovery> {
  const now = desk.orders()
  const idsOf = (states: readonly LiveOrder['state'][]) =>
    now.filter(({ state }) => states.includes(state)).map(({ intent }) => intent.clientId)
  const unsent = idsOf(['new', 'approved', 'journaled'])
  const inFlight = idsOf(['sent'])
  for (const clientId of unsent) desk.happen(clientId, { type: 'expire', at })
  for (const clientId of inFlight) desk.happen(clientId, { type: 'lose-track', reason: 'the process ended before an answer came', at })
  const report = await desk.poll(at)
  const plan = report.failed.length > 0 ? undefined : await planOf(desk)
  const done = plan !== undefined
  if (done) desk.markRecovered()
  return { done, unsent, inFlight, report, plan }
}

async function planOf(desk: OrderDesk): Promise<ReconcilePlan | undefined> {
  const began = Math.min(...desk.orders().map(({ intent }) => intent.at))
  try {
    // Two clocks are not the same.
    const snapshot = await takeSnapshot(desk.executor, { since: (Number.isFinite(began) ? began : desk.gates.state.day.start) - 60_000 })
    return reconcile(desk.orders(), snapshot, { opening: desk.ledger.opening, fills: desk.fills() })
  } catch {
    return undefined
  }
}
