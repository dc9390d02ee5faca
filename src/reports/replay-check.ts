import { BugError } from '../base/errors.ts'
import type { Verdict } from '../base/verdict.ts'
import type { BacktestResult } from '../engine/backtest-result.ts'
import type { Fill } from '../engine/fills.ts'
import type { OrderRequest, RefusedOrder } from '../engine/refusals.ts'
import type { ExplainedFill } from './trade-explanation.ts'

type Plain = string | number | boolean | undefined

/** Compares what a replay finds with what the result says; a difference is a BugError `explain/mismatch`. */
export class ReplayCheck {
  private readonly result: BacktestResult
  private readonly index: number
  private readonly sums = { entered: 0, paid: 0, left: 0, received: 0, fees: 0 }

  /** @param index - Position in `result.trades`, from 0. */
  constructor(result: BacktestResult, index: number) {
    this.result = result
    this.index = index
  }

  /** Two values that must be the same to the bit. */
  expect(what: string, explained: Plain, listed: Plain, t: number): void {
    if (!Object.is(explained, listed) && explained !== listed) throw this.bug(what, explained, listed, ` at bar ${t}`)
  }

  /** A fill of the replay is the listed one. */
  expectFill(fill: Fill, at: number): void {
    const listed = this.result.fills[at]
    this.expect('fill', fill.reason, listed?.reason, fill.index)
    for (const part of ['index', 'quantity', 'price', 'fee'] as const) this.expect(`fill ${part}`, fill[part], listed[part], fill.index)
  }

  /** A refusal of the replay is the listed one. */
  expectRefusal(refusal: RefusedOrder, at: number): void {
    const listed = this.result.refusals[at]
    this.expect('refusal', refusal.reason, listed?.reason, refusal.index)
    for (const part of ['index', 'quantity', 'price'] as const) this.expect(`refusal ${part}`, refusal[part], listed[part], refusal.index)
  }

  /** Repeats what `admit` said at the time: no, when the next refusal of the list is about this order. */
  admit(order: OrderRequest, at: number): Verdict {
    const listed = this.result.refusals[at]
    const quantity = order.side === 'buy' ? order.quantity : -order.quantity
    const refused =
      listed?.reason === 'admit' && listed.index === order.index && listed.price === order.price && listed.quantity === quantity
    return { ok: !refused, refusals: refused ? [{ code: 'explain/admit', message: listed.detail ?? '' }] : [] }
  }

  /** Adds a fill of the trade up. */
  add({ quantity, price, fee }: ExplainedFill, isEntry: boolean): void {
    const { sums } = this
    const size = Math.abs(quantity)
    sums[isEntry ? 'entered' : 'left'] += size
    sums[isEntry ? 'paid' : 'received'] += size * price
    sums.fees += fee
  }

  /** What was explained must come to the trade as it is listed. */
  expectTrade({ isOpen, reason, profit, cash }: { isOpen: boolean; reason: string | undefined; profit: number; cash: number }): void {
    const { entered, paid, left, received, fees } = this.sums
    const { bars, trades } = this.result
    const trade = trades[this.index]
    this.expect('exit reason', isOpen ? 'open' : reason, trade.exitReason, trade.exitIndex)
    this.expectNear('quantity', entered, trade.quantity, entered)
    this.expectNear('entry price', paid / entered, trade.entryPrice, trade.entryPrice)
    this.expectNear('exit price', isOpen ? bars.close[bars.length - 1] : received / left, trade.exitPrice, trade.exitPrice)
    this.expectNear('fees', fees, trade.fees, paid)
    // The cash is rounded where it is large, so what was traded and what lay there both set the scale.
    this.expectNear('profit', profit, trade.pnl, paid + received + Math.abs(cash))
  }

  private expectNear(what: string, explained: number, listed: number, scale: number): void {
    if (!(Math.abs(explained - listed) <= 1e-9 * Math.abs(scale))) throw this.bug(what, explained, listed, '')
  }

  private bug(what: string, explained: Plain, listed: Plain, where: string): BugError {
    return new BugError(
      'explain/mismatch',
      `trade ${this.index + 1}: ${what}${where} is explained as ${explained ?? 'none'}, but it is ${listed ?? 'none'}`,
      { what },
    )
  }
}
