import { BugError, ConfigError } from '../base/errors.ts'
import { type Account, applyFill, equityAt, openAccount, ruinLevel } from '../engine/account.ts'
import type { BacktestResult } from '../engine/backtest.ts'
import { fillFee, slippedPrice } from '../engine/costs.ts'
import { lastHeldBar, stopLevel, targetLevel, trailingFactor } from '../engine/exits.ts'
import type { Fill } from '../engine/fills.ts'
import { sizedQuantity } from '../engine/sizing.ts'
import type { Trade } from '../engine/trades.ts'
import { countOf } from './format.ts'
import { sizingText, unitsOf } from './sizing-text.ts'
import { tradeEnding } from './trade-ending.ts'
import type { ExplainedFill, StepAssumption, TradeDecision, TradeExplanation, TradeLevels, TradeStep } from './trade-explanation.ts'

/** Bars that are told at the start and at the end of every trade, whether or not something happened on them. */
const EDGE = 3

type Writable<T> = { -readonly [K in keyof T]: T[K] }

/**
 * Tells one trade of a backtest bar by bar: what was decided, what was filled and why that much, which levels stood, whether they
 * were reached, and why the position ended.
 *
 * Everything is computed again with the engine's own formulas and compared with the result, so an explanation never tells another
 * story than the numbers. Of a long trade the first and the last three bars are told, and every bar in between with a decision, a fill,
 * a level that was reached, or another stop in force; a best price that merely moves the trailing stop on does not count.
 *
 * @param index - Position in `result.trades`, from 0.
 * @throws {@link ConfigError} `trade/index` when there is no such trade, `BugError` `explain/…` when the explanation does not come to
 * the trade's own numbers.
 *
 * @example
 * ```ts
 * import { backtest, explainTrade, MaCrossover, syntheticBars } from 'peak-trade'
 *
 * const result = backtest(MaCrossover, syntheticBars({ seed: 1, length: 1000 }), { exits: { stopLoss: 0.02 } })
 * const { steps, ending } = explainTrade(result, 0)
 * steps[0].decision?.after // 1
 * ending // says why it closed
 * ```
 */
export function explainTrade(result: BacktestResult, index: number): TradeExplanation {
  const { trades, settings, symbol, timeframe } = result
  const trade = trades[index]
  if (trade === undefined) {
    const range = trades.length === 0 ? '' : `; take 0 to ${trades.length - 1}`
    throw new ConfigError('trade/index', `trade index ${index} does not exist: there ${thereAre(trades.length)}${range}`, {
      index,
      trades: trades.length,
    })
  }
  const replay = new Replay(result, index)
  const steps: TradeStep[] = []
  const entry = trade.entryIndex
  const first = settings.fillAt === 'open' ? entry - 1 : entry
  let leftOut = 0
  let nearest: TradeLevels['nearest']
  for (let t = first; t <= trade.exitIndex; t++) {
    const step = replay.bar(t)
    const news = step.fills.length > 0 || step.decision !== undefined || step.assumptions.length > 0 || step.levels?.nearest !== nearest
    nearest = step.levels?.nearest
    if (news || t < entry + EDGE || t > trade.exitIndex - EDGE) {
      steps.push({ ...step, leftOut })
      leftOut = 0
    } else leftOut++
  }
  replay.check(trade)
  return { number: index + 1, symbol, timeframe, trade, steps, ending: tradeEnding(trade, steps, result) }
}

function thereAre(trades: number): string {
  return trades === 0 ? 'are no trades' : `${trades === 1 ? 'is' : 'are'} ${countOf(trades, 'trade')}`
}

/** Walks over the bars of one trade with an account that has gone through every fill before it. */
class Replay {
  private readonly result: BacktestResult
  private readonly account: Account
  private readonly feeRate: number
  private readonly slippageRate: number
  private readonly atOpen: boolean
  private readonly number: number
  /** The next fill. */
  private at = 0
  private readonly startCash: number
  private entryIndex = -1
  private best = Number.NaN
  private readonly sums = { entered: 0, paid: 0, left: 0, received: 0, fees: 0 }

  constructor(result: BacktestResult, index: number) {
    const { fills, settings } = result
    this.result = result
    this.number = index + 1
    this.feeRate = settings.costs.feeBps / 10_000
    this.slippageRate = settings.costs.slippageBps / 10_000
    this.atOpen = settings.fillAt === 'open'
    this.account = openAccount(settings.capital)
    for (let before = 0; before < index && this.at < fills.length; this.at++) {
      const { quantity, price, fee } = fills[this.at]
      applyFill(this.account, quantity, price, fee)
      if (this.account.quantity === 0) before++
    }
    this.startCash = this.account.cash
  }

