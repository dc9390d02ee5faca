import type { Column } from '../base/column.ts'
import { PeakTradeError } from '../base/errors.ts'
import { type Random, seededRandom } from '../base/random.ts'
import type { Refusal } from '../base/verdict.ts'
import { type Bars, sliceBars } from '../market/bars.ts'
import { firstDifference, peeking } from './feature-difference.ts'
import { type LookedAt, lookedAt } from './looked-at.ts'
import { type AnyStrategyClass, createStrategy, type ParamsOf } from './strategy.ts'
import { findWarmup, LiveHistory, poison, randomMarket } from './strategy-histories.ts'

/**
 * How thoroughly to check.
 */
export interface StrategyCheckOptions<C extends AnyStrategyClass = AnyStrategyClass> {
  readonly params?: ParamsOf<C> | undefined
  /** Number of random histories; default 50. */
  readonly histories?: number | undefined
  /** Bars of each; default four times the warm-up, at least 200. */
  readonly length?: number | undefined
  readonly seed?: number | string | undefined
}

/**
 * The parts of the contract, in the order in which they are checked.
 *
 * @example
 * ```ts
 * import { strategyChecks } from 'peak-trade/testing'
 *
 * strategyChecks.includes('poison') // true
 * ```
 */
export const strategyChecks = ['run', 'warm-up', 'range', 'repeat', 'chop', 'grow', 'poison'] as const

/**
 * What a check found.
 */
export interface StrategyCheck {
  readonly strategy: string
  readonly ok: boolean
  /** Every breach, with bar, feature and history. At most one per part and history. */
  readonly refusals: readonly Refusal[]
  /** Parts of the contract and whether they hold. */
  readonly parts: Readonly<Record<(typeof strategyChecks)[number], boolean>>
  /** Bars before the first decision; the most of all histories, where it depends on them. */
  readonly warmup: number
  /** Bars of history after which a fresh start decides like a long-running one, on every history tried; NaN when none did. */
  readonly settleBars: number
  readonly histories: number
}

/**
 * Proves, as far as random histories can, that a strategy keeps its promises: a look-ahead detector first of all.
 *
 * - `run`: it decides every bar without an error
 * - `warm-up`: the first decision falls on the bar that `warmup` names
 * - `range`: targets lie in [-1, 1]
 * - `repeat`: the same history gives the same targets
 * - `chop`: a history given in pieces gives the same targets as in one go
 * - `grow`: so does a live history that grows bar by bar
 * - `poison`: changing the future changes no target and no feature before it
 *
 * A strategy that looks at a longer timeframe or at other symbols gets random ones of those too, with holes; their future is hidden and changed
 * like its own.
 *
 * @example
 * ```ts
 * import { MaCrossover } from 'peak-trade'
 * import { checkStrategy } from 'peak-trade/testing'
 *
 * checkStrategy(MaCrossover, { params: { fast: 5, slow: 20 }, histories: 5 }).ok // true
 * ```
 */
export function checkStrategy<C extends AnyStrategyClass>(strategy: C, options: StrategyCheckOptions<C> = {}): StrategyCheck {
  const { histories = 50, seed = 1, params } = options
  const first = createStrategy(strategy, params)
  const looked = lookedAt(first)
  const length = options.length ?? Math.max(200, 4 * (expectWarmup(strategy, params, looked) + 1))
  let { warmup } = first
  const refusals: (Refusal & { part: (typeof strategyChecks)[number] })[] = []
  let settleBars = 0
  for (let k = 0; k < histories; k++) {
    const random = seededRandom(`${seed}/${k}`)
    const bars = randomMarket(random, length, k, looked)
    const refuse = (part: (typeof strategyChecks)[number], message: string) => {
      refusals.push({ part, code: `strategy/${part}`, message: `${strategy.id}, history ${k} of seed ${seed}: ${message}` })
    }
    try {
      warmup = Math.max(warmup, checkHistory({ strategy, params, bars, random, refuse }))
      settleBars = Math.max(settleBars, barsToSettle(strategy, params, bars))
    } catch (error) {
      if (!(error instanceof PeakTradeError)) throw error
      refuse(error.code === 'strategy/target' ? 'range' : 'run', error.message)
    }
  }
  const parts = Object.fromEntries(strategyChecks.map(part => [part, refusals.every(refusal => refusal.part !== part)]))
  return {
    strategy: strategy.id,
    ok: refusals.length === 0,
    refusals: refusals.map(({ code, message }) => ({ code, message })),
    parts: parts as StrategyCheck['parts'],
    warmup,
    settleBars: settleBars === Number.POSITIVE_INFINITY ? Number.NaN : settleBars,
    histories,
  }
}

