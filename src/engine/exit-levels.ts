import { type Account, ruinLevel } from './account.ts'
import { breakEvenTrigger, type ExitRules, stopLevel, targetLevel, trailingFactor, trailingOffset } from './exits.ts'
import { BREAK_EVEN, LIQUIDATION, STOP, TRAILING } from './fills.ts'

/**
 * Where the exits of a position stand. While flat nothing here is touched.
 */
export class ExitLevels {
  /** The profit target. */
  profit = Number.POSITIVE_INFINITY
  /** The trailing stop is at the best price times `trailing`, less `offset`. */
  trailing = 0
  offset = 0
  /** Best price since the entry, the current bar not counted. */
  best = Number.NaN
  /** The nearest stop as of the last {@link findNearest}, and the reason for which it would be filled. */
  nearest = 0
  reason: number = STOP

  /** A rule needs the best price. */
  readonly follows: boolean

  private readonly rules: ExitRules
  /** Without rules that look at the price, levels depend on the side only: that for which they were set last. */
  readonly bare: boolean
  private side = 0
  private stop = 0
  private ruin = 0
  private entryPrice = 0
  private trigger = Number.POSITIVE_INFINITY
  private atr = Number.NaN

  constructor(rules: ExitRules) {
    this.rules = rules
    this.follows = rules.trailingStop !== undefined || rules.trailingAtr !== undefined || rules.breakEven !== undefined
    this.bare = !this.follows && [rules.stopLoss, rules.stopAtr, rules.takeProfit, rules.targetAtr].every(rule => rule === undefined)
  }

  /** A position was entered: `atr` is the average true range that it was decided with. */
  enter(account: Account, atr: number): void {
    this.atr = atr
    this.best = account.averagePrice
  }

  /** Position or cash have changed. `beside` is what the rest of a shared account is worth. */
  update(account: Account, beside: number): void {
    const { rules, atr } = this
    const price = account.averagePrice
    const side = account.quantity > 0 ? 1 : -1
    this.entryPrice = price
    this.ruin = ruinLevel(account, beside)
    if (this.bare && side === this.side) return
    this.side = side
    this.stop = stopLevel(price, side, rules, atr)
    this.profit = targetLevel(price, side, rules, atr)
    this.trailing = trailingFactor(side, rules)
    this.offset = trailingOffset(side, rules, atr)
    this.trigger = breakEvenTrigger(price, side, rules)
  }

  /** The bar is over. */
  follow(side: number, high: number, low: number): void {
    this.best = side > 0 ? Math.max(this.best, high) : Math.min(this.best, low)
  }

  /** Finds the stop that the price would reach first: into `nearest` and `reason`. */
  findNearest(side: number): void {
    this.nearest = this.stop
    this.reason = STOP
    if (this.isBreakEven(side)) this.consider(side, this.entryPrice, BREAK_EVEN)
    this.consider(side, this.best * this.trailing - this.offset, TRAILING)
    this.consider(side, this.ruin, LIQUIDATION)
  }

  /** While the position is already on its way out only the end of the account is watched. */
  findRuin(): void {
    this.nearest = this.ruin
    this.reason = LIQUIDATION
  }

  /** The nearest stop that does not move with the best price. */
  fixedStop(side: number): number {
    const stop = this.isBreakEven(side) ? this.entryPrice : this.stop
    return side > 0 ? Math.max(stop, this.ruin) : Math.min(stop, this.ruin)
  }

  /** The nearest price in favor at which something happens: the target, or the move of the stop to the entry price. */
  nearestInFavor(side: number): number {
    if (this.isBreakEven(side)) return this.profit
    return side > 0 ? Math.min(this.profit, this.trigger) : Math.max(this.profit, this.trigger)
  }

  private isBreakEven(side: number): boolean {
    return side * this.best >= side * this.trigger
  }

  private consider(side: number, level: number, reason: number): void {
    if (side * level <= side * this.nearest) return
    this.nearest = level
    this.reason = reason
  }
}
