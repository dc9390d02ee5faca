import type { Column } from '../base/column.ts'
import type { Bars } from '../market/bars.ts'
import { TargetChanges } from '../strategies/target-changes.ts'
import { type Account, applyCarry, applyFill, type CarryRates, equityAt, isSameSide, openAccount } from './account.ts'
import { askAdmit } from './ask-admit.ts'
import { averageTrueRanges } from './average-true-range.ts'
import { carryRatesOf } from './costs.ts'
import { ExitLevels } from './exit-levels.ts'
import { lastHeldBar, worsePrice } from './exits.ts'
import { FillCosts } from './fill-costs.ts'
import { LIQUIDATION, SIGNAL, TARGET, TIME } from './fills.ts'
import { QuietBars } from './quiet-bars.ts'
import { RefusalList } from './refusal-list.ts'
import type { Admit, RefusalReason } from './refusals.ts'
import type { BacktestSettings } from './settings.ts'
import type { Simulation, SimulationMemory, TargetRunOptions } from './simulation.ts'
import { Sizer } from './sizer.ts'
import { quantityToTrade } from './sizing.ts'
import { SleeveWeight } from './sleeve-weight.ts'
import { Tally } from './tally.ts'
import { VolumeBudget } from './volume-budget.ts'

/** Nothing is due; the other values are reasons of fills. */
const NOTHING = -1

/**
 * Targets on their way through a history: sizing, costs, exits, one position. {@link trade} takes it through one bar. Where several
 * positions share their cash, the parts of a bar are called one by one, so that each part is done for all of them before the next.
 */
export class TargetRun {
  /** A trade is due at the next open. */
  pending = false
  /** Share of what the account has borrowed that this position has to pay for when it is long. */
  borrowedShare = 1
  /** Signed quantity that {@link plan} wants to trade; 0 for none. */
  order = 0
  /** The last thing that became due was to bring a position back to its size, not a new target. */
  rebalancing = false
  readonly account: Account
  /** First bar with a known target. */
  readonly first: number
  readonly bars: Bars

  private readonly changes: TargetChanges
  readonly settings: BacktestSettings
  readonly memory: SimulationMemory
  private readonly admit: Admit | undefined
  readonly quiet: QuietBars
  readonly levels: ExitLevels
  private readonly costs: FillCosts
  private readonly sizer: Sizer
  private readonly volume: VolumeBudget
  readonly atOpen: boolean
  /** Something may have to be done on every bar of a position. */
  private readonly restless: boolean
  readonly carryRates: CarryRates | undefined
  private readonly weight: SleeveWeight
  /** The position was left for another reason than its target, which has not changed since. */
  private wasLeft = false
  private readonly needsVolume: boolean
  private readonly refusals: RefusalList

  /** What the rest of a shared account is worth, and how much of that is cash. */
  private beside = 0
  private cashBeside = 0
  /** The target that was last looked at, how many of the changes were, and the bar of the next one. */
  private target = 0
  private seen = 0
  nextChange: number
  /** Why a trade is due: SIGNAL goes to the target, everything else leaves. */
  private pendingReason: number = SIGNAL
  /** Why a trade is due right now, if one is. */
  private due = NOTHING
  /** The position at the start of the bar. */
  private before = 0
  /** Bar whose close decided what is being traded. */
  private decided = 0
  /** First bar at whose close the holding time is over. */
  timeUp = Number.POSITIVE_INFINITY
  /** No price of the history touches a level of the position. */
  private untouchable = false

  readonly tally = new Tally()

  constructor(
    bars: Bars,
    targets: Column | TargetChanges,
    settings: BacktestSettings,
    memory: SimulationMemory,
    { admit, weight = 1, schedule, capital = settings.capital, range }: TargetRunOptions,
  ) {
    const { costs, instrument, exits, rebalance } = settings
    this.bars = bars
    const changes = targets instanceof TargetChanges ? targets : new TargetChanges().read(targets)
    this.changes = changes
    this.nextChange = changes.length === 0 ? bars.length : changes.index[0]
    this.settings = settings
    this.memory = memory
    this.admit = admit
    this.weight = new SleeveWeight(weight, schedule)
    this.account = openAccount(capital)
    this.first = changes.first
    this.carryRates = carryRatesOf(costs)
    // Carry moves the end of the account on every bar.
    this.quiet = new QuietBars(bars, this.carryRates === undefined ? range : undefined)
    this.quiet.follows = exits.breakEven !== undefined
    this.levels = new ExitLevels(exits)
    this.costs = new FillCosts(costs, instrument)
    this.sizer = new Sizer(bars, settings, this.costs, averageTrueRanges(bars, exits, memory))
    this.volume = new VolumeBudget(costs.participation, instrument.lot)
    this.atOpen = settings.fillAt === 'open'
    this.restless = this.carryRates !== undefined || rebalance !== 'change'
    this.needsVolume = costs.participation !== undefined || costs.impactBps !== undefined
    memory.fills.clear()
    this.refusals = new RefusalList(memory.refusals)
  }

