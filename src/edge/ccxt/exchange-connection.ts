import { setTimeout as pause } from 'node:timers/promises'
import type { Exchange } from 'ccxt'
import { ConfigError, EdgeError } from '../../base/errors.ts'
import { didYouMean } from '../../base/nearest.ts'
import { type Timeframe, timeframes } from '../../base/timeframe.ts'
import type { Instrument } from '../../market/instrument.ts'
import { CircuitBreaker, type CircuitBreakerOptions } from './circuit-breaker.ts'
import { type ClockSkew, measureClockSkew } from './clock-skew.ts'
import { type ExchangeFault, type ExchangeOperation, exchangeError, mapExchangeError } from './error-mapping.ts'
import { type FetchingClient, forgetFailedMarkets, guardAnswers, type ListingClient } from './guard-answers.ts'
import { checkExchangeId, loadCcxt } from './load-ccxt.ts'
import type { Credentials } from './read-credentials.ts'
import { type RetryOptions, type RetryWorld, retry } from './retry.ts'

/**
 * Where to connect, and how.
 *
 * @example
 * ```ts
 * import type { ConnectOptions } from 'peak-trade/ccxt'
 *
 * const options: ConnectOptions = { exchange: 'kraken', timeoutMs: 20_000 }
 * ```
 */
export interface ConnectOptions {
  /** As ccxt calls it: `kraken`. */
  readonly exchange: string
  /** See `readCredentials`; none for prices. */
  readonly credentials?: Credentials | undefined
  /** Use the exchange's sandbox, where nothing is real. Not every exchange has one; Kraken has none for spot. */
  readonly sandbox?: boolean | undefined
  /** Another address, of this machine only: for tests. */
  readonly url?: string | undefined
  /** Longest wait for one answer. Default 15 000. */
  readonly timeoutMs?: number | undefined
  /** Shortest time between two requests; ccxt knows what each exchange wants. */
  readonly rateLimitMs?: number | undefined
  /** Of queries; orders are never sent twice. */
  readonly retry?: RetryOptions | undefined
  readonly breaker?: CircuitBreakerOptions | undefined
  /** For websockets, too. */
  readonly websocket?: boolean | undefined
  readonly signal?: AbortSignal | undefined
  /** The world, for tests: default the clock, chance and timers of the machine. */
  readonly world?: Partial<ConnectionWorld> | undefined
}

/** What a connection takes of the world. */
export interface ConnectionWorld extends Pick<RetryWorld, 'random' | 'sleep'> {
  readonly now: () => number
}

/** What came of an order or a cancellation: the answer, or what its failure means. */
export type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: ExchangeFault }

/**
 * Connects to an exchange through ccxt: nothing is sent yet.
 *
 * @throws Rejects with {@link EdgeError} `ccxt/missing`; with {@link ConfigError} `exchange/unknown`, `exchange/sandbox` for an exchange without one,
 * `exchange/url` for an address that is not of this machine.
 *
 * @example
 * ```ts
 * import { connectExchange } from 'peak-trade/ccxt'
 *
 * const kraken = await connectExchange({ exchange: 'kraken' })
 * kraken.id // 'kraken'
 * kraken.isHarmless // false
 * ```
 */
export async function connectExchange(options: ConnectOptions): Promise<ExchangeConnection> {
  const { exchange, credentials, sandbox = false, url, timeoutMs = 15_000, rateLimitMs, websocket = false } = options
  const address = url === undefined ? undefined : localAddress(url)
  const ccxt = await loadCcxt()
  checkExchangeId(ccxt, exchange)
  const classes = (websocket ? ccxt.pro : ccxt) as unknown as Readonly<Record<string, new (config: object) => Exchange>>
  const client = new classes[exchange]({
    ...(credentials === undefined ? {} : { apiKey: credentials.apiKey, secret: credentials.secret }),
    ...(credentials?.password === undefined ? {} : { password: credentials.password }),
    ...(rateLimitMs === undefined ? {} : { rateLimit: rateLimitMs }),
    ...{ timeout: timeoutMs, enableRateLimit: true },
  })
  if (exchange === 'kraken') client.nonce = microseconds(options.world?.now ?? Date.now)
  if (sandbox) enterSandbox(client)
  if (address !== undefined) {
    client.urls.api = redirect(client.urls.api, address) as typeof client.urls.api
    // ccxt takes addresses without TLS for those of a proxy, and wants this first.
    if (websocket) await client.loadHttpProxyAgent()
  }
  guardAnswers(client as unknown as FetchingClient, timeoutMs)
  forgetFailedMarkets(client as unknown as ListingClient)
  return new ExchangeConnection(client, { ...options, isHarmless: sandbox || address !== undefined })
}

