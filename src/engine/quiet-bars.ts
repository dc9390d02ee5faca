import type { Bars } from '../market/bars.ts'
import type { ExitLevels } from './exit-levels.ts'

/** The prices that the engine reads. */
export type Prices = Pick<Bars, 'open' | 'high' | 'low' | 'close' | 'length'>

/** The lowest low and the highest high of a history: a level beyond them is never touched. */
export interface PriceRange {
  readonly lowest: number
  readonly highest: number
}

/** The range of all prices; NaN when one of them is unknown. */
export function priceRange({ low, high, length }: Prices): PriceRange {
  let lowest = Number.POSITIVE_INFINITY
  let highest = Number.NEGATIVE_INFINITY
  const to = Math.min(length, low.length, high.length)
  for (let t = 0; t < to; t++) {
    lowest = Math.min(lowest, low[t])
    highest = Math.max(highest, high[t])
  }
  return { lowest, highest }
}

/**
 * Passes over bars on which nothing can happen, because no level is touched. These loops decide how fast a backtest is; they know no
 * rule, only when to stop and let the rules have their say.
 */
export class QuietBars {
  /** Signed. */
  quantity = 0
  /** The protective price that does not move: a long is safe above it, a short below. */
  level = 0
  profit = Number.POSITIVE_INFINITY
  /** The trailing stop is at `best` times this, less `offset`; 0 (long) and Infinity (short) mean that there is none. */
  trailing = 0
  offset = 0
  /** A rule besides the trailing stop needs the best price. */
  follows = false
  /** Best price since the entry, the current bar not counted; kept only while something needs it. */
  best = Number.NaN

  private readonly prices: Prices
  private readonly range: PriceRange | undefined

  /** @param range - Where it is known, bars are not looked at for levels outside of it. */
  constructor(prices: Prices, range?: PriceRange) {
    this.prices = prices
    this.range = range
  }

  /** Takes over a position and its levels. */
  aim(quantity: number, levels: ExitLevels): void {
    const side = quantity > 0 ? 1 : -1
    this.quantity = quantity
    this.level = levels.fixedStop(side)
    this.profit = levels.nearestInFavor(side)
    this.trailing = levels.trailing
    this.offset = levels.offset
  }

  /** As {@link passHeld}, with the best price from the levels and back to them. */
  passLevels(levels: ExitLevels, from: number, to: number): number {
    // The best price may have moved them.
    if (this.follows) this.aim(this.quantity, levels)
    this.best = levels.best
    const end = this.passHeld(from, to)
    levels.best = this.best
    return end
  }

  /** First bar from `from` to `to` with an event, holding a position; `to` when there is none. */
  passHeld(from: number, to: number): number {
    const trails = this.trails()
    if (this.quantity > 0) return trails ? this.passTrailingLong(from, to) : this.passLong(from, to)
    return trails ? this.passTrailingShort(from, to) : this.passShort(from, to)
  }

  /** True when no price of the history touches a level. */
  isOutOfReach(): boolean {
    const { range, level, profit } = this
    if (range === undefined || this.trails()) return false
    if (this.quantity > 0) return range.lowest > level && range.highest < profit
    return range.highest < level && range.lowest > profit
  }

  private trails(): boolean {
    return this.follows || (this.trailing !== 0 && this.trailing !== Number.POSITIVE_INFINITY)
  }

  private passLong(from: number, to: number): number {
    const { level, profit } = this
    const { high, low } = this.prices
    const end = Math.min(to, low.length, high.length)
    let t = from
    for (; t < end; t++) if (low[t] <= level || high[t] >= profit) break
    return t
  }

  private passShort(from: number, to: number): number {
    const { level, profit } = this
    const { high, low } = this.prices
    const end = Math.min(to, low.length, high.length)
    let t = from
    for (; t < end; t++) if (high[t] >= level || low[t] <= profit) break
    return t
  }

  private passTrailingLong(from: number, to: number): number {
    const { level, profit, trailing, offset } = this
    const { high, low } = this.prices
    const end = Math.min(to, low.length, high.length)
    let { best } = this
    let t = from
    for (; t < end; t++) {
      const trail = best * trailing - offset
      if (low[t] <= (trail > level ? trail : level) || high[t] >= profit) break
      if (high[t] > best) best = high[t]
    }
    this.best = best
    return t
  }

  private passTrailingShort(from: number, to: number): number {
    const { level, profit, trailing, offset } = this
    const { high, low } = this.prices
    const end = Math.min(to, low.length, high.length)
    let { best } = this
    let t = from
    for (; t < end; t++) {
      const trail = best * trailing - offset
      if (high[t] >= (trail < level ? trail : level) || low[t] <= profit) break
      if (low[t] < best) best = low[t]
    }
    this.best = best
    return t
  }
}