  result(): Simulation {
    return { account: this.account, ...this.tally }
  }

  /** The first bar at or after `t` on which something may happen. Bars that are passed are marked only if holding has a price. */
  passQuietBars(t: number): number {
    const { account, carryRates } = this
    const change = Math.min(this.bars.length, this.nextChange)
    if (account.quantity === 0) {
      if (carryRates !== undefined) this.memory.equity.fill(account.cash, t, change)
      return change
    }
    if (this.restless) return t
    // A holding time that was over before this bar ends it at once.
    const to = Math.max(t, Math.min(change, this.timeUp))
    const end = this.untouchable ? to : this.quiet.passLevels(this.levels, t, to)
    this.tally.barsInPosition += end - t
    return end
  }

  /** Tells what the rest of a shared account is worth right now, and how much of that is cash. */
  shareAccount(beside: number, cash: number): void {
    this.beside = beside
    this.cashBeside = cash
    if (this.account.quantity !== 0) this.levels.update(this.account, beside)
  }

  /** One bar, everything in order. */
  trade(t: number): void {
    this.open(t)
    if (this.due !== NOTHING) this.settle(this.bars.open[t], t, t - 1)
    this.live(t)
    if (this.due !== NOTHING) this.settle(this.bars.close[t], t, t)
    this.close(t)
  }

  /** The bar opens: what holding the position has cost is paid, and what was decided before is due. */
  open(t: number): void {
    const { account } = this
    this.before = account.quantity
    if (this.carryRates !== undefined && account.quantity !== 0) this.payCarry(t, this.carryRates)
    if (!this.pending) return
    this.pending = false
    this.due = this.pendingReason
  }

  /** What the open has not settled happens in the range of the bar; then comes the {@link decide decision}. */
  live(t: number): void {
    const { bars, account, levels } = this
    if (account.quantity !== 0 && !this.untouchable) this.exitWithin(t, isSameSide(this.before, account.quantity))
    if (account.quantity !== 0 && levels.follows) levels.follow(account.quantity > 0 ? 1 : -1, bars.high[t], bars.low[t])
    this.decide(t)
  }

  /** The bar is over. */
  close(t: number): void {
    this.memory.equity[t] = equityAt(this.account, this.bars.close[t])
    if (this.account.quantity !== 0) this.tally.barsInPosition++
  }

  /** Trades what is due. */
  private settle(price: number, t: number, decided: number): void {
    this.closeDue(price, t, decided)
    this.plan(price, t, decided)
    this.fillOrder(price, t)
  }

  /** Something is to be traded right now. */
  isDue(): boolean {
    return this.due !== NOTHING
  }

  /** The first part of what is due: leaves, or closes the other side. */
  closeDue(price: number, t: number, decided: number): void {
    if (this.due === NOTHING) return
    const { account } = this
    const target = this.target * this.weight.value
    const opposed = account.quantity !== 0 && !isSameSide(account.quantity, target)
    this.decided = decided
    if (this.due !== SIGNAL || opposed) this.leave(price, t, this.due)
    if (this.due !== SIGNAL || target === 0 || this.pending) this.due = NOTHING
  }

  /** The second part: finds the {@link order} that leads to the target. */
  plan(price: number, t: number, decided: number): void {
    this.order = 0
    if (this.due === NOTHING) return
    this.due = NOTHING
    const { account, target } = this
    const worth = this.worth(price)
    if (worth <= 0) return
    const wanted = this.sizer.wanted(target * this.weight.value, worth, price, decided, account.quantity === 0)
    if (Number.isNaN(wanted)) {
      if (this.sizer.refusal !== undefined) this.refuse(this.sizer.refusal, 0, price, t)
      return
    }
    const quantity = quantityToTrade(wanted, account.quantity)
    if (quantity === 0 && wanted !== 0) return
    if (this.isAccepted(wanted, price, t, worth)) this.order = quantity
  }

