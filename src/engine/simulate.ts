import type { Column } from '../base/column.ts'
import { TargetChanges } from '../strategies/target-changes.ts'
import { type Account, applyFill, equityAt, openAccount, ruinLevel } from './account.ts'
import { fillFee, slippedPrice } from './costs.ts'
import { lastHeldBar, stopLevel, targetLevel, trailingFactor } from './exits.ts'
import { FillLog, LIQUIDATION, SIGNAL, STOP, TARGET, TIME, TRAILING } from './fills.ts'
import { markEquity } from './mark-equity.ts'
import { type PriceRange, type Prices, QuietBars } from './quiet-bars.ts'
import type { BacktestSettings } from './settings.ts'
import { sizedQuantity } from './sizing.ts'

/**
 * Memory for a run. Give the same one to every run of a sweep and nothing is allocated per run.
 */
export interface SimulationMemory {
  /** Equity at each close; at least as long as the bars. */
  readonly equity: Float64Array
  readonly fills: FillLog
}

/** Memory for runs over up to `bars` bars. */
export function simulationMemory(bars: number): SimulationMemory {
  return { equity: new Float64Array(bars), fills: new FillLog() }
}

/**
 * What a run leaves behind, besides the equity and the fills in its memory.
 */
export interface Simulation {
  readonly account: Account
  /** Bars that ended with a position. */
  readonly barsInPosition: number
  /** What slippage cost, in quote currency. */
  readonly slippage: number
  /** Traded value as shares of the equity at the time, added up. */
  readonly turned: number
  /** Bars on which both a stop and the profit target were touched. */
  readonly ambiguousBars: number
  /** Exits at an open that had already jumped over a stop or target. */
  readonly gapExits: number
  /** Bars that opened at the profit target or beyond and touched a stop later; the target came first. */
  readonly targetBeforeStop: number
}

/** What {@link simulateChanges} runs on. */
export interface ChangesToSimulate {
  readonly bars: Prices
  readonly changes: TargetChanges
  readonly settings: BacktestSettings
  /** Where the fills go. */
  readonly fills: FillLog
  /** Spares looking at bars that cannot touch a level. */
  readonly range?: PriceRange | undefined
  /** False sends every bar through the plain code. Default true. */
  readonly quiet?: boolean
}

/**
 * Trades a column of targets on a history and marks the equity: {@link simulateChanges} with everything that a result needs.
 *
 * @throws {@link StrategyError} `strategy/target` for a NaN after the first known target.
 */
export function simulate(
  bars: Prices,
  targets: Column,
  settings: BacktestSettings,
  memory: SimulationMemory,
  { quiet = true } = {},
): Simulation {
  const { fills, equity } = memory
  const simulation = simulateChanges({ bars, changes: new TargetChanges().read(targets), settings, fills, quiet })
  markEquity(fills, bars.close, settings.capital, equity)
  return simulation
}

/**
 * Trades changes of target on a history: sizing, costs, exits, one account. The one loop behind every backtest.
 *
 * Order in a bar. At the open: the pending change of target, or else a stop or target that the open has jumped over. In the
 * range of the bar: exits, on the entry bar too, the stop before the target. At the close: look at the target. With
 * `fillAt: 'close'` a change of target is traded at that same close. The equity at a close follows from the fills
 * ({@link markEquity}).
 *
 * Bars on which nothing can happen are passed over; every other bar goes through plain code, one thing after the other.
 * `quiet: false` sends all bars through the plain code; the result is the same to the bit.
 */
export function simulateChanges({ bars, changes, settings, fills, range, quiet = true }: ChangesToSimulate): Simulation {
  const run = new Run(bars, changes, settings, fills, range)
  const length = bars.length
  let t = 0
  while (t < length) {
    if (quiet && !run.pending) {
      t = run.passQuietBars(t)
      if (t === length) break
    }
    run.trade(t)
    t++
  }
  return run.result()
}

class Run {
  /** A trade is due at the next open. */
  pending = false

