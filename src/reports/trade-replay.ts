import { type Account, applyFill, equityAt, ruinLevel } from '../engine/account.ts'
import type { BacktestResult } from '../engine/backtest-result.ts'
import { ExitLevels } from '../engine/exit-levels.ts'
import { lastHeldBar } from '../engine/exits.ts'
import { FillCosts } from '../engine/fill-costs.ts'
import { simulationMemory } from '../engine/simulate.ts'
import { TargetRun } from '../engine/target-run.ts'
import { barStep, type ToldBar, untoldBar } from './bar-step.ts'
import { exitAtRuin, expectedExit } from './expected-exit.ts'
import { type ExpectedFill, explainFill } from './explain-fill.ts'
import { refusalText } from './refusal-text.ts'
import { ReplayCheck } from './replay-check.ts'
import { type BookedFill, ReplayLog } from './replay-log.ts'
import { SizedOrders } from './sized-orders.ts'
import { sizingText, wholePosition } from './sizing-text.ts'
import { knownTarget, lastChange } from './target-changes.ts'
import type { ExplainedFill, TradeLevels, TradeStep } from './trade-explanation.ts'
import { watchedLevels } from './watched-levels.ts'

/** A moment of bar `t` at which orders are traded, decided at the close of bar `decided`. */
interface Moment {
  readonly when: 'open' | 'close'
  readonly price: number
  readonly t: number
  readonly decided: number
}

/**
 * Takes the engine through a run once more, moment by moment, and writes down what it does to one trade, and with which numbers. Everything
 * is compared with the result; a difference is a BugError.
 */
export class TradeReplay {
  private readonly result: BacktestResult
  private readonly index: number
  private readonly run: TargetRun
  private readonly log: ReplayLog
  private readonly check: ReplayCheck
  private readonly costs: FillCosts
  private readonly sizes: SizedOrders
  private readonly levels: ExitLevels

  /** The trade has begun. */
  private isEntered = false
  /** Why the position is on its way out, as long as it is not gone. */
  private leaving: ExplainedFill['reason'] | undefined
  private lastReason: ExplainedFill['reason'] | undefined
  /** Average true range at the decision of the position. */
  private atr = Number.NaN
  /** First bar at whose close the holding time is over. */
  private timeUp = Number.POSITIVE_INFINITY
  /** Cash and carry when the trade became possible, and when it was over. */
  private start: { readonly cash: number; readonly carry: number }
  private end: { readonly cash: number; readonly carry: number } | undefined

  /** @param index - Position in `result.trades`, from 0. */
  constructor(result: BacktestResult, index: number) {
    const { bars, settings, targets } = result
    const memory = simulationMemory(bars.length)
    this.result = result
    this.index = index
    this.check = new ReplayCheck(result, index)
    this.log = new ReplayLog(memory, this.check)
    this.run = new TargetRun(bars, targets, settings, memory, { admit: order => this.check.admit(order, memory.refusals.length) })
    this.costs = new FillCosts(settings.costs, settings.instrument)
    this.sizes = new SizedOrders(result, this.costs, memory.atr?.column)
    this.levels = new ExitLevels(settings.exits)
    this.start = { cash: settings.capital, carry: 0 }
  }

  /** What holding the position cost. */
  get carry(): number {
    return (this.end ?? this.run.account).carry - this.start.carry
  }

  /** The bars on which the trade waits to be made, and those of its life. A new target before it begins starts the story anew. */
  *bars(): Generator<TradeStep> {
    const { run, result, index } = this
    const { length } = result.bars
    const { entryIndex } = result.trades[index]
    // The change before the last one may have decided it: an order that waited for volume can be filled at the open of a bar with another change.
    const from = lastChange(result.targets, lastChange(result.targets, entryIndex) - 1)
    for (let t = run.first; t < length && this.end === undefined; t++) {
      if (!(run.pending || this.isEntered)) t = run.passQuietBars(t)
      if (t === length) return
      const step = t < from ? this.pass(t) : t < entryIndex ? this.wait(t) : this.bar(t)
      if (step !== undefined && (this.isEntered || run.pending || step.decision !== undefined)) yield step
    }
  }

  /** What was told must come to the trade as it is listed. */
  expectTrade(): void {
    const { close, length } = this.result.bars
    const profit = this.profitAt(close[length - 1])
    this.check.expectTrade({ isOpen: this.end === undefined, reason: this.lastReason, profit, cash: this.start.cash })
  }