  /** The last part: trades the order; what the volume does not allow is tried again at the next open. */
  fillOrder(price: number, t: number): void {
    const { order } = this
    if (order === 0) return
    this.order = 0
    if (!this.execute(order, price, t, SIGNAL, false)) this.defer(SIGNAL)
  }

  /** Makes the order smaller because of a limit of the account. Rebalancing is not worth the costs of less than its band. */
  limitOrder(quantity: number, reason: RefusalReason, price: number, t: number): void {
    const { rebalance } = this.settings
    this.refuse(reason, this.order - quantity, price, t)
    const least = this.rebalancing && typeof rebalance === 'object' && 'band' in rebalance ? rebalance.band * this.worth(price) : 0
    this.order = Math.abs(quantity) * price > least ? quantity : 0
  }

  private worth(price: number): number {
    return this.beside + equityAt(this.account, price)
  }

  private payCarry(t: number, rates: CarryRates): void {
    const { bars, account } = this
    const borrowed = Math.max(0, -(account.cash + this.cashBeside)) * this.borrowedShare
    applyCarry(account, bars.open[t], bars.time[t] - bars.time[t - 1], { ...rates, borrowed })
    this.levels.update(account, this.beside)
  }

  /** The first bar at or after `t` at whose close another weight asks for a trade, as things are. */
  nextResize(t: number): number {
    const may = this.weight.resizes && (this.account.quantity !== 0 || this.mayReturn())
    return may ? Math.max(t, this.weight.next) : Number.POSITIVE_INFINITY
  }

  /** Only the weight can be why there is no position. */
  private mayReturn(): boolean {
    return this.target !== 0 && !this.wasLeft
  }

  /** The close brings a decision. */
  decide(t: number): void {
    const resized = t >= this.weight.next && this.weight.advance(t)
    if (t === this.nextChange) {
      const { changes } = this
      this.target = changes.target[this.seen++]
      this.nextChange = this.seen < changes.length ? changes.index[this.seen] : this.bars.length
      this.rebalancing = false
      this.wasLeft = false
      this.refusals.forget()
      this.makeDue(SIGNAL)
      return
    }
    const flat = this.account.quantity === 0
    if (!flat && t >= this.timeUp && !this.isLeaving()) {
      this.makeDue(TIME)
    } else if (!this.pending && (flat ? resized && this.mayReturn() : resized || this.isRebalanceDue(t))) {
      this.rebalancing = true
      this.makeDue(SIGNAL)
    }
  }

  /** At this close, or at the next open. */
  private makeDue(reason: number): void {
    if (this.atOpen) {
      this.defer(reason)
    } else {
      this.pending = false
      this.due = reason
    }
  }

  private isLeaving(): boolean {
    return this.pending && this.pendingReason !== SIGNAL
  }

  private isRebalanceDue(t: number): boolean {
    const { rebalance } = this.settings
    if (rebalance === 'change') return false
    if ('every' in rebalance) return (t - this.first) % rebalance.every === 0
    const { account } = this
    const price = this.bars.close[t]
    const worth = this.worth(price)
    if (worth <= 0) return false
    const wanted = this.sizer.wanted(this.target * this.weight.value, worth, price, t, false)
    return Math.abs(wanted - account.quantity) * price > rebalance.band * worth
  }

  private defer(reason: number): void {
    this.pending = true
    this.pendingReason = reason
  }

  /** Sells (or buys back) the whole position; what the volume does not allow follows at the next opens. */
  private leave(price: number, t: number, reason: number, limit = false): void {
    this.pending = false
    if (!this.execute(-this.account.quantity, price, t, reason, limit)) this.defer(reason)
  }

  private isAccepted(wanted: number, price: number, t: number, worth: number): boolean {
    const { account, bars } = this
    const { minNotional = 0 } = this.settings.instrument
    const quantity = wanted - account.quantity
    if (wanted === 0) return this.refuse('size', 0, price, t)
    if (minNotional > 0 && Math.abs(quantity) * this.costs.expectedPrice(price, Math.sign(quantity)) < minNotional)
      return this.refuse('min-notional', quantity, price, t)
    if (this.admit === undefined || Math.abs(wanted) <= Math.abs(account.quantity)) return true
    const order = { index: t, quantity, price, position: account.quantity, equity: worth, target: this.target }
    const detail = askAdmit(this.admit, bars, order)
    return detail === undefined || this.refuse('admit', quantity, price, t, detail)
  }

