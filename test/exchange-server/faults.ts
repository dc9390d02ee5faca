import { type Random, seededRandom } from '../../src/base/random.ts'

/** `before`: the request has no effect. `after`: it has its whole effect, only the answer is hurt. */
export type When = 'before' | 'after'

/** What goes wrong with a request. */
export type RequestFault =
  /** The answer never comes; the connection stays open until the client gives up. */
  | { readonly kind: 'timeout'; readonly when: When }
  /** The connection is reset. */
  | { readonly kind: 'reset'; readonly when: When }
  /** An HTTP status with a page of a proxy: 429, 500, 502, 503, 504, 520. */
  | { readonly kind: 'status'; readonly status: number; readonly when: When }
  /** An error of Kraken itself, with HTTP 200: 'EService:Unavailable', 'EService:Busy', 'EGeneral:Internal error', … */
  | { readonly kind: 'error'; readonly error: string; readonly when: When }
  /** The right answer, late. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Headers at once, then the right body byte by byte. */
  | { readonly kind: 'slow-body'; readonly msPerByte: number }
  /** The first half of the body. `sealed`: with a matching length, so that only the JSON is broken; else the connection breaks. */
  | { readonly kind: 'truncated'; readonly sealed: boolean }
  /** A page of HTML with HTTP 200. */
  | { readonly kind: 'html' }
  /** JSON that is not Kraken's. */
  | { readonly kind: 'garbage'; readonly body: string }
  /** The order exists, and trades, but is not shown to the first `reads` calls of each reading endpoint. */
  | { readonly kind: 'hidden'; readonly reads: number }
  /** An order is executed in parts: a fraction of it at each chance to trade, then the rest or nothing. */
  | { readonly kind: 'partial'; readonly fractions: readonly number[]; readonly after: 'rests' | 'canceled' }
  /** The clock of `Time` is wrong, and so are the times of what is created by the request. */
  | { readonly kind: 'clock'; readonly offsetMs: number }
  /** Pages overlap: every page begins with the last `rows` of the page before; lists of trade ids name every trade twice. */
  | { readonly kind: 'duplicate'; readonly rows: number }
  /** Rows come in a seeded random order. */
  | { readonly kind: 'out-of-order' }

/** What goes wrong with a websocket message. */
export type MessageFault =
  | { readonly kind: 'duplicate' }
  /** The message is sent after the next one of its channel. */
  | { readonly kind: 'out-of-order' }
  | { readonly kind: 'drop' }
  /** Half of the message as text, which is no JSON. */
  | { readonly kind: 'truncated' }
  /** The connection is cut instead. */
  | { readonly kind: 'disconnect' }

export type Fault = RequestFault | MessageFault

/** When a fault happens. Without `calls` and `probability`: always. */
export interface FaultRule {
  /** Endpoint ('AddOrder'), websocket channel ('ws:executions', 'ws:ticker', 'ws:ohlc', 'ws:trade', 'ws:balances'), or '*' for every endpoint. */
  readonly on: string
  readonly fault: Fault
  /** Which of the calls after the rule was made, from 1. */
  readonly calls?: readonly number[] | undefined
  /** Chance of each call, drawn from the seed of the server. */
  readonly probability?: number | undefined
  /** Ends after so many hits. */
  readonly times?: number | undefined
}

/** A rule and what became of it. */
export interface FaultReport {
  readonly id: number
  readonly rule: FaultRule
  readonly seen: number
  readonly hits: number
}

interface Planned {
  readonly id: number
  readonly rule: FaultRule
  readonly random: Random
  seen: number
  hits: number
}

/** Decides which calls go wrong. Every rule has a stream of its own, so that one rule does not change which calls another one hits. */
export class FaultPlan {
  private readonly random: Random
  private readonly rows: Random
  private rules: Planned[] = []
  private lastId = 0

  constructor(seed: string | number) {
    this.random = seededRandom(`faults/${seed}`)
    this.rows = this.random.fork('rows')
  }

  add(rule: FaultRule): number {
    if (rule.probability !== undefined && !(rule.probability >= 0 && rule.probability <= 1))
      throw new Error(`probability ${rule.probability} is not in [0, 1]`)
    const id = ++this.lastId
    this.rules.push({ id, rule, random: this.random.fork(String(id)), seen: 0, hits: 0 })
    return id
  }

  clear(id?: number): void {
    this.rules = id === undefined ? [] : this.rules.filter(rule => rule.id !== id)
  }

  report(): FaultReport[] {
    return this.rules.map(({ id, rule, seen, hits }) => ({ id, rule, seen, hits }))
  }

  /** What goes wrong with this call of an endpoint, or with this message of a channel: one fault of each rule that fits. */
  next(name: string): Fault[] {
    const faults: Fault[] = []
    for (const planned of this.rules) {
      const { on, calls, probability, times, fault } = planned.rule
      if (on !== name && !(on === '*' && !name.startsWith('ws:'))) continue
      planned.seen++
      const isDrawn = probability === undefined || planned.random.uniform() < probability
      const isDue = calls === undefined || calls.includes(planned.seen)
      if (!isDrawn || !isDue || planned.hits >= (times ?? Number.POSITIVE_INFINITY)) continue
      planned.hits++
      faults.push(fault)
    }
    return faults
  }

  /** A seeded order of rows. */
  shuffle<T>(rows: readonly T[]): T[] {
    const shuffled = [...rows]
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = this.rows.integer(i + 1)
      const row = shuffled[i]
      shuffled[i] = shuffled[j]
      shuffled[j] = row
    }
    return shuffled
  }
}
