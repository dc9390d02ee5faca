import { setTimeout as pause } from 'node:timers/promises'
import { type Random, seededRandom } from '../../src/base/random.ts'
import { ccxtExecutor } from '../../src/edge/ccxt/ccxt-executor.ts'
import { connectExchange, type ExchangeConnection } from '../../src/edge/ccxt/exchange-connection.ts'
import type { Credentials } from '../../src/edge/ccxt/read-credentials.ts'
import { clientOrderId } from '../../src/execution/client-order-id.ts'
import { defaultEnvironment } from '../../src/execution/environment.ts'
import { Gatekeeper } from '../../src/execution/gatekeeper.ts'
import type { Journal } from '../../src/execution/journal.ts'
import type { OrderIntent } from '../../src/execution/order.ts'
import { OrderDesk } from '../../src/execution/order-desk.ts'
import { isOver } from '../../src/execution/order-lifecycle.ts'
import type { PollReport } from '../../src/execution/poll-orders.ts'
import { type Recovery, recover } from '../../src/execution/recover.ts'
import { defineLimits } from '../../src/risk/define-limits.ts'
import { LimitBreaker } from '../../src/risk/limit-breaker.ts'
import { startOfDay } from '../../src/risk/risk-state.ts'
import type { Controls } from '../exchange-server/controls.ts'
import { controlExchange, type Remote } from '../exchange-server/exchange-process.ts'

export const SYMBOL = 'BTC/USD'
export const PRICE = 50_000
export const OPENING = 1000
const START = Date.UTC(2026, 0, 1)
/** Order and id of a decision that a restarted strategy makes again. */
const decision = /^decision (\d+)$/

/** What a trader is made of. */
export interface TraderOptions {
  readonly connection: ExchangeConnection
  /** Of the exchange: its clock is the only one here. */
  readonly url: string
  readonly journal: Journal
  readonly session: string
  readonly seed: string
  /** Hears about everything that happens. */
  readonly tell?: ((what: object) => void) | undefined
}

/** A connection to the server of the tests that does not wait for long. */
export function connectTrader(url: string, credentials: Credentials, timeoutMs: number): Promise<ExchangeConnection> {
  const hasty = { rateLimitMs: 1, retry: { tries: 6, baseMs: 4 }, breaker: { failures: 20, coolMs: 20 } }
  return connectExchange({ exchange: 'kraken', url, credentials, timeoutMs, ...hasty })
}

/** A program that trades at random, and like a real one: it starts over its journal, decides, places, polls and cancels. */
export class Trader {
  readonly desk: OrderDesk
  private readonly options: TraderOptions
  // Every name of it is a call, that of a printer too.
  readonly #exchange: Remote<Controls>
  private readonly pick: Random
  private next: number

  constructor(options: TraderOptions) {
    const { connection, url, journal, session, seed } = options
    const environment = { ...defaultEnvironment, mode: 'testnet', testnetDryRun: false } as const
    const gates = new Gatekeeper({
      ...{ environment, breaker: new LimitBreaker(), state: startOfDay(undefined, { at: START, equity: 1e9 }) },
      strategy: { id: 'ma_crossover', tier: 'core', fingerprint: 'f' },
      promotion: { id: 'p', strategy: 'ma_crossover', fingerprint: 'f' },
      instruments: { [SYMBOL]: { tick: 0.1, lot: 1e-8, minNotional: 0.5 } },
      limits: defineLimits({ fatFinger: { multiple: 1e9, first: 1e9 }, maxOrdersPerSecond: 1e6, maxOrdersPerMinute: 1e6 }),
    })
    const executor = ccxtExecutor({ connection, environment, symbols: [SYMBOL] })
    this.desk = new OrderDesk({ session, journal, executor, gates, opening: { [SYMBOL]: OPENING }, lateMs: 90_000 })
    this.options = options
    this.#exchange = controlExchange(url)
    // A strategy that starts again makes its last decision again.
    this.next = Math.max(0, ...this.desk.orders().map(({ intent }) => Number(decision.exec(intent.reason ?? '')?.[1])))
    this.pick = seededRandom(`${seed}/${this.desk.ledger.next}`)
  }

