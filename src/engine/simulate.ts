import type { Column } from '../base/column.ts'
import { StrategyError } from '../base/errors.ts'
import { type Account, applyFill, equityAt, openAccount, ruinLevel } from './account.ts'
import { fillFee, slippedPrice } from './costs.ts'
import { lastHeldBar, stopLevel, targetLevel, trailingFactor } from './exits.ts'
import { FillLog, LIQUIDATION, SIGNAL, STOP, TARGET, TIME, TRAILING } from './fills.ts'
import { type Prices, QuietBars } from './quiet-bars.ts'
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

/**
 * Trades a column of targets on a history: sizing, costs, exits, one account. The one loop behind every backtest.
 *
 * Order in a bar. At the open: the pending change of target, or else a stop or target that the open has jumped over. In the
 * range of the bar: exits, on the entry bar too, the stop before the target. At the close: mark to market, then look at the
 * target. With `fillAt: 'close'` a change of target is traded at that same close.
 *
 * Bars on which nothing can happen are passed over by tight loops that only mark the equity; every other bar goes through
 * plain code, one thing after the other. `quiet: false` sends all bars through the plain code; the result is the same to the
 * bit.
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
  const run = new Run(bars, targets, settings, memory)
  const { equity } = memory
  const length = bars.length
  let t = 0
  while (t < length && targets[t] !== targets[t]) t++
  equity.fill(settings.capital, 0, t)
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
  private readonly targets: Column
  private readonly settings: BacktestSettings
  private readonly memory: SimulationMemory
  private readonly account: Account
  private readonly quiet: QuietBars
  private readonly feeRate: number
  private readonly slippageRate: number
  private readonly atOpen: boolean

  /** The target that was last looked at. */
  private target = 0
  private pendingReason: number = SIGNAL

  /** Levels of the position; they never trigger while flat. */
  private stop = 0
  private profit = Number.POSITIVE_INFINITY
  private trailing = 0
  private ruin = 0
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

  constructor(bars: Prices, targets: Column, settings: BacktestSettings, memory: SimulationMemory) {
    this.bars = bars
    this.targets = targets
    this.settings = settings
    this.memory = memory
    this.account = openAccount(settings.capital)
    this.quiet = new QuietBars(bars, targets, memory.equity)
    this.feeRate = settings.costs.feeBps / 10_000
    this.slippageRate = settings.costs.slippageBps / 10_000
    this.atOpen = settings.fillAt === 'open'
    memory.fills.clear()
  }

  result(): Simulation {
    const { account, barsInPosition, slippage, turned, ambiguousBars, gapExits, targetBeforeStop } = this
    return { account, barsInPosition, slippage, turned, ambiguousBars, gapExits, targetBeforeStop }
  }

  /** Marks the equity from bar `t` on, up to the first bar on which something happens; returns that bar. */
  passQuietBars(t: number): number {
    const { quiet, account } = this
    quiet.target = this.target
    quiet.cash = account.cash
    if (account.quantity === 0) return quiet.passFlat(t)
    quiet.quantity = account.quantity
    quiet.level = account.quantity > 0 ? Math.max(this.stop, this.ruin) : Math.min(this.stop, this.ruin)
    quiet.profit = this.profit
    quiet.trailing = this.trailing
    quiet.best = this.best
    const end = quiet.passHeld(t, Math.min(this.bars.length, this.timeUp))
    this.best = quiet.best
    this.barsInPosition += end - t
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
    if (account.quantity !== 0) this.exitWithin(t, !enteredNow)
    if (account.quantity > 0) this.best = Math.max(this.best, bars.high[t])
    else if (account.quantity < 0) this.best = Math.min(this.best, bars.low[t])
    this.decide(t)
    this.memory.equity[t] = equityAt(account, bars.close[t])
    if (account.quantity !== 0) this.barsInPosition++
  }

  private decide(t: number): void {
    const target = this.targets[t]
    if (target !== this.target) {
      if (Number.isNaN(target))
        throw new StrategyError('strategy/target', `target is NaN at bar ${t}, after it was already known; only warm-up may be NaN`, {
          bar: t,
        })
      this.target = target
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
    this.memory.fills.push(t, quantity, paid, fee, reason)
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
    if (!entered) return
    this.best = account.averagePrice
    this.timeUp = lastHeldBar(t, settings.fillAt, maxBars)
  }
}

function isSameSide(a: number, b: number): boolean {
  return (a > 0 && b > 0) || (a < 0 && b < 0)
}
