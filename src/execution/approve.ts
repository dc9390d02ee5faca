import type { Refusal, Verdict } from '../base/verdict.ts'
import { verdict } from '../base/verdict.ts'
import type { RiskLimits } from '../risk/risk-limits.ts'
import { type Environment, effectiveMode } from './environment.ts'
import { Gatekeeper } from './gatekeeper.ts'
import { type ApprovalContext, askGate, type GateRequest } from './gates/gate.ts'
import { ask } from './gates/risk-gates.ts'
import { intentFaults } from './intent-faults.ts'
import type { OrderIntent } from './order.ts'
import { quantizeOrder } from './quantize-order.ts'

declare const approved: unique symbol

/** An approved order of one mode. */
export interface ApprovedFor<Mode extends Environment['mode'], DryRun extends boolean> {
  /** In steps of the exchange. */
  readonly intent: OrderIntent
  readonly mode: Mode
  /** True: it must not become an order at an exchange. It is validated (testnet) or written down (live), and nothing more. */
  readonly dryRun: DryRun
  /** Ids of the gates that it passed. */
  readonly gates: readonly string[]
  /** When it was approved, milliseconds since the Unix epoch. */
  readonly at: number
  /** From then on it counts no more. */
  readonly expiresAt: number
  readonly [approved]: true
}

/**
 * An order that has passed every gate. Nothing but {@link approve} makes one: a plain object does not compile, and what was forged or copied is no
 * {@link isApproved}. In live mode it is always a dry run, and the type says so.
 *
 * @example
 * ```ts
 * import { type Approved, isApproved } from 'peak-trade'
 *
 * const whereTo = (order: Approved): string => (order.dryRun ? 'nowhere' : order.mode)
 * isApproved({ mode: 'live', dryRun: false }) // false
 * typeof whereTo // 'function'
 * ```
 */
export type Approved = ApprovedFor<'paper', false> | ApprovedFor<'testnet', boolean> | ApprovedFor<'live', true>

/** What the gates say: an approved order, or every reason against it. */
export type Approval = { readonly ok: true; readonly order: Approved } | { readonly ok: false; readonly refusals: readonly Refusal[] }

const none: RiskLimits = Object.freeze({})

/** Everything that `approve` has made, and whether it was used. */
const made = new WeakMap<object, { used: boolean }>()

/**
 * Asks every gate about an order. It passes only when none has a reason against it; otherwise all reasons of all gates are given. What is approved
 * takes its place at once (client id, rate, exposure), so that of two equal orders that come at the same time one is refused.
 *
 * Nothing here throws for an order that is wrong: what cannot be judged is refused.
 *
 * @param gates - Of the session.
 *
 * @example
 * ```ts
 * import { type ApprovalContext, approve, defaultEnvironment, Gatekeeper, LimitBreaker, type OrderIntent, RiskLimits, startOfDay } from 'peak-trade'
 *
 * const at = Date.UTC(2025, 0, 15, 9)
 * const gates = new Gatekeeper({
 *   environment: defaultEnvironment,
 *   limits: RiskLimits.moderate,
 *   breaker: new LimitBreaker(),
 *   state: startOfDay(undefined, { at, equity: 10_000 }),
 *   instruments: { 'BTC/EUR': { lot: 0.0001, tick: 0.1, minNotional: 5 } },
 * })
 * const context: ApprovalContext = {
 *   ...{ at, session: 'running', account: { cash: 10_000, positions: {} } },
 *   ...{ prices: { 'BTC/EUR': 50_000 }, priceTimes: { 'BTC/EUR': at } },
 * }
 * const intent: OrderIntent = { clientId: 'a', symbol: 'BTC/EUR', side: 'buy', kind: 'market', quantity: 0.01234, at }
 * const approval = approve(intent, gates, context)
 * approval.ok && approval.order.intent.quantity // 0.0123
 * const again = approve(intent, gates, context)
 * again.ok ? [] : again.refusals.map(({ code }) => code) // ['gate/duplicate']
 * ```
 */
export function approve(intent: OrderIntent, gates: Gatekeeper, context: ApprovalContext): Approval {
  if (!(gates instanceof Gatekeeper)) return refuse([{ code: 'gate/keeper', message: 'there are no gates to ask; pass a Gatekeeper' }])
  try {
    // Copied once: what is checked is what is approved.
    return judge({ ...intent }, gates, context)
  } catch (error) {
    const message = `the gates could not be asked: ${error instanceof Error ? error.message : String(error)}`
    return refuse([{ code: 'gate/failed', message }])
  }
}