  private readonly bars: Prices
  private readonly changes: TargetChanges
  private readonly settings: BacktestSettings
  private readonly fills: FillLog
  private readonly account: Account
  private readonly quiet: QuietBars
  private readonly feeRate: number
  private readonly slippageRate: number
  private readonly atOpen: boolean

  /** The target that was last looked at. */
  private target = 0
  private pendingReason: number = SIGNAL
  /** Changes of target that were looked at, and the bar of the next one. */
  private seen = 0
  private nextChange: number

  /** Levels of the position; they never trigger while flat. */
  private stop = 0
  private profit = Number.POSITIVE_INFINITY
  private trailing = 0
  private ruin = 0
  /** No price of the history touches a level. */
  private untouchable = false
  /** Best price since the entry, the current bar not counted. */
  private best = Number.NaN
  /** First bar at whose close the holding time is over. */
  private timeUp = Number.POSITIVE_INFINITY

  private barsInPosition = 0
  private slippage = 0
  private turned = 0
  private ambiguousBars = 0
  private gapExits = 0
  private targetBeforeStop = 0

  constructor(bars: Prices, changes: TargetChanges, settings: BacktestSettings, fills: FillLog, range: PriceRange | undefined) {
    this.bars = bars
    this.changes = changes
    this.settings = settings
    this.fills = fills
    this.account = openAccount(settings.capital)
    this.quiet = new QuietBars(bars, range)
    this.feeRate = settings.costs.feeBps / 10_000
    this.slippageRate = settings.costs.slippageBps / 10_000
    this.atOpen = settings.fillAt === 'open'
    this.nextChange = changes.length > 0 ? changes.index[0] : bars.length
    fills.clear()
  }

  result(): Simulation {
    const { account, barsInPosition, slippage, turned, ambiguousBars, gapExits, targetBeforeStop } = this
    return { account, barsInPosition, slippage, turned, ambiguousBars, gapExits, targetBeforeStop }
  }

  /** The first bar at or after `t` on which something happens. */
  passQuietBars(t: number): number {
    const { account } = this
    const change = Math.min(this.bars.length, this.nextChange)
    if (account.quantity === 0) return change
    // A holding time that was over before this bar (its exit was refused) ends it at once.
    const to = Math.max(t, Math.min(change, this.timeUp))
    const end = this.untouchable ? to : this.passHeld(t, to)
    this.barsInPosition += end - t
    return end
  }

  private passHeld(t: number, to: number): number {
    const { quiet } = this
    quiet.best = this.best
    const end = quiet.passHeld(t, to)
    this.best = quiet.best
    return end
  }

  /** One bar, everything in order. */
  trade(t: number): void {
    const { bars, account } = this
    let enteredNow = false
    if (this.pending) {
      this.pending = false
      const before = account.quantity
      if (this.pendingReason === TIME) this.execute(-before, bars.open[t], t, TIME)
      else this.retarget(bars.open[t], t)
      enteredNow = !isSameSide(before, account.quantity)
    }
    if (account.quantity !== 0 && !this.untouchable) this.exitWithin(t, !enteredNow)
    if (account.quantity > 0) this.best = Math.max(this.best, bars.high[t])
    else if (account.quantity < 0) this.best = Math.min(this.best, bars.low[t])
    this.decide(t)
    if (account.quantity !== 0) this.barsInPosition++
  }

  private decide(t: number): void {
    if (t === this.nextChange) {
      const { changes } = this
      this.target = changes.target[this.seen]
      this.seen++
      this.nextChange = this.seen < changes.length ? changes.index[this.seen] : this.bars.length
      if (this.atOpen) this.defer(SIGNAL)
      else this.retarget(this.bars.close[t], t)
    } else if (this.account.quantity !== 0 && t >= this.timeUp) {
      if (this.atOpen) this.defer(TIME)
      else this.execute(-this.account.quantity, this.bars.close[t], t, TIME)
    }
  }

  private defer(reason: number): void {
    this.pending = true
    this.pendingReason = reason
  }

