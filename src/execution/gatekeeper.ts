import { ConfigError } from '../base/errors.ts'
import type { Instrument } from '../market/instrument.ts'
import { defineLimits } from '../risk/define-limits.ts'
import type { LimitBreaker } from '../risk/limit-breaker.ts'
import type { RiskAccount } from '../risk/risk-account.ts'
import type { RiskLimits } from '../risk/risk-limits.ts'
import type { RiskOrder } from '../risk/risk-order.ts'
import { afterFill, afterMark, afterOrder, afterTransfer, type RiskState } from '../risk/risk-state.ts'
import type { Environment } from './environment.ts'
import { armingGate, modeGate, peopleGate, tokenGate } from './gates/environment-gates.ts'
import type { ApprovedBefore, Gate, GateMemory, GateRequest } from './gates/gate.ts'
import type { LiveFacts } from './gates/live-facts.ts'
import { clockGate, duplicateGate, RECENT_MS, repeatGate, sessionGate } from './gates/moment-gates.ts'
import {
  collarGate,
  fatFingerGate,
  freshDataGate,
  killSwitchGate,
  limitsGate,
  liveLimitsGate,
  rateGate,
  riskOrder,
  selfTradeGate,
} from './gates/risk-gates.ts'
import { promotionGate, tierGate } from './gates/strategy-gates.ts'
import type { OrderIntent } from './order.ts'

/**
 * What the gates of a session are made of.
 */
export interface GateSettings extends Omit<LiveFacts, 'breaker'> {
  readonly environment: Environment
  readonly limits: RiskLimits
  /** Stops trading; see `LimitBreaker`. */
  readonly breaker: LimitBreaker
  /** From `startOfDay`, or as it was kept. */
  readonly state: RiskState
  /** Steps and minimums by symbol. On paper a symbol may be missing. */
  readonly instruments: Readonly<Record<string, Instrument>>
  /** Gates of your own. They come after those of the house, and can only refuse. */
  readonly extra?: readonly Gate[] | undefined
  /** How long an approval counts. Default 5 seconds, at most a minute. */
  readonly timeToLiveMs?: number | undefined
}

/** How long approvals count unless it is said, and at most. */
const TIME_TO_LIVE_MS = 5_000
const LONGEST_MS = 60_000

/**
 * All gates of a session, with what they must remember: which client ids were placed, how fast orders came, what was approved and is not among the open
 * orders of the account yet. One session has one, for as long as it runs; `approve` asks it.
 *
 * The gates of the house cannot be left out or replaced. Settings are copied, so that nothing changes behind it; only the breaker is shared.
 *
 * @example
 * ```ts
 * import { defaultEnvironment, Gatekeeper, LimitBreaker, RiskLimits, startOfDay } from 'peak-trade'
 *
 * const gates = new Gatekeeper({
 *   environment: defaultEnvironment,
 *   limits: RiskLimits.moderate,
 *   breaker: new LimitBreaker(),
 *   state: startOfDay(undefined, { at: Date.UTC(2025, 0, 15), equity: 10_000 }),
 *   instruments: { 'BTC/EUR': { lot: 0.0001, tick: 0.1, minNotional: 5 } },
 * })
 * gates.gates[0].id // 'clock'
 * gates.gates.length // 18
 * ```
 */
export class Gatekeeper {
  readonly environment: Environment
  readonly limits: RiskLimits
  readonly instruments: Readonly<Record<string, Instrument>>
  readonly facts: LiveFacts
  /** In the order in which they are asked. */
  readonly gates: readonly Gate[]
  readonly timeToLiveMs: number
  #state: RiskState
  #lastAt = Number.NEGATIVE_INFINITY
  readonly #known = new Set<string>()
  #recent: readonly ApprovedBefore[] = []
  /** Approved, and maybe not among the open orders of the account yet. */
  readonly #reserved = new Map<string, RiskOrder>()