/**
 * True for what `approve` has made itself; false for copies, forgeries and everything else.
 *
 * @example
 * ```ts
 * import { isApproved } from 'peak-trade'
 *
 * isApproved({ intent: {}, mode: 'paper', dryRun: false }) // false
 * ```
 */
export function isApproved(value: unknown): value is Approved {
  return typeof value === 'object' && value !== null && made.has(value)
}

/**
 * Uses an approval up. Whoever carries orders out asks this first, and does nothing when it refuses: for what `approve` did not make, for an approval that
 * is too old, and for one that was used before.
 *
 * @param at - Now, in milliseconds since the Unix epoch.
 *
 * @example
 * ```ts
 * import { type Approved, redeemApproval } from 'peak-trade'
 *
 * const forged = { mode: 'paper', dryRun: false, expiresAt: 10 } as unknown as Approved
 * redeemApproval(forged, 5).refusals[0].code // 'approval/forged'
 * ```
 */
export function redeemApproval(order: Approved, at: number): Verdict {
  const entry = made.get(order)
  if (entry === undefined) return verdict([{ code: 'approval/forged', message: 'the order did not come from approve; ask the gates' }])
  const { clientId } = order.intent
  if (entry.used) return verdict([{ code: 'approval/used', message: `the approval of ${clientId} was used before; ask the gates again` }])
  if (!(at >= order.at && at < order.expiresAt))
    return verdict([
      {
        code: 'approval/expired',
        message: `the approval of ${clientId} counts until ${order.expiresAt}, and now is ${at}; ask the gates again`,
      },
    ])
  entry.used = true
  return verdict([])
}

function judge(wish: OrderIntent, keeper: Gatekeeper, context: ApprovalContext): Approval {
  const faults = intentFaults(wish)
  if (faults.length > 0) return refuse(faults)
  const quantized = quantize(wish, keeper, context)
  const refusals: Refusal[] = quantized.ok ? [] : [...quantized.refusals]
  const request: GateRequest = {
    intent: quantized.ok ? quantized.intent : Object.freeze(wish),
    environment: keeper.environment,
    context,
    facts: keeper.facts,
    limits: keeper.limits,
    memory: keeper.memory(context.account),
  }
  for (const gate of keeper.gates) refusals.push(...askGate(gate, request))
  if (refusals.length > 0) return refuse(refusals)
  const { intent } = request
  const route = routeOf(keeper.environment)
  // A gate of somebody may have gone wrong in a way that nobody thought of; the mode is asked again.
  if (route === undefined) return refuse([{ code: 'gate/live-locked', message: 'live is locked in this version' }])
  keeper.reserve(intent, { at: context.at, notional: ask(none, request).notional })
  const order = Object.freeze({
    ...{ intent, ...route, gates: Object.freeze(keeper.gates.map(({ id }) => id)) },
    ...{ at: context.at, expiresAt: context.at + keeper.timeToLiveMs },
  }) as unknown as Approved
  made.set(order, { used: false })
  return Object.freeze({ ok: true, order })
}

function quantize(
  intent: OrderIntent,
  { instruments, environment }: Gatekeeper,
  { prices }: ApprovalContext,
): ReturnType<typeof quantizeOrder> {
  const { symbol } = intent
  const instrument = Object.hasOwn(instruments, symbol) ? instruments[symbol] : undefined
  if (instrument === undefined && environment.mode !== 'paper')
    return refuse([{ code: 'gate/instrument', message: `what the exchange accepts for ${symbol} is not known; load its instrument` }])
  return quantizeOrder(intent, instrument ?? {}, { price: prices[symbol] })
}

/** Where an approved order may go. There is no way from `live` to anything but a dry run. */
function routeOf(environment: Environment): Pick<Approved, 'mode' | 'dryRun'> | undefined {
  switch (effectiveMode(environment)) {
    case 'paper':
      return { mode: 'paper', dryRun: false }
    case 'testnet-validate':
      return { mode: 'testnet', dryRun: true }
    case 'testnet':
      return { mode: 'testnet', dryRun: false }
    case 'live-dry-run':
      return { mode: 'live', dryRun: true }
    case 'blocked':
      return undefined
  }
}

/** Several gates may find the same: that a price is not known, for example. */
function refuse(refusals: readonly Refusal[]): Extract<Approval, { ok: false }> {
  const known = new Set<string>()
  const different = refusals.filter(({ code, message }) => {
    const key = `${code} ${message}`
    return !known.has(key) && known.add(key)
  })
  return Object.freeze({ ok: false, refusals: Object.freeze(different) })
}