/**
 * A connection to an exchange, made by {@link connectExchange}. Every question goes through one place: retries with growing random pauses, a circuit
 * breaker, errors in the words of this library, and never a secret in any of them.
 *
 * @example
 * ```ts
 * import { connectExchange, type ExchangeConnection } from 'peak-trade/ccxt'
 *
 * const kraken: ExchangeConnection = await connectExchange({ exchange: 'kraken' })
 * kraken.timeframes.includes('1h') // true
 * ```
 */
export class ExchangeConnection {
  /** As ccxt calls it. */
  readonly id: string
  /** True when nothing that is sent here can move real money: a sandbox, or a server of this machine. */
  readonly isHarmless: boolean
  /** @internal */
  readonly world: ConnectionWorld

  // Nothing that prints a connection may come across a key.
  readonly #client: Exchange
  readonly #secrets: readonly string[]
  readonly #options: ConnectOptions
  private readonly breaker: CircuitBreaker

  /** @internal */
  constructor(client: Exchange, options: ConnectOptions & { readonly isHarmless: boolean }) {
    const { credentials, breaker, world, isHarmless } = options
    this.id = client.id
    this.#client = client
    this.isHarmless = isHarmless
    this.#options = options
    this.breaker = new CircuitBreaker(breaker)
    this.#secrets = credentials === undefined ? [] : [credentials.apiKey, credentials.secret, credentials.password ?? '']
    this.world = {
      now: world?.now ?? Date.now,
      random: world?.random ?? Math.random,
      sleep: world?.sleep ?? ((ms, signal) => pause(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined)),
    }
  }

  /** @internal */
  get client(): Exchange {
    return this.#client
  }

  /** The timeframes that the exchange has, of those that this library knows. */
  get timeframes(): readonly Timeframe[] {
    const own = Object.keys(this.client.timeframes ?? {})
    return timeframes.filter(name => own.includes(name))
  }

  /**
   * Asks something that changes nothing, and asks again when the exchange does not answer.
   *
   * @internal
   * @throws Rejects with {@link EdgeError} `exchange/…`.
   */
  async query<T>(what: string, call: (client: Exchange) => Promise<T>): Promise<T> {
    const isWorthIt = (error: unknown) => error instanceof EdgeError && error.retryable && error.code !== 'exchange/circuit-open'
    const { retry: options = {}, signal } = this.#options
    const world = { ...this.world, ...(signal === undefined ? {} : { signal }) }
    return retry(() => this.once(what, call), isWorthIt, { options, world })
  }

  /**
   * Does something that changes something, once. The fault says whether it may have happened.
   *
   * @internal
   */
  async attempt<T>(operation: Exclude<ExchangeOperation, 'query'>, call: (client: Exchange) => Promise<T>): Promise<Attempt<T>> {
    // Taking an order back is always let through: it can only make things safer.
    if (operation === 'place' && !this.breaker.ask(this.world.now()))
      return {
        ok: false,
        fault: {
          outcome: 'retryable',
          kind: 'unavailable',
          name: 'CircuitOpen',
          message: 'it did not answer several times; nothing was sent',
        },
      }
    try {
      const value = await call(this.client)
      this.breaker.succeed()
      return { ok: true, value }
    } catch (error) {
      return { ok: false, fault: this.judge(error, operation) }
    }
  }