  /** A bar before the entry. The fills on it belong to other trades; of this one there are only the decision and what it waits for. */
  private wait(t: number): TradeStep {
    const { run } = this
    const told = untoldBar()
    const wasPending = run.pending
    this.pass(t)
    this.decide(t, true, told)
    const wasTried = told.decision === undefined ? wasPending : this.result.settings.fillAt === 'close'
    if (run.pending && wasTried) this.tellNoVolume(told)
    return this.stepOf(t, told)
  }

  /** A bar of other trades. */
  private pass(t: number): undefined {
    this.run.trade(t)
    while (this.nextFill(t) !== undefined);
    while (this.log.nextRefusal() !== undefined);
  }

  /** One bar in the order of the engine: at the open, in the range, at the close. */
  private bar(t: number): TradeStep {
    const { run, result, check } = this
    const { account } = run
    const { bars } = result
    const told = untoldBar()
    const { quantity: before, carry } = account
    run.open(t)
    if (this.isHeld() && account.carry !== carry) told.carry = account.carry - carry
    this.trade({ when: 'open', price: bars.open[t], t, decided: t - 1 }, told)
    const waits = run.pending
    if (this.isHeld()) told.levels = this.watch(t)
    const held = { ...account }
    run.live(t)
    const leaves = this.tellExit(t, { held, wasOpen: Math.sign(before) === Math.sign(held.quantity) }, told)
    if (this.isHeld()) this.levels.follow(Math.sign(held.quantity), bars.high[t], bars.low[t])
    this.decide(t, waits || leaves, told)
    this.trade({ when: 'close', price: bars.close[t], t, decided: t }, told)
    run.close(t)
    if (this.isHeld()) check.expect('equity', equityAt(account, bars.close[t]), result.equity[t], t)
    if (this.end === undefined && run.pending && t === bars.length - 1) told.assumptions.push('no-next-bar')
    return this.stepOf(t, told)
  }

  private stepOf(t: number, told: ToldBar): TradeStep {
    const { bars } = this.result
    const { quantity, averagePrice } = this.isHeld() ? this.run.account : { quantity: 0, averagePrice: Number.NaN }
    return barStep(bars, t, told, { quantity, averagePrice, profit: this.isEntered ? this.profitAt(bars.close[t]) : 0 })
  }

  /** Profit of the trade at a price; carry is no part of it. */
  private profitAt(price: number): number {
    return (this.end?.cash ?? equityAt(this.run.account, price)) + this.carry - this.start.cash
  }

  /** No other trade has the account. */
  private isMine(): boolean {
    return this.log.finished === this.index
  }

  private isHeld(): boolean {
    return this.isMine() && this.run.account.quantity !== 0
  }

  /** A moment at which orders are traded: first what has to be closed, then the way to the target. */
  private trade({ when, price, t, decided }: Moment, told: ToldBar): void {
    const { run, result } = this
    const { account } = run
    const wasMine = this.isMine()
    const [wasPending, held] = [run.pending, account.quantity]
    const reason = this.leaving ?? 'signal'
    run.closeDue(price, t, decided)
    const closed = this.nextFill(decided)
    if (closed !== undefined && wasMine)
      this.tellFill(closed, { when, reason, rawPrice: price, ordered: -held, why: wholePosition(held) }, told)
    else if (run.pending && !wasPending) this.tellNoVolume(told)
    run.plan(price, t, decided)
    const refusal = this.log.nextRefusal()
    const { order } = run
    if (refusal === undefined && order === 0) return
    const target = knownTarget(result.targets, decided)
    const sized = this.sizes.at({ target, equity: equityAt(account, price), price, decided, held: account.quantity })
    if (when === 'close' && this.isHeld()) told.decision ??= { kind: 'rebalance', before: target, after: target }
    if (refusal !== undefined) {
      const { reason, quantity } = refusal
      const expectedPrice = this.costs.expectedPrice(price, Math.sign(quantity))
      const why = refusalText({ ...refusal, settings: result.settings, order: sized, expectedPrice })
      if (wasMine && this.isEntered) told.refusals.push({ when, reason, quantity, price, why })
      return
    }
    this.check.expect('order', sized.wanted - sized.held, order, t)
    const isMine = this.isMine()
    run.fillOrder(price, t)
    const fill = this.nextFill(decided)
    if (fill === undefined) this.tellNoVolume(told)
    else if (isMine) this.tellFill(fill, { when, reason: 'signal', rawPrice: price, ordered: order, why: sizingText(sized) }, told)
  }