  now(): Promise<number> {
    return this.#exchange.now()
  }

  /** Recovers until everything is answered. */
  async recover(): Promise<Recovery> {
    for (;;) {
      const recovery = await recover(this.desk, await this.now())
      this.options.tell?.({ recovery: { done: recovery.done, inFlight: recovery.inFlight, failed: recovery.report.failed } })
      if (recovery.done) return recovery
      await pause(5)
    }
  }

  /** Makes the next decision, and perhaps polls and takes an order back. */
  async step(): Promise<void> {
    const { pick } = this
    const at = await this.now()
    const k = this.next++
    // Everything may happen at once.
    if (pick.integer(3) === 0) await together(this.place(k, at), this.poll(), this.place(k, at), this.place(this.next++, at))
    else await this.place(k, at)
    if (pick.integer(3) === 0) await this.poll()
    const orders = this.desk.orders().slice(-12)
    if (pick.integer(4) > 0 || orders.length === 0) return
    const { clientId } = orders[pick.integer(orders.length)].intent
    this.options.tell?.({ canceled: await this.desk.cancel(clientId, await this.now()) })
  }

  async poll(): Promise<PollReport> {
    const report = await this.desk.poll(await this.now())
    this.options.tell?.({
      polled: { fills: report.fills.length, resolved: report.resolved, unknown: report.unknown, failed: report.failed },
    })
    return report
  }

  /** Takes everything back and waits, until nothing is open and nothing unknown. @throws Error when that does not end. */
  async settle(): Promise<void> {
    const { desk } = this
    for (let round = 0; round < 60; round++) {
      for (const { intent } of desk.orders().filter(order => !isOver(order))) await desk.cancel(intent.clientId, await this.now())
      await this.#exchange.advance(5_000)
      const { fills, failed } = await this.poll()
      if (round > 3 && fills.length === 0 && failed.length === 0 && desk.orders().every(isOver)) return
    }
    const open = desk.orders().filter(order => !isOver(order))
    throw new Error(`still open: ${JSON.stringify(open)}`)
  }

  private intentOf(k: number, at: number): OrderIntent {
    const random = seededRandom(`${this.options.seed}/decision/${k}`)
    const clientId = clientOrderId({ session: this.options.session, symbol: SYMBOL, at: START, sequence: k })
    const side = random.integer(2) === 0 ? 'buy' : 'sell'
    const quantity = (10_000 + random.integer(5_000_000)) / 1e8
    const base = { clientId, symbol: SYMBOL, side, quantity, at, reason: `decision ${k}` } as const
    if (random.integer(3) === 0) return { ...base, kind: 'market' }
    // Off the price, or own orders would meet, and the gates refuse that.
    const off = 0.006 + 0.004 * random.uniform()
    return { ...base, kind: 'limit', price: Math.round(PRICE * 10 * (side === 'buy' ? 1 - off : 1 + off)) / 10 }
  }

  private async place(k: number, at: number): Promise<void> {
    const account = { cash: 1e9, positions: {} }
    const context = { at, session: 'running', account, prices: { [SYMBOL]: PRICE }, priceTimes: { [SYMBOL]: at } } as const
    const placed = await this.desk.place(this.intentOf(k, at), context)
    this.options.tell?.({ k, placed: placed.ok ? [placed.order.state, placed.order.reason] : placed.refusals.map(({ code }) => code) })
    if (placed.ok) return
    const odd = placed.refusals.filter(({ code }) => !['gate/duplicate', 'gate/self-trade', 'gate/clock'].includes(code))
    if (odd.length > 0) throw new Error(JSON.stringify(odd))
  }
}

/** All of it, and then the error that happened on the way. */
async function together(...acts: readonly Promise<unknown>[]): Promise<void> {
  for (const one of await Promise.allSettled(acts)) if (one.status === 'rejected') throw one.reason
}
