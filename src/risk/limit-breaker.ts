import { ConfigError } from '../base/errors.ts'
import { type Verdict, verdict } from '../base/verdict.ts'
import type { LimitId, RiskVerdict } from './limit-check.ts'
import type { RiskPosition } from './risk-account.ts'
import type { RiskOrder } from './risk-order.ts'

/** Something that a breaker did: who, why, when. */
export interface BreakerEvent {
  readonly type: 'trip' | 'reset'
  readonly reason: string
  /** A person, or `limits` for a trip by limits. */
  readonly actor: string
  /** Milliseconds since the Unix epoch. */
  readonly at: number
}

/** A breaker as plain data: store it at every change, and give it back after a restart. */
export interface BreakerState {
  readonly tripped: boolean
  /** Oldest first. */
  readonly history: readonly BreakerEvent[]
}

/** How a breaker is set up. */
export interface BreakerOptions {
  /** Close all positions as well. Default false: only open orders are canceled. */
  readonly flatten?: boolean | undefined
  /** Limits that trip it when an account is beyond them. Default: the daily losses and the drawdown. */
  readonly tripOn?: readonly LimitId[] | undefined
  /** People who may reset it. Default: whoever gives a name. */
  readonly keyholders?: readonly string[] | undefined
  /** What it was before a restart. One that cannot be read counts as tripped. */
  readonly state?: BreakerState | undefined
}

/** What is to be done now that trading has stopped. */
export interface BreakerOrders {
  /** Ids of open orders to cancel, all of them. */
  readonly cancel: readonly string[]
  /** Reduce-only market orders that close every position; none unless the breaker flattens. */
  readonly close: readonly RiskOrder[]
}

/** What is held and open: a `RiskAccount`, or a `RiskBook`. */
export interface BreakerAccount {
  readonly positions: Readonly<Record<string, RiskPosition>>
  readonly openOrders?: readonly RiskOrder[] | undefined
}

const OWN = 'flatten:'

/**
 * A switch that stops trading and stays off. It is tripped by a person or by limits, with a reason; from then on it admits only reduce-only orders,
 * and says which orders to cancel and, when it flattens, how to close what is held. Nothing but a reset by a person with a name turns it on again: no
 * time that passes, no new day, no restart.
 *
 * @example
 * ```ts
 * import { LimitBreaker } from 'peak-trade'
 *
 * const breaker = new LimitBreaker({ flatten: true })
 * const order = { id: '7', symbol: 'BTC/EUR', side: 'buy', quantity: 1, price: 40_000 } as const
 * const account = { positions: { 'BTC/EUR': { quantity: 0.5 } }, openOrders: [order] }
 * const { cancel, close } = breaker.trip({ reason: 'prices look wrong', actor: 'Ada', at: 0, account })
 * cancel // ['7']
 * close[0].side // 'sell'
 * breaker.admit(order).ok // false
 * breaker.reset({ reason: 'the feed is back', actor: 'Ada', at: 60_000 })
 * breaker.admit(order).ok // true
 * ```
 */
export class LimitBreaker {
  private readonly flatten: boolean
  private readonly tripOn: ReadonlySet<LimitId>
  private readonly keyholders: readonly string[] | undefined
  private isOff: boolean
  private events: readonly BreakerEvent[]

  constructor({
    flatten = false,
    tripOn = ['max_daily_loss', 'max_daily_loss_share', 'max_drawdown'],
    keyholders,
    state,
  }: BreakerOptions = {}) {
    this.flatten = flatten
    this.tripOn = new Set(tripOn)
    this.keyholders = keyholders
    this.isOff = state !== undefined && state?.tripped !== false
    this.events = Object.freeze(Array.isArray(state?.history) ? [...state.history] : [])
  }

  /** True while trading is stopped. */
  get tripped(): boolean {
    return this.isOff
  }

  /** The trip that stopped trading; undefined while it is allowed, or when it is not known any more. */
  get cause(): BreakerEvent | undefined {
    if (!this.isOff) return undefined
    const last = this.events.findLastIndex(({ type }) => type === 'reset')
    return this.events[last + 1]
  }

  /** To be stored. */
  get state(): BreakerState {
    return Object.freeze({ tripped: this.isOff, history: this.events })
  }