  /** One bar in the order of the engine: at the open, in the range, at the close. */
  bar(t: number): TradeStep {
    const { account, result } = this
    const { bars } = result
    const fills: ExplainedFill[] = []
    const assumptions: StepAssumption[] = []
    const wasOpen = account.quantity !== 0
    if (this.atOpen) this.takeOrders(t, bars.open[t], fills)
    const levels = account.quantity === 0 ? undefined : this.levels(t)
    if (levels !== undefined) this.takeExit(t, levels, wasOpen, fills, assumptions)
    if (account.quantity > 0) this.best = Math.max(this.best, bars.high[t])
    else if (account.quantity < 0) this.best = Math.min(this.best, bars.low[t])
    const heldAtClose = account.quantity !== 0
    if (!this.atOpen) this.takeOrders(t, bars.close[t], fills)
    const decision = this.decision(t, heldAtClose, fills)
    if (decision !== undefined && this.atOpen && t === bars.length - 1) assumptions.push('no-next-bar')
    if (account.quantity !== 0) this.expect('equity', equityAt(account, bars.close[t]), result.equity[t], t)
    return {
      leftOut: 0,
      index: t,
      time: bars.time[t],
      open: bars.open[t],
      high: bars.high[t],
      low: bars.low[t],
      close: bars.close[t],
      fills,
      ...(levels === undefined ? {} : { levels }),
      ...(decision === undefined ? {} : { decision }),
      quantity: account.quantity,
      ...(account.quantity === 0 ? {} : { averagePrice: account.averagePrice }),
      value: account.quantity === 0 ? 0 : account.quantity * bars.close[t],
      profit: equityAt(account, bars.close[t]) - this.startCash,
      assumptions,
    }
  }

  /** What was explained must come to the trade as it is listed. */
  check(trade: Trade): void {
    const { account, result } = this
    const { entered, paid, left, received, fees } = this.sums
    const last = result.bars.close[result.bars.length - 1]
    const open = account.quantity !== 0
    this.expect('exit reason', open ? 'open' : result.fills[this.at - 1]?.reason, trade.exitReason, trade.exitIndex)
    this.expectNear('quantity', entered, trade.quantity, entered)
    this.expectNear('entry price', paid / entered, trade.entryPrice, trade.entryPrice)
    this.expectNear('exit price', open ? last : received / left, trade.exitPrice, trade.exitPrice)
    this.expectNear('fees', fees, trade.fees, paid)
    // The cash is rounded where it is large, so what was traded and what lay there both set the scale.
    this.expectNear('profit', equityAt(account, last) - this.startCash, trade.pnl, paid + received + Math.abs(this.startCash))
  }

  /** Fills that were decided at a close: signals, and the end of the holding time. */
  private takeOrders(t: number, price: number, explained: ExplainedFill[]): void {
    const { account, result } = this
    const target = result.targets[this.atOpen ? t - 1 : t]
    for (let fill = this.next(t); fill?.reason === 'signal' || fill?.reason === 'time'; fill = this.next(t)) {
      const when = this.atOpen ? 'open' : 'close'
      const held = account.quantity
      if (fill.reason === 'time' || held * target < 0 || target === 0) {
        explained.push(this.book(fill, { when, price, quantity: -held, why: wholePosition(held) }))
      } else {
        const { sizing } = result.settings
        const equity = equityAt(account, price)
        const fillPrice = slippedPrice(price, Math.sign(target), this.slippageRate)
        const wanted = sizedQuantity(sizing, target, equity, fillPrice, this.feeRate)
        const why = sizingText({ sizing, target, equity, price, slippageRate: this.slippageRate, feeRate: this.feeRate, wanted, held })
        explained.push(this.book(fill, { when, price, quantity: wanted - held, why }))
      }
    }
  }

  private takeExit(t: number, levels: TradeLevels, wasOpen: boolean, explained: ExplainedFill[], assumptions: StepAssumption[]): void {
    const { account, result } = this
    const side = Math.sign(account.quantity)
    const stop = levels.nearest === undefined ? undefined : levels[levels.nearest]
    const stopped = stop?.reached === true
    const reached = levels.target?.reached === true
    if (stopped && reached) assumptions.push('stop-and-target')
    const fill = this.next(t)
    const expected = stopped || reached
    const rule = fill !== undefined && fill.reason !== 'signal' && fill.reason !== 'time'
    this.expect('exit in the bar', rule, expected, t)
    if (!rule) return
    const open = result.bars.open[t]
    const level = fill.reason === 'target' ? levels.target : stop
    const beyond = fill.reason === 'target' ? side : -side
    if (fill.reason !== 'target') this.expect('exit reason', levels.nearest, fill.reason, t)
    if (level === undefined) throw this.bug('exit level', 'none', fill.reason, t)
    const gap = wasOpen && beyond * open >= beyond * level.price
    if (fill.reason === 'target' && stopped) this.expect('target before the stop', gap, true, t)
    if (gap) assumptions.push('gap')
    if (gap && fill.reason === 'target' && stopped) assumptions.push('target-before-stop')
    const held = account.quantity
    // A fresh position whose stop slippage has put beyond the open leaves at the open.
    const inside = fill.reason === 'target' ? level.price : held > 0 ? Math.min(level.price, open) : Math.max(level.price, open)
    const price = gap ? open : inside
    explained.push(this.book(fill, { when: gap ? 'open' : 'inside', price, quantity: -held, why: wholePosition(held) }))
  }

