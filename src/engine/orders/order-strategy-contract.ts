import { firstKnown } from '../../base/column.ts'
import { PeakTradeError } from '../../base/errors.ts'
import { type Random, seededRandom } from '../../base/random.ts'
import type { Refusal } from '../../base/verdict.ts'
import { type Bars, sliceBars } from '../../market/bars.ts'
import { namedFeatures, peeking } from '../../strategies/feature-difference.ts'
import { lookedAt } from '../../strategies/looked-at.ts'
import type { OrderRecord } from '../../strategies/order.ts'
import { createStrategy, type ParamsOf } from '../../strategies/strategy.ts'
import { findWarmup, LiveHistory, poison, randomMarket } from '../../strategies/strategy-histories.ts'
import { resolveSettings } from '../settings.ts'
import { OrderRun } from './order-run.ts'
import type { AnyOrderStrategyClass, OrderStrategy } from './order-strategy.ts'

/**
 * How thoroughly to check.
 */
export interface OrderStrategyCheckOptions<C extends AnyOrderStrategyClass = AnyOrderStrategyClass> {
  readonly params?: ParamsOf<C> | undefined
  /** Number of random histories; default 50. */
  readonly histories?: number | undefined
  /** Bars of each; default four times the warm-up, at least 200. */
  readonly length?: number | undefined
  readonly seed?: number | string | undefined
}

/**
 * The parts of the contract of an order-driven strategy, in the order in which they are checked.
 *
 * @example
 * ```ts
 * import { orderStrategyChecks } from 'peak-trade/testing'
 *
 * orderStrategyChecks.includes('poison') // true
 * ```
 */
export const orderStrategyChecks = ['run', 'warm-up', 'repeat', 'chop', 'grow', 'poison'] as const

type Part = (typeof orderStrategyChecks)[number]

/**
 * What a check found.
 */
export interface OrderStrategyCheck {
  readonly strategy: string
  readonly ok: boolean
  /** Every breach, with bar, order or feature, and history. At most one per part and history. */
  readonly refusals: readonly Refusal[]
  /** Parts of the contract and whether they hold. */
  readonly parts: Readonly<Record<Part, boolean>>
  /** Bars before the first call of `onBar`; the most of all histories, where it depends on them. */
  readonly warmup: number
  readonly histories: number
  /** Orders that were placed on all histories together. A strategy that placed none has proved nothing. */
  readonly orders: number
}

/**
 * Proves, as far as random histories can, that an order-driven strategy keeps its promises: a look-ahead detector first of all.
 *
 * - `run`: it acts on every bar without an error
 * - `warm-up`: the indicators are known on the bar that `warmup` names, and no order is older
 * - `repeat`: the same history gives the same orders and fills
 * - `chop`: so does a history that is given in pieces
 * - `grow`: so does a live history that grows bar by bar
 * - `poison`: changing the future changes no order, fill or feature before it
 *
 * @example
 * ```ts
 * import { OrderStrategy, sma } from 'peak-trade'
 * import { checkOrderStrategy } from 'peak-trade/testing'
 *
 * class Dip extends OrderStrategy {
 *   static override readonly id = 'dip'
 *   private readonly average = this.use(sma, { period: 10 })
 *   protected override onBar() {
 *     if (this.position.quantity !== 0 || this.orders.length > 0) return
 *     this.buy({ fraction: 1, limit: 0.99 * this.average.value, takeProfit: { distance: 0.02 } })
 *   }
 * }
 * checkOrderStrategy(Dip, { histories: 5 }).ok // true
 * ```
 */
export function checkOrderStrategy<C extends AnyOrderStrategyClass>(
  strategy: C,
  options: OrderStrategyCheckOptions<C> = {},
): OrderStrategyCheck {
  const { histories = 50, seed = 1, params } = options
  const first = createStrategy<OrderStrategy>(strategy, params)
  const looked = lookedAt(first)
  const expected = findWarmup(looked, bars => {
    const instance = createStrategy<OrderStrategy>(strategy, params)
    if (bars !== undefined) instance.see(bars)
    return instance.warmup
  })
  const length = options.length ?? Math.max(200, 4 * (expected + 1))
  let { warmup } = first
  const refusals: (Refusal & { part: Part })[] = []
  let orders = 0
  for (let k = 0; k < histories; k++) {
    const random = seededRandom(`${seed}/${k}`)
    const bars = randomMarket(random, length, k, looked)
    const refuse = (part: Part, message: string) => {
      refusals.push({ part, code: `strategy/${part}`, message: `${strategy.id}, history ${k} of seed ${seed}: ${message}` })
    }
    try {
      const history = checkHistory({ strategy, params, bars, random, refuse })
      orders += history.orders
      warmup = Math.max(warmup, history.warmup)
    } catch (error) {
      if (!(error instanceof PeakTradeError)) throw error
      refuse('run', error.message)
    }
  }
  const parts = Object.fromEntries(orderStrategyChecks.map(part => [part, refusals.every(refusal => refusal.part !== part)]))
  return {
    strategy: strategy.id,
    ok: refusals.length === 0,
    refusals: refusals.map(({ code, message }) => ({ code, message })),
    parts: parts as OrderStrategyCheck['parts'],
    warmup,
    histories,
    orders,
  }
}