interface HistoryCheck {
  readonly strategy: AnyStrategyClass
  readonly params: unknown
  readonly bars: Bars
  readonly random: Random
  readonly refuse: (part: (typeof strategyChecks)[number], message: string) => void
}

/** How many bars a strategy needs on a random history of what it looks at. */
function expectWarmup(strategy: AnyStrategyClass, params: unknown, looked: LookedAt): number {
  return findWarmup(looked, bars => {
    const instance = createStrategy(strategy, params)
    if (bars !== undefined) instance.follow(bars)
    return instance.warmup
  })
}

/** Checks one history; returns the warm-up on it. */
function checkHistory({ strategy, params, bars, random, refuse }: HistoryCheck): number {
  const whole = createStrategy(strategy, params)
  const targets = whole.follow(bars)
  const { warmup } = whole
  const first = targets.length > warmup ? warmup : targets.length
  for (let i = 0; i < targets.length; i++) {
    if (Number.isNaN(targets[i]) !== i < first) {
      refuse('warm-up', `the target at bar ${i} is ${targets[i]}, but the warm-up is ${warmup} bars`)
      break
    }
  }

  const again = firstDifference(targets, createStrategy(strategy, params).follow(bars), targets.length)
  if (again !== -1) refuse('repeat', `a second run decides differently at bar ${again}; is there a clock, a random number or shared state?`)

  const chopped = createStrategy(strategy, params)
  for (let end = random.integer(bars.length); end < bars.length; end += 1 + random.integer(Math.ceil(bars.length / 4)))
    chopped.follow(sliceBars(bars, 0, end))
  const chop = firstDifference(targets, chopped.follow(bars), targets.length)
  if (chop !== -1) refuse('chop', `given in pieces, the target at bar ${chop} differs${peeking(whole, chopped, chop)}`)

  const growing = createStrategy(strategy, params)
  const live = new LiveHistory(bars)
  let grown: Column = new Float64Array(0)
  for (let i = 0; i < bars.length; i++) {
    live.step()
    grown = growing.follow(live.buffer)
  }
  const grow = firstDifference(targets, grown, targets.length)
  if (grow !== -1) refuse('grow', `bar by bar, the target at bar ${grow} differs${peeking(whole, growing, grow)}`)

  const cut = 1 + random.integer(bars.length - 1)
  const poisoned = createStrategy(strategy, params)
  const after = firstDifference(targets, poisoned.follow(poison(bars, cut, random)), cut)
  const peeked = peeking(whole, poisoned, cut - 1)
  if (after !== -1 || peeked !== '')
    refuse(
      'poison',
      `bars from ${cut} on were changed, and ${after === -1 ? 'a feature' : `the target at bar ${after}`} before them changed too${peeked}`,
    )
  return warmup
}

/**
 * How many bars before the end a fresh strategy has to start in order to end with the same target; Infinity when even the
 * whole history is needed.
 */
function barsToSettle(strategy: AnyStrategyClass, params: unknown, bars: Bars): number {
  const last = (history: Bars) => createStrategy(strategy, params).follow(history).at(-1)
  const expected = last(bars)
  let settled = Number.POSITIVE_INFINITY
  for (let length = bars.length - 1; length >= 1; length = Math.floor(length * 0.8)) {
    if (!Object.is(last(sliceBars(bars, bars.length - length)), expected)) break
    settled = length
  }
  return settled
}
