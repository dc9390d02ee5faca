import type { Column } from '../base/column.ts'
import type { Bars } from '../market/bars.ts'

/** The prices that the engine reads. */
export type Prices = Pick<Bars, 'open' | 'high' | 'low' | 'close' | 'length'>

/**
 * Passes over bars on which nothing can happen, and marks the equity on them: the target stays, no level is touched. These loops
 * decide how fast a backtest is; they know no rule, only when to stop and let the rules have their say.
 */
export class QuietBars {
  /** The target that was last looked at; another one is an event. */
  target = 0
  cash = 0
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
  private readonly targets: Column
  private readonly equity: Float64Array

  constructor(prices: Prices, targets: Column, equity: Float64Array) {
    this.prices = prices
    this.targets = targets
    this.equity = equity
  }

  /** First bar at or after `from` with an event, without a position. */
  passFlat(from: number): number {
    const { targets, target, equity, cash } = this
    const to = this.prices.length
    let t = from
    for (; t < to && targets[t] === target; t++) equity[t] = cash
    return t
  }

  /** First bar from `from` to `to` with an event, holding a position; `to` when there is none. */
  passHeld(from: number, to: number): number {
    const trails = this.follows || (this.trailing !== 0 && this.trailing !== Number.POSITIVE_INFINITY)
    if (this.quantity > 0) return trails ? this.passTrailingLong(from, to) : this.passLong(from, to)
    return trails ? this.passTrailingShort(from, to) : this.passShort(from, to)
  }

  private passLong(from: number, to: number): number {
    const { targets, target, equity, cash, quantity, level, profit } = this
    const { high, low, close } = this.prices
    let t = from
    for (; t < to; t++) {
      if (targets[t] !== target || low[t] <= level || high[t] >= profit) break
      equity[t] = cash + quantity * close[t]
    }
    return t
  }

  private passShort(from: number, to: number): number {
    const { targets, target, equity, cash, quantity, level, profit } = this
    const { high, low, close } = this.prices
    let t = from
    for (; t < to; t++) {
      if (targets[t] !== target || high[t] >= level || low[t] <= profit) break
      equity[t] = cash + quantity * close[t]
    }
    return t
  }

  private passTrailingLong(from: number, to: number): number {
    const { targets, target, equity, cash, quantity, level, profit, trailing, offset } = this
    const { high, low, close } = this.prices
    let { best } = this
    let t = from
    for (; t < to; t++) {
      const trail = best * trailing - offset
      if (targets[t] !== target || low[t] <= (trail > level ? trail : level) || high[t] >= profit) break
      if (high[t] > best) best = high[t]
      equity[t] = cash + quantity * close[t]
    }
    this.best = best
    return t
  }

  private passTrailingShort(from: number, to: number): number {
    const { targets, target, equity, cash, quantity, level, profit, trailing, offset } = this
    const { high, low, close } = this.prices
    let { best } = this
    let t = from
    for (; t < to; t++) {
      const trail = best * trailing - offset
      if (targets[t] !== target || high[t] >= (trail < level ? trail : level) || low[t] <= profit) break
      if (low[t] < best) best = low[t]
      equity[t] = cash + quantity * close[t]
    }
    this.best = best
    return t
  }
}