  /**
   * How far the clock of the exchange is from the one here.
   *
   * @throws Rejects with {@link EdgeError} `exchange/…`.
   */
  async clockSkew(): Promise<ClockSkew> {
    const ask = () => this.query('tell the time', async client => Number(await client.fetchTime()))
    return measureClockSkew(ask, this.world.now)
  }

  /**
   * Loads the symbols of the exchange, once.
   *
   * @throws Rejects with {@link ConfigError} `exchange/symbol` for one that it does not have.
   */
  async checkSymbol(symbol: string): Promise<void> {
    await this.query('list its symbols', client => client.loadMarkets())
    if (Object.hasOwn(this.client.markets ?? {}, symbol)) return
    throw new ConfigError(
      'exchange/symbol',
      `${this.id} has no symbol "${symbol}"${didYouMean(symbol, Object.keys(this.client.markets ?? {}), { otherwise: '' })}`,
      { symbol },
    )
  }

  /**
   * What the exchange accepts for a symbol: its steps of price and quantity, and its smallest order.
   *
   * @throws Rejects with {@link ConfigError} `exchange/symbol`, and {@link EdgeError} `exchange/…`.
   */
  async instrument(symbol: string): Promise<Instrument> {
    await this.checkSymbol(symbol)
    const { precision, limits } = this.client.market(symbol)
    return { tick: precision?.price ?? undefined, lot: precision?.amount ?? undefined, minNotional: limits?.cost?.min ?? undefined }
  }

  /** Closes the websockets. */
  async close(): Promise<void> {
    await this.client.close()
  }

  private async once<T>(what: string, call: (client: Exchange) => Promise<T>): Promise<T> {
    const at = { exchange: this.id, what }
    if (!this.breaker.ask(this.world.now()))
      throw new EdgeError(
        'exchange/circuit-open',
        `${this.id} did not answer several times, so it is left alone for a while; try again later`,
        { exchange: this.id, retryable: true },
      )
    try {
      const value = await call(this.client)
      this.breaker.succeed()
      return value
    } catch (error) {
      throw exchangeError(this.judge(error, 'query'), at)
    }
  }

  private judge(error: unknown, operation: ExchangeOperation): ExchangeFault {
    const fault = mapExchangeError(error, operation, this.#secrets)
    // Whether it works is one question, whether it likes the request another.
    if (mapExchangeError(error, 'query').outcome === 'retryable' && fault.kind !== 'refused-for-now') this.breaker.fail(this.world.now())
    else this.breaker.succeed()
    return fault
  }
}

/** ccxt itself does not refuse where there is none: it would be left without an address, or with the real one. */
function enterSandbox(client: Exchange): void {
  const { test } = client.urls as { readonly test?: unknown }
  const hasOne = (typeof test === 'string' && test !== '') || (typeof test === 'object' && test !== null && Object.keys(test).length > 0)
  if (hasOne) client.setSandboxMode(true)
  if (hasOne && client.isSandboxModeEnabled) return
  throw new ConfigError(
    'exchange/sandbox',
    `${client.id} has no sandbox that ccxt knows; ${client.id === 'kraken' ? 'leave it out: orders are validated there, and not placed' : 'choose another exchange'}`,
    { exchange: client.id },
  )
}

/** Requests of one millisecond need different nonces. */
function microseconds(now: () => number): () => number {
  let last = 0
  return () => {
    last = Math.max(last + 1, now() * 1000)
    return last
  }
}

/** Keys must not go anywhere else. */
function localAddress(url: string): URL {
  const address = URL.parse(url)
  if (address?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(address.hostname)) return address
  throw new ConfigError(
    'exchange/url',
    `${address === null ? 'the url' : address.origin} is not of this machine; give one such as http://127.0.0.1:8080`,
  )
}

/** The same addresses on another host. */
function redirect(urls: unknown, to: URL): unknown {
  if (typeof urls !== 'object' || urls === null) {
    const from = URL.parse(String(urls))
    return `${from?.protocol.startsWith('ws') ? 'ws' : 'http'}://${to.host}${from === null || from.pathname === '/' ? '' : from.pathname}`
  }
  return Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, redirect(url, to)]))
}