  /**
   * @throws {@link ConfigError} `risk-limits/…` for limits that make no sense, `gate/time-to-live` for one that is not above 0 and at most a minute,
   * `gate/keeper` for a class that extends this one.
   */
  constructor({ environment, limits, breaker, state, instruments, extra = [], timeToLiveMs = TIME_TO_LIVE_MS, ...facts }: GateSettings) {
    if (new.target !== Gatekeeper)
      throw new ConfigError('gate/keeper', 'a Gatekeeper cannot be extended; give it gates of your own as `extra`')
    if (!(timeToLiveMs > 0 && timeToLiveMs <= LONGEST_MS))
      throw new ConfigError(
        'gate/time-to-live',
        `timeToLiveMs is ${timeToLiveMs}; approvals count for more than 0 and at most ${LONGEST_MS} ms`,
      )
    this.environment = Object.freeze({ ...environment })
    this.limits = Object.freeze(defineLimits(limits))
    this.instruments = Object.freeze(
      Object.fromEntries(Object.entries(instruments).map(([symbol, one]) => [symbol, Object.freeze({ ...one })])),
    )
    this.facts = Object.freeze({ ...structuredCopy(facts), token: facts.token, breaker })
    this.timeToLiveMs = timeToLiveMs
    this.#state = state
    const people = [modeGate, armingGate, tokenGate, peopleGate, sessionGate, killSwitchGate(breaker), tierGate, promotionGate]
    const prices = [freshDataGate, collarGate, fatFingerGate, rateGate, limitsGate, liveLimitsGate, selfTradeGate]
    const house = [clockGate, ...people, duplicateGate, repeatGate, ...prices]
    const own = extra.map((gate): Gate => ({ id: gate.id, check: (request: GateRequest) => gate.check(request) }))
    // Frozen, or a gate could be opened by writing to it.
    this.gates = Object.freeze([...house, ...own].map(gate => Object.freeze(gate)))
    Object.freeze(this)
  }

  /** What limits remember: to be kept, for the next start. */
  get state(): RiskState {
    return this.#state
  }

  /** What gates may know about earlier approvals, with an account that has all of them among its open orders. */
  memory(account: RiskAccount): GateMemory {
    const { openOrders = [] } = account
    const waiting = [...this.#reserved.values()].filter(order => !openOrders.some(({ id }) => id === order.id))
    return {
      state: this.#state,
      lastAt: this.#lastAt,
      recent: this.#recent,
      isKnown: clientId => this.#known.has(clientId),
      account: { ...account, openOrders: [...openOrders, ...waiting] },
    }
  }

  /** Takes the place of an approved order at once, so that the next one is judged with it. */
  reserve(intent: OrderIntent, { at, notional }: { readonly at: number; readonly notional: number }): void {
    this.#state = afterOrder(this.#state, { at, notional })
    this.#lastAt = at
    this.#recent = Object.freeze([...this.#recent.filter(before => at - before.at < RECENT_MS), Object.freeze({ intent, at })])
    this.#known.add(intent.clientId)
    this.#reserved.set(intent.clientId, riskOrder(intent))
  }

  /** A client id that a journal has: it is never approved again. Give the intent as well while the order may still fill. */
  remember(clientId: string, intent?: OrderIntent): void {
    this.#known.add(clientId)
    if (intent !== undefined) this.#reserved.set(clientId, riskOrder(intent))
  }

  /** An order is over: what was reserved for it is free. Its client id stays known. */
  release(clientId: string): void {
    this.#reserved.delete(clientId)
  }

  /** The account was valued; call it at every bar and at least once a day. */
  mark(valued: { readonly at: number; readonly equity: number }): void {
    this.#state = afterMark(this.#state, valued)
  }

  /** A fill closed something with a profit or a loss. */
  fill(closed: { readonly at: number; readonly profit?: number | undefined }): void {
    this.#state = afterFill(this.#state, closed)
  }

  /** Money came or went. */
  transfer(amount: number): void {
    this.#state = afterTransfer(this.#state, amount)
  }
}

/** Facts that nobody else can change any more. */
function structuredCopy({ strategy, promotion, confirmations }: LiveFacts): LiveFacts {
  return {
    strategy: strategy && Object.freeze({ ...strategy }),
    promotion: promotion && Object.freeze({ ...promotion }),
    confirmations: confirmations && Object.freeze(confirmations.map(one => Object.freeze({ ...one }))),
  }
}
