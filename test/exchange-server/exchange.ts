import { Decimal } from 'decimal.js'
import { type ApiKey, Gatekeeper } from './authentication.ts'
import { FaultPlan } from './faults.ts'
import { Market } from './market.ts'
import { type Holding, Matching } from './matching.ts'
import type { ExchangeOrder } from './order.ts'
import { findAsset, findPair, type Pair } from './pairs.ts'
import { DecayingCounter, type Tier, tiers } from './rate-limit.ts'

/** What an exchange begins with. */
export interface ExchangeOptions {
  /** Time of the exchange, ms; only the test moves it. Default: 2026-01-01. */
  readonly now?: number | undefined
  /** By any name of the asset. Default: 100,000 USD and 10 BTC. */
  readonly balances?: Readonly<Record<string, number | string>> | undefined
  /** First prices, by any name of the pair. */
  readonly prices?: Readonly<Record<string, number>> | undefined
  /** Ask less bid as a fraction of the price; default 0.0002. */
  readonly spread?: number | undefined
  /** As fractions; default 0.0025 and 0.004. */
  readonly fees?: { readonly maker: number; readonly taker: number } | undefined
  /** Default: {@link defaultKey}. */
  readonly keys?: readonly ApiKey[] | undefined
  /** Without it nothing limits the rate. */
  readonly tier?: Tier | undefined
  readonly seed?: string | number | undefined
  /** How many bars OHLC shows; Kraken: 720. */
  readonly ohlcWindow?: number | undefined
}

/** The key that a server knows when no others are given. It opens nothing but this server. */
export const defaultKey: ApiKey = {
  key: 'test-key-of-the-exchange-server',
  secret: Buffer.from('a secret that is none, for tests only').toString('base64'),
  permissions: ['query', 'trade'],
}

/** What the exchange says about itself; orders are refused unless it is online. */
export type SystemStatus = 'online' | 'maintenance' | 'cancel_only' | 'post_only'

/** Everything behind the wire. */
export class Exchange {
  readonly matching: Matching
  readonly market: Market
  readonly faults: FaultPlan
  readonly gatekeeper: Gatekeeper
  readonly keys: readonly ApiKey[]
  readonly ohlcWindow: number
  status: SystemStatus = 'online'

  private time: number
  private readonly tier: Tier | undefined
  private readonly counters = new Map<string, DecayingCounter>()
  private readonly unseen = new Map<string, { readonly reads: number; readonly seen: Map<string, number> }>()
  private readonly tokens = new Set<string>()
  private cancelAllAt = Number.POSITIVE_INFINITY

  constructor(options: ExchangeOptions = {}) {
    const { balances = { USD: 100_000, BTC: 10 }, fees = { maker: 0.0025, taker: 0.004 }, seed = 1 } = options
    this.time = options.now ?? Date.UTC(2026, 0, 1)
    this.tier = options.tier
    this.ohlcWindow = options.ohlcWindow ?? 720
    this.keys = options.keys ?? [defaultKey]
    this.gatekeeper = new Gatekeeper(this.keys)
    this.faults = new FaultPlan(seed)
    this.matching = new Matching({
      balances: Object.fromEntries(Object.entries(balances).map(([name, amount]) => [needAsset(name).id, new Decimal(amount)])),
      fees: { maker: new Decimal(fees.maker), taker: new Decimal(fees.taker) },
      seed,
    })
    this.market = new Market({ matching: this.matching, spread: options.spread ?? 0.0002, now: () => this.time })
    for (const [name, price] of Object.entries(options.prices ?? {})) this.market.setPrice(needPair(name), price)
  }

  now(): number {
    return this.time
  }

  /** Time goes forward only; what ends by then ends. */
  setNow(time: number): void {
    if (!(time >= this.time)) throw new Error(`time cannot go back from ${this.time} to ${time}`)
    this.time = time
    this.matching.expire(time)
    if (time < this.cancelAllAt) return
    this.cancelAllAt = Number.POSITIVE_INFINITY
    for (const order of this.matching.openOrders()) this.matching.cancel(order, time, 'Cancel all orders after timeout')
  }

  /** The dead man's switch; 0 takes it away. */
  cancelAllAfter(seconds: number): void {
    this.cancelAllAt = seconds > 0 ? this.time + seconds * 1000 : Number.POSITIVE_INFINITY
  }

  /** False when the tier allows no more calls with this key. */
  countCall(key: string, points: number): boolean {
    return this.tier === undefined || this.counter(`calls/${key}`, tiers[this.tier].calls).add(points, this.time)
  }

  /** False when the tier allows no more orders of this pair. */
  countOrder(pair: Pair, points: number): boolean {
    return this.tier === undefined || this.counter(`orders/${pair.id}`, tiers[this.tier].orders).add(points, this.time)
  }

  hide(order: ExchangeOrder, reads: number): void {
    this.unseen.set(order.id, { reads, seen: new Map() })
  }

  /** Whether a reading endpoint shows the order; every call of it that would have shown it counts. */
  isShown(id: string, endpoint: string): boolean {
    const entry = this.unseen.get(id)
    const seen = entry?.seen.get(endpoint) ?? 0
    if (entry === undefined || seen >= entry.reads) return true
    entry.seen.set(endpoint, seen + 1)
    return false
  }

  /** What is held, by code: BTC, USD. */
  balancesByCode(): Record<string, Holding> {
    const names = this.matching.heldAssets().map(id => [needAsset(id).code, this.matching.holding(id)] as const)
    return Object.fromEntries(names)
  }

  deposit(asset: string, amount: Decimal): void {
    this.matching.deposit(needAsset(asset).id, amount)
  }

  newToken(): string {
    const token = `token-${this.tokens.size + 1}`
    this.tokens.add(token)
    return token
  }

  isToken(token: unknown): boolean {
    return typeof token === 'string' && this.tokens.has(token)
  }

  private counter(name: string, limit: { readonly max: number; readonly decay: number }): DecayingCounter {
    const known = this.counters.get(name) ?? new DecayingCounter(limit)
    this.counters.set(name, known)
    return known
  }
}

export function needPair(name: string): Pair {
  const pair = findPair(name)
  if (pair === undefined) throw new Error(`no pair "${name}"`)
  return pair
}

function needAsset(name: string) {
  const asset = findAsset(name)
  if (asset === undefined) throw new Error(`no asset "${name}"`)
  return asset
}