  private refuse(reason: RefusalReason, quantity: number, price: number, t: number, detail?: string): false {
    const refusal = { index: t, reason, quantity, price, target: this.target, ...(detail === undefined ? {} : { detail }) }
    this.refusals.add(refusal, { again: this.rebalancing })
    return false
  }

  /** Stops, then the profit target. `wasOpen`: the position was there before this bar opened, so a gap fills at the open. */
  private exitWithin(t: number, wasOpen: boolean): void {
    const { bars, account, levels, settings } = this
    const side = account.quantity > 0 ? 1 : -1
    const leaving = this.isLeaving()
    if (leaving) levels.findRuin()
    else levels.findNearest(side)
    const level = levels.nearest
    const stopped = side > 0 ? bars.low[t] <= level : bars.high[t] >= level
    const { profit } = levels
    const reached = !leaving && (side > 0 ? bars.high[t] >= profit : bars.low[t] <= profit)
    if (!(stopped || reached)) return
    if (stopped && reached) this.tally.ambiguousBars++
    const open = bars.open[t]
    const gap = wasOpen && side * open <= side * level
    const targetGap = wasOpen && !gap && reached && side * open >= side * profit
    if (gap || targetGap) this.tally.gapExits++
    if (targetGap && stopped) this.tally.targetBeforeStop++
    const isStop = gap || (stopped && !targetGap && !(reached && settings.exits.sameBar === 'target'))
    // Slippage may have put the level of a fresh position beyond the open: then it leaves where it came in.
    const price = isStop ? worsePrice(level, open, side) : targetGap ? open : profit
    this.leave(price, t, isStop ? levels.reason : TARGET, !isStop && settings.exits.targetFill === 'limit')
    if (account.quantity === 0) return
    // What the volume keeps from leaving is still there when the price gets to the end of the account.
    levels.findRuin()
    if (side > 0 ? bars.low[t] > levels.nearest : bars.high[t] < levels.nearest) return
    if ((gap || targetGap) && side * open <= side * levels.nearest) this.tally.gapExits++
    // Between the target and the close nobody knows whether it was there before or after.
    const sure = isStop || targetGap || side * worsePrice(price, bars.close[t], side) <= side * levels.nearest
    if (!(sure || stopped)) this.tally.ambiguousBars++
    this.leave(worsePrice(levels.nearest, price, side), t, LIQUIDATION)
  }

  /** Books a fill, as far as the volume of the bar allows; true when that is all of it. */
  private execute(wanted: number, price: number, t: number, reason: number, limit: boolean): boolean {
    const { account, bars, costs, sizer, levels } = this
    const volume = this.needsVolume ? bars.volume[t] : Number.NaN
    const quantity = this.needsVolume && reason !== LIQUIDATION ? this.volume.take(t, volume, wanted) : wanted
    if (quantity === 0) return false
    const paid = limit ? costs.limitPrice(price, quantity) : costs.marketPrice(price, quantity, volume)
    const fee = costs.fee(quantity, paid, limit)
    const before = account.quantity
    const worth = this.worth(price)
    applyFill(account, quantity, paid, fee)
    this.refusals.forget()
    this.memory.fills.push(t, quantity, paid, fee, reason)
    this.memory.fills.leave(account.cash, account.quantity)
    sizer.book(before, account.quantity, paid, fee)
    this.tally.slippage += Math.abs(quantity * (paid - price))
    // At a liquidation nothing is left to compare with.
    if (reason !== LIQUIDATION && worth > 0) this.tally.turned += Math.abs(quantity * paid) / worth
    if (account.quantity === 0) {
      this.wasLeft = reason !== SIGNAL
      return true
    }
    if (before === 0) {
      const { maxBars } = this.settings.exits
      levels.enter(account, sizer.atrAt(this.decided))
      if (maxBars !== undefined) this.timeUp = lastHeldBar(t, this.decided < t ? 'open' : 'close', maxBars)
    }
    levels.update(account, this.beside)
    this.quiet.aim(account.quantity, levels)
    this.untouchable = this.quiet.isOutOfReach()
    return quantity === wanted
  }
}
