import type { Refusal } from '../../base/verdict.ts'
import type { RiskAccount, RiskPrices } from '../../risk/risk-account.ts'
import type { RiskLimits } from '../../risk/risk-limits.ts'
import type { BookOptions } from '../../risk/risk-options.ts'
import type { RiskState } from '../../risk/risk-state.ts'
import type { Environment } from '../environment.ts'
import type { OrderIntent } from '../order.ts'
import type { LiveFacts } from './live-facts.ts'

/** What a session is doing. Only a running one opens positions; one that is stopping may still reduce them. */
export type SessionState = 'starting' | 'running' | 'paused' | 'stopping' | 'stopped'

/**
 * What is so at the moment of an order. Everything is passed in: nothing here has a clock or asks a network.
 *
 * @example
 * ```ts
 * import type { ApprovalContext } from 'peak-trade'
 *
 * const at = Date.UTC(2025, 0, 15, 9)
 * const context: ApprovalContext = {
 *   ...{ at, session: 'running', account: { cash: 10_000, positions: {} } },
 *   ...{ prices: { 'BTC/EUR': 50_000 }, priceTimes: { 'BTC/EUR': at - 2_000 } },
 * }
 * context.session // 'running'
 * ```
 */
export interface ApprovalContext extends BookOptions {
  /** Now, in milliseconds since the Unix epoch. */
  readonly at: number
  readonly session: SessionState
  /** Positions, cash, and open orders by their client ids. */
  readonly account: RiskAccount
  readonly prices: RiskPrices
  /** When each price was made, by symbol. */
  readonly priceTimes: Readonly<Record<string, number>>
  /** Prices from elsewhere for the price collar, such as the last close; the current ones when left out. */
  readonly references?: RiskPrices | undefined
}

/** Everything that a gate may look at. */
export interface GateRequest {
  /** In steps of the exchange. */
  readonly intent: OrderIntent
  readonly environment: Environment
  readonly context: ApprovalContext
  readonly facts: LiveFacts
  readonly limits: RiskLimits
  /** What earlier approvals left behind. */
  readonly memory: GateMemory
}

/** An order that was approved, and when. */
export interface ApprovedBefore {
  readonly intent: OrderIntent
  /** Milliseconds since the Unix epoch. */
  readonly at: number
}

/** What earlier approvals left behind. */
export interface GateMemory {
  readonly state: RiskState
  /** When the last order was approved; -Infinity before the first. */
  readonly lastAt: number
  /** The orders that were approved in the last minute, oldest first. */
  readonly recent: readonly ApprovedBefore[]
  /** True for a client id that was approved or found in a journal. */
  readonly isKnown: (clientId: string) => boolean
  /** The account, with everything that was approved and may not be among its open orders yet. */
  readonly account: RiskAccount
}

/**
 * One question that every order is asked. A gate answers with all its reasons against an order; none means that it may pass. A gate that throws, or that
 * answers with something else than a list, refuses.
 *
 * @example
 * ```ts
 * import type { Gate } from 'peak-trade'
 *
 * const noWeekends: Gate = {
 *   id: 'weekend',
 *   check: ({ context }) =>
 *     [0, 6].includes(new Date(context.at).getUTCDay()) ? [{ code: 'house/weekend', message: 'nobody is here to watch' }] : [],
 * }
 * noWeekends.id // 'weekend'
 * ```
 */
export interface Gate {
  readonly id: string
  readonly check: (request: GateRequest) => readonly Refusal[]
}

/** Asks a gate, and takes everything but a list of refusals for a refusal. */
export function askGate(gate: Gate, request: GateRequest): readonly Refusal[] {
  const failed = (message: string): readonly Refusal[] => [
    { code: 'gate/failed', message: `gate ${gate.id} ${message}, so nothing passes it` },
  ]
  let answer: unknown
  try {
    answer = gate.check(request)
  } catch (error) {
    return failed(`failed: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`)
  }
  if (!Array.isArray(answer)) return failed('did not answer with a list of refusals')
  const isRefusal = (one: Partial<Refusal> | null | undefined) => typeof one?.code === 'string' && typeof one.message === 'string'
  return answer.every(isRefusal) ? (answer as readonly Refusal[]) : failed('answered with something that is no refusal')
}