  /** What the levels made of the range, of an account as it was before; true when the position is on its way out. */
  private tellExit(t: number, { held, wasOpen }: { held: Account; wasOpen: boolean }, told: ToldBar): boolean {
    const { check } = this
    const { bars, settings } = this.result
    const { sameBar = 'stop', targetFill } = settings.exits
    const fill = this.nextFill(t)
    if (told.levels === undefined) {
      this.nextFill(t)
      return false
    }
    const side = Math.sign(held.quantity)
    const bar = { levels: told.levels, open: bars.open[t], side, wasOpen, sameBar }
    const exit = expectedExit(bar)
    // Only a limit of the volume keeps an exit from being filled.
    if (fill !== undefined || settings.costs.participation === undefined)
      check.expect('exit in the bar', exit !== undefined, fill !== undefined, t)
    if (exit === undefined) return false
    const { when, reason, price: rawPrice, assumptions } = exit
    told.assumptions.push(...assumptions)
    if (this.end === undefined) this.leaving = reason
    if (fill === undefined || fill.reason !== reason) this.tellNoVolume(told)
    else {
      const limit = reason === 'target' && targetFill === 'limit'
      this.tellFill(fill, { when, reason, rawPrice, ordered: -held.quantity, why: wholePosition(held.quantity), limit }, told)
      applyFill(held, fill.quantity, fill.price, fill.fee)
    }
    if (held.quantity === 0) return true
    // What the volume keeps from leaving is still there when the price gets to the end of the account.
    const rest = fill?.reason === reason ? this.nextFill(t) : fill
    const ruin = exitAtRuin(exit, { ...bar, level: ruinLevel(held), low: bars.low[t], high: bars.high[t] })
    check.expect('liquidation', ruin !== undefined, rest !== undefined, t)
    if (ruin === undefined || rest === undefined) return true
    told.levels = { ...told.levels, liquidation: { price: ruinLevel(held), reached: true } }
    told.assumptions.push(...ruin.assumptions)
    const { quantity } = held
    this.tellFill(
      rest,
      { when: ruin.when, reason: ruin.reason, rawPrice: ruin.price, ordered: -quantity, why: wholePosition(quantity) },
      told,
    )
    return true
  }

  /** What the close brought. `waits`: an order was waiting for volume before it. */
  private decide(t: number, waits: boolean, told: ToldBar): void {
    const { targets, settings } = this.result
    if (this.end !== undefined) return
    const [before, after] = [knownTarget(targets, t - 1), knownTarget(targets, t)]
    if (after !== before) {
      told.decision = { kind: 'target', before, after }
      this.leaving = undefined
    } else if (!this.isHeld() || this.leaving !== undefined) {
      return
    } else if (t >= this.timeUp) {
      told.decision = { kind: 'time', before, after }
      this.leaving = 'time'
    } else if (settings.fillAt === 'open' && this.run.pending && !waits) told.decision = { kind: 'rebalance', before, after }
  }

  private tellNoVolume(told: ToldBar): void {
    if (this.end === undefined) told.assumptions.push('no-volume')
  }

  private tellFill(fill: BookedFill, expected: ExpectedFill, told: ToldBar): void {
    const { costs, check } = this
    const explained = explainFill(fill, expected, { costs, check, volume: this.result.bars.volume[fill.index] })
    told.fills.push(explained)
    check.add(explained, Math.abs(fill.after) > Math.abs(fill.before))
  }

  private watch(t: number): TradeLevels {
    const { levels, atr, result } = this
    const { bars, settings } = result
    const range = { high: bars.high[t], low: bars.low[t], leaving: this.leaving !== undefined }
    return watchedLevels({ account: this.run.account, exits: settings.exits, levels, atr, ...range })
  }

  /** The fill that the engine has just made, booked; undefined when it made none. */
  private nextFill(decided: number): BookedFill | undefined {
    const { run, sizes, levels, index, log } = this
    const { account } = run
    const wasMine = this.isMine()
    const fill = log.nextFill()
    if (fill === undefined) return undefined
    sizes.book(fill.before, fill.after, fill.price, fill.fee)
    if (!wasMine) {
      if (log.finished === index) this.start = { cash: account.cash, carry: account.carry }
      return fill
    }
    this.lastReason = fill.reason
    if (fill.after === 0) {
      this.end = { cash: account.cash, carry: account.carry }
      this.leaving = undefined
      return fill
    }
    if (fill.before === 0) {
      const { maxBars } = this.result.settings.exits
      this.isEntered = true
      this.atr = sizes.atrAt(decided)
      levels.enter(account, this.atr)
      this.timeUp = lastHeldBar(fill.index, decided < fill.index ? 'open' : 'close', maxBars)
    }
    levels.update(account, 0)
    return fill
  }
}