  /**
   * Stops trading, and says what to cancel and close. While it is stopped already, the first cause stays, and the answer is what is still to be done.
   *
   * @throws {@link ConfigError} `breaker/reason` or `breaker/actor` for an empty text, and trading is stopped all the same.
   */
  trip({
    reason,
    actor,
    at,
    account,
  }: {
    readonly reason: string
    readonly actor: string
    readonly at: number
    readonly account: BreakerAccount
  }): BreakerOrders {
    this.isOff = true
    const last = this.events.at(-1)
    const told = last?.type === 'trip' && last.reason === reason && last.actor === actor
    if (!told) this.note({ type: 'trip', reason: named(reason, 'reason'), actor: named(actor, 'actor'), at })
    return this.unwind(account)
  }

  /** Trips when a verdict of `checkPortfolio` is beyond one of the limits that trip; otherwise there is nothing to do. */
  watch(found: RiskVerdict, { at, account }: { readonly at: number; readonly account: BreakerAccount }): BreakerOrders | undefined {
    // What is not known refuses orders, but it is no reason to sell everything.
    const cause = found.checks.find(({ limit, severity, value }) => severity === 'breach' && this.tripOn.has(limit) && value === value)
    return cause === undefined ? undefined : this.trip({ reason: cause.message, actor: 'limits', at, account })
  }

  /** What is left to cancel and to close; nothing while trading is allowed. Ask again until both lists are empty. */
  unwind({ positions, openOrders = [] }: BreakerAccount): BreakerOrders {
    if (!this.isOff) return { cancel: [], close: [] }
    const isOwn = ({ id, reduceOnly }: RiskOrder) => id.startsWith(OWN) && reduceOnly === true
    const cancel = openOrders.filter(order => !isOwn(order)).map(({ id }) => id)
    const closing = new Set(openOrders.filter(isOwn).map(({ symbol }) => symbol))
    const close = Object.entries(positions)
      .filter(([symbol, { quantity }]) => this.flatten && !closing.has(symbol) && Math.abs(quantity) > 0)
      .map(([symbol, { quantity }]) => this.closing(symbol, quantity))
    return { cancel, close }
  }

  /** Refuses every order while trading is stopped, except those that may only reduce. */
  admit(order: RiskOrder): Verdict {
    if (!this.isOff || order.reduceOnly === true) return verdict([])
    const { cause } = this
    const why = cause === undefined ? 'what it was is not known any more' : `${cause.reason} (${cause.actor}, ${written(cause.at)})`
    return verdict([{ code: 'risk/breaker', message: `breaker: trading was stopped: ${why}; a person has to reset it` }])
  }

  /**
   * Allows trading again.
   *
   * @throws {@link ConfigError} `breaker/actor` for somebody without a name, for `limits`, and for one who is not among the keyholders; `breaker/reason`
   * for an empty reason.
   */
  reset({ reason, actor, at }: { readonly reason: string; readonly actor: string; readonly at: number }): void {
    const { keyholders } = this
    const person = named(actor, 'actor')
    if (person === 'limits') throw new ConfigError('breaker/actor', 'limits cannot reset the breaker; a person does, by name', { actor })
    if (keyholders !== undefined && !keyholders.includes(person))
      throw new ConfigError('breaker/actor', `"${person}" may not reset the breaker; ask ${keyholders.join(' or ')}`, { actor })
    const why = named(reason, 'reason')
    if (!this.isOff) return
    this.isOff = false
    this.note({ type: 'reset', reason: why, actor: person, at })
  }

  private note(event: BreakerEvent): void {
    this.events = Object.freeze([...this.events, Object.freeze(event)])
  }

  private closing(symbol: string, quantity: number): RiskOrder {
    const trips = this.events.filter(({ type }) => type === 'trip').length
    return { id: `${OWN}${trips}:${symbol}`, symbol, side: quantity > 0 ? 'sell' : 'buy', quantity: Math.abs(quantity), reduceOnly: true }
  }
}

function named(text: unknown, what: string): string {
  if (typeof text === 'string' && text.trim() !== '') return text.trim()
  throw new ConfigError(`breaker/${what}`, `the ${what} is empty; the breaker keeps who did what and why`, { [what]: String(text) })
}

function written(at: number): string {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? 'at an unknown time' : date.toISOString()
}