interface HistoryCheck {
  readonly strategy: AnyOrderStrategyClass
  readonly params: unknown
  readonly bars: Bars
  readonly random: Random
  readonly refuse: (part: Part, message: string) => void
}

/** One strategy on one history. */
interface Play {
  readonly strategy: OrderStrategy
  readonly run: OrderRun
}

const COSTS = { feeBps: 10, slippageBps: 5 }

/** Checks one history; returns how many orders were placed on it, and after how many bars. */
function checkHistory({ strategy, params, bars, random, refuse }: HistoryCheck): { readonly orders: number; readonly warmup: number } {
  const start = (): Play => {
    const made = createStrategy<OrderStrategy>(strategy, params)
    return { strategy: made, run: new OrderRun(made, resolveSettings({ costs: COSTS })) }
  }
  const play = (history: Bars): Play => {
    const started = start()
    started.run.follow(history)
    return started
  }
  const compare = (part: Part, what: string, other: Play, bar = bars.length) => {
    const found = difference(whole, other, bar)
    if (found !== undefined) refuse(part, `${what}${found}${peeking(whole.strategy, other.strategy, bar - 1)}`)
    return found
  }
  const whole = play(bars)
  const early = whole.run.exchange.records.find(({ placedIndex }) => placedIndex < whole.strategy.warmup)
  if (early !== undefined) refuse('warm-up', `order ${early.id} was placed at bar ${early.placedIndex}, before the warm-up was over`)
  const late = isLively(bars) ? lateFeature(whole.strategy) : undefined
  if (late !== undefined) refuse('warm-up', `feature "${late}" is not known at bar ${whole.strategy.warmup}, where the warm-up ends`)

  compare('repeat', 'a second run differs (is there a clock, a random number or shared state?): ', play(bars))

  const chopped = start()
  for (let end = random.integer(bars.length); end < bars.length; end += 1 + random.integer(Math.ceil(bars.length / 4)))
    chopped.run.follow(sliceBars(bars, 0, end))
  chopped.run.follow(bars)
  compare('chop', 'given in pieces, ', chopped)

  const growing = start()
  const live = new LiveHistory(bars)
  for (let i = 0; i < bars.length; i++) {
    live.step()
    growing.run.follow(live.buffer)
  }
  compare('grow', 'bar by bar, ', growing)

  const cut = 1 + random.integer(bars.length - 1)
  const poisoned = play(poison(bars, cut, random))
  const changed = `bars from ${cut} on were changed, and before them `
  if (compare('poison', changed, poisoned, cut) === undefined) {
    const peeked = peeking(whole.strategy, poisoned.strategy, cut - 1)
    if (peeked !== '') refuse('poison', `${changed}a feature differs${peeked}`)
  }
  return { orders: whole.run.exchange.records.length, warmup: whole.strategy.warmup }
}

/** On prices that stand still many indicators know nothing, and rightly so. */
function isLively(bars: Bars): boolean {
  for (let i = 1; i < bars.length; i++) if (bars.close[i] === bars.close[i - 1]) return false
  return (bars.others ?? []).every(isLively)
}

/** A feature that is still unknown when the strategy acts for the first time. */
function lateFeature(strategy: OrderStrategy): string | undefined {
  const { warmup } = strategy
  return namedFeatures(strategy).find(([, { column }]) => firstKnown(column) > warmup)?.[0]
}

/** The first thing before bar `bar` that two runs disagree about; undefined when there is none. */
function difference(a: Play, b: Play, bar: number): string | undefined {
  const one = eventsBefore(a, bar)
  const other = eventsBefore(b, bar)
  // Both end with the equity of the same bars: none is only the beginning of the other.
  const k = one.findIndex((event, at) => event !== other[at])
  return k === -1 ? undefined : `${one[k]} becomes ${other[k]}`
}

/** Everything that happened before a bar, one line each. */
function eventsBefore({ run: { exchange, equity } }: Play, bar: number): string[] {
  const placed = exchange.records.filter(({ placedIndex }) => placedIndex < bar).map(order => describeOrder(order, bar))
  const fills = exchange.fills.filter(({ index }) => index < bar)
  const traded = fills.map(({ index, quantity, price, reason }) => `the fill of ${quantity} at ${price} on bar ${index} (${reason})`)
  const worth = Array.from(equity.subarray(0, bar), (value, t) => `the equity of ${value} at bar ${t}`)
  return [...placed, ...traded, ...worth]
}

/** An order with what was known of it before a bar. */
function describeOrder(order: OrderRecord, bar: number): string {
  const { id, side, kind, fraction, limit, trailing, placedIndex, endIndex, status, timeInForce, group } = order
  const size = Number.isNaN(fraction) ? order.quantity : `${fraction} of equity`
  const stop = kind === 'trailing' ? Number.NaN : order.stop
  const life = typeof timeInForce === 'string' ? timeInForce : `${timeInForce.bars} bars`
  const end = endIndex < bar ? `${status} at bar ${endIndex}` : 'working'
  return `order ${id} to ${side} ${size} (${kind}, limit ${limit}, stop ${stop}, trailing ${trailing}, ${life}, ${group ?? 'no group'}) of bar ${placedIndex}, ${end}`
}