  /** Trades from what is held to what the target asks for: closes the other side first, then trades the difference. */
  private retarget(price: number, t: number): void {
    const { account, target } = this
    if (account.quantity !== 0 && !isSameSide(account.quantity, target)) this.execute(-account.quantity, price, t, SIGNAL)
    if (target === 0) return
    const worth = equityAt(account, price)
    if (worth <= 0) return
    const wanted = sizedQuantity(
      this.settings.sizing,
      target,
      worth,
      slippedPrice(price, Math.sign(target), this.slippageRate),
      this.feeRate,
    )
    if (wanted !== account.quantity) this.execute(wanted - account.quantity, price, t, SIGNAL)
  }

  /** Stops, then the profit target. `wasOpen`: the position was there before this bar opened, so a gap fills at the open. */
  private exitWithin(t: number, wasOpen: boolean): void {
    const { bars, account, profit } = this
    const side = account.quantity > 0 ? 1 : -1
    let level = this.stop
    let reason: number = STOP
    const trail = this.best * this.trailing
    if (side * trail > side * level) {
      level = trail
      reason = TRAILING
    }
    if (side * this.ruin > side * level) {
      level = this.ruin
      reason = LIQUIDATION
    }
    const stopped = side > 0 ? bars.low[t] <= level : bars.high[t] >= level
    const reached = side > 0 ? bars.high[t] >= profit : bars.low[t] <= profit
    if (stopped && reached) this.ambiguousBars++
    const open = bars.open[t]
    if (wasOpen && side * open <= side * level) {
      this.gapExits++
      this.execute(-account.quantity, open, t, reason)
    } else if (wasOpen && side * open >= side * profit) {
      this.gapExits++
      if (stopped) this.targetBeforeStop++
      this.execute(-account.quantity, open, t, TARGET)
    } else if (stopped) {
      // Slippage may have put the level of a fresh position beyond the open: then it leaves where it came in.
      this.execute(-account.quantity, side > 0 ? Math.min(level, open) : Math.max(level, open), t, reason)
    } else if (reached) {
      this.execute(-account.quantity, profit, t, TARGET)
    }
  }

  private execute(quantity: number, price: number, t: number, reason: number): void {
    const { account } = this
    const limit = reason === TARGET && this.settings.exits.targetFill === 'limit'
    const paid = limit ? price : slippedPrice(price, Math.sign(quantity), this.slippageRate)
    const fee = fillFee(quantity, paid, this.feeRate)
    const wasFlat = account.quantity === 0
    const worth = equityAt(account, price)
    applyFill(account, quantity, paid, fee)
    this.fills.push(t, quantity, paid, fee, reason)
    this.fills.leave(account.cash, account.quantity)
    this.slippage += Math.abs(quantity * (paid - price))
    // At a liquidation nothing is left to compare with.
    if (worth > 0) this.turned += Math.abs(quantity * paid) / worth
    if (account.quantity !== 0) this.setLevels(t, wasFlat)
  }

  private setLevels(t: number, entered: boolean): void {
    const { account, settings } = this
    const { stopLoss, takeProfit, trailingStop, maxBars } = settings.exits
    const side = account.quantity > 0 ? 1 : -1
    this.stop = stopLevel(account.averagePrice, side, stopLoss)
    this.profit = targetLevel(account.averagePrice, side, takeProfit)
    this.trailing = trailingFactor(side, trailingStop)
    this.ruin = ruinLevel(account)
    const { quiet } = this
    quiet.quantity = account.quantity
    quiet.level = side > 0 ? Math.max(this.stop, this.ruin) : Math.min(this.stop, this.ruin)
    quiet.profit = this.profit
    quiet.trailing = this.trailing
    this.untouchable = quiet.isOutOfReach()
    if (!entered) return
    this.best = account.averagePrice
    this.timeUp = lastHeldBar(t, settings.fillAt, maxBars)
  }
}

function isSameSide(a: number, b: number): boolean {
  return (a > 0 && b > 0) || (a < 0 && b < 0)
}