  private book(fill: Fill, given: { when: ExplainedFill['when']; price: number; quantity: number; why: string }): ExplainedFill {
    const { account, sums } = this
    const { when, price: rawPrice, quantity, why } = given
    const limit = fill.reason === 'target' && this.result.settings.exits.targetFill === 'limit'
    const price = limit ? rawPrice : slippedPrice(rawPrice, Math.sign(quantity), this.slippageRate)
    const fee = fillFee(quantity, price, this.feeRate)
    this.expect('fill quantity', quantity, fill.quantity, fill.index)
    this.expect('fill price', price, fill.price, fill.index)
    this.expect('fill fee', fee, fill.fee, fill.index)
    const entering = account.quantity * quantity >= 0
    const wasFlat = account.quantity === 0
    applyFill(account, quantity, price, fee)
    if (wasFlat) {
      this.best = account.averagePrice
      this.entryIndex = fill.index
    }
    const size = Math.abs(quantity)
    sums[entering ? 'entered' : 'left'] += size
    sums[entering ? 'paid' : 'received'] += size * price
    sums.fees += fee
    this.at++
    return { when, reason: fill.reason, quantity, rawPrice, price, slippage: size * Math.abs(price - rawPrice), fee, why }
  }

  private levels(t: number): TradeLevels {
    const { account, result } = this
    const { stopLoss, takeProfit, trailingStop } = result.settings.exits
    const { high, low } = result.bars
    const side = Math.sign(account.quantity)
    const worst = side > 0 ? low[t] : high[t]
    const level = (price: number) => ({ price, reached: side * worst <= side * price })
    const levels: Writable<TradeLevels> = {}
    if (stopLoss !== undefined) levels.stop = level(stopLevel(account.averagePrice, side, stopLoss))
    if (trailingStop !== undefined) levels.trailing = { ...level(this.best * trailingFactor(side, trailingStop)), best: this.best }
    // Cash and position together are worth nothing at this price.
    const ruin = ruinLevel(account)
    if (side < 0 || ruin > 0) levels.liquidation = level(ruin)
    for (const kind of ['stop', 'trailing', 'liquidation'] as const) {
      const other = levels[kind]
      const nearest = levels.nearest === undefined ? undefined : levels[levels.nearest]
      if (other !== undefined && (nearest === undefined || side * other.price > side * nearest.price)) levels.nearest = kind
    }
    if (takeProfit !== undefined) {
      const price = targetLevel(account.averagePrice, side, takeProfit)
      levels.target = { price, reached: side * (side > 0 ? high[t] : low[t]) >= side * price }
    }
    return levels
  }

  /** What the close brought for this trade; after an exit a new target is another trade's business. */
  private decision(t: number, heldAtClose: boolean, fills: readonly ExplainedFill[]): TradeDecision | undefined {
    const { targets, settings, fills: all } = this.result
    const waiting = this.entryIndex < 0
    const tradedNow = fills.some(fill => fill.when === 'close')
    if (!(waiting || heldAtClose || tradedNow)) return undefined
    const before = t === 0 || Number.isNaN(targets[t - 1]) ? 0 : targets[t - 1]
    const after = targets[t]
    if (after !== before) return { kind: 'target', before, after }
    if (waiting || t < lastHeldBar(this.entryIndex, settings.fillAt, settings.exits.maxBars)) return undefined
    const due = this.atOpen ? all[this.at] : all[this.at - 1]
    if (!this.atOpen || t < this.result.bars.length - 1) this.expect('end of the holding time', due?.reason, 'time', t)
    return { kind: 'time', before, after }
  }

  /** The next fill of this trade, when it belongs to bar `t`. */
  private next(t: number): Fill | undefined {
    if (this.entryIndex >= 0 && this.account.quantity === 0) return undefined
    const fill = this.result.fills[this.at]
    return fill?.index === t ? fill : undefined
  }

  private expect<T extends string | number | boolean>(what: string, explained: T | undefined, listed: T, t: number): void {
    if (explained !== listed) throw this.bug(what, explained, listed, t)
  }

  private expectNear(what: string, explained: number, listed: number, scale: number): void {
    if (!(Math.abs(explained - listed) <= 1e-9 * Math.abs(scale))) throw this.bug(what, explained, listed)
  }

  private bug(what: string, explained: string | number | boolean | undefined, listed: string | number | boolean, t?: number): BugError {
    const where = t === undefined ? '' : ` at bar ${t}`
    return new BugError('explain/mismatch', `trade ${this.number}: ${what}${where} is explained as ${explained}, but it is ${listed}`, {
      what,
    })
  }
}

function wholePosition(held: number): string {
  return `the whole position, ${unitsOf(Math.abs(held))}`
}
