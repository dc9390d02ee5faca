import type { Timeframe } from '../base/timeframe.ts'
import type { FillReason } from '../engine/fills.ts'
import type { RefusalReason } from '../engine/refusals.ts'
import type { Trade } from '../engine/trades.ts'

/**
 * How one trade came about and why it ended, bar by bar, as plain data. `explainTrade` makes it, `describeTrade` prints it.
 */
export interface TradeExplanation {
  /** As in the table of trades: the first one is 1. */
  readonly number: number
  readonly symbol: string
  readonly timeframe: Timeframe
  readonly trade: Trade
  /**
   * From the bar of the decision (or the one on which the entry order was placed) to the bar of the exit, the bars without news left out.
   */
  readonly steps: readonly TradeStep[]
  /** What holding the position cost (negative: brought in), in quote currency. It changes the cash and is no part of the trade's profit. */
  readonly carry: number
  /** Why it closed, or that it is still open, in one sentence. */
  readonly ending: string
}

/**
 * What one bar meant to the trade, in the order in which it happened.
 */
export interface TradeStep {
  /** Bars right before this one that are not told, because nothing happened on them. */
  readonly leftOut: number
  readonly index: number
  /** When the bar opened, milliseconds since the Unix epoch, UTC. */
  readonly time: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  /** What holding the position since the bar before cost, paid at the open; negative when it was received, missing when nothing was due. */
  readonly carry?: number
  readonly fills: readonly ExplainedFill[]
  /** Orders for this position that were not sent; it stayed as it was. */
  readonly refusals: readonly ExplainedRefusal[]
  /** What became of the orders that concern the trade; missing for a strategy that decides targets. */
  readonly orders?: readonly ExplainedOrder[]
  /** The levels that were watched in the bar; missing when there was no position to watch, and for a strategy that places orders. */
  readonly levels?: TradeLevels
  /** What was decided at the close; missing when nothing changed, or when it no longer concerned this trade. */
  readonly decision?: TradeDecision
  /** Position after the bar, signed. */
  readonly quantity: number
  /** Average fill price of that position; missing while flat. */
  readonly averagePrice?: number
  /** What the position was worth at the close, in quote currency; negative for a short, which is owed. */
  readonly value: number
  /** Profit of the trade so far, fees included, at the close. */
  readonly profit: number
  readonly assumptions: readonly StepAssumption[]
}

/**
 * What could not be known from the bar alone: a `gap` (the open was already beyond the level, so the open was paid),
 * `stop-and-target` (both inside one bar; the stop is taken, unless the open decided), `target-first` (the same, and the settings let the
 * target count), `target-before-stop` (opened beyond the target and touched a stop later), `no-volume` (the volume of the bar allowed nothing,
 * so it is tried again) or `no-next-bar` (due at the next open, and there is none).
 */
export type StepAssumption = 'gap' | 'stop-and-target' | 'target-first' | 'target-before-stop' | 'no-volume' | 'no-next-bar'

/**
 * What happened at a close: the strategy changed its `target`, the holding `time` was over, or it was time to `rebalance`, to bring the
 * position back to its size.
 */
export interface TradeDecision {
  readonly kind: 'target' | 'time' | 'rebalance'
  readonly before: number
  readonly after: number
}

/**
 * One execution with everything that made its numbers.
 */
export interface ExplainedFill {
  /** At the open, somewhere in the range of the bar, or at the close. */
  readonly when: 'open' | 'inside' | 'close'
  readonly reason: FillReason
  /** Signed: positive bought, negative sold. */
  readonly quantity: number
  /** Signed quantity that was ordered, when the volume of the bar did not allow all of it; the rest follows at the next open. */
  readonly ordered?: number
  /** The market's price, before slippage. */
  readonly rawPrice: number
  /** What slippage, spread, impact and the step of prices made of it. */
  readonly price: number
  /** What they cost, in quote currency. */
  readonly slippage: number
  readonly fee: number
  /** The sizing rule with the numbers put in, or the order in words. */
  readonly why: string
  /** Id of the order; missing for a liquidation, and for a strategy that decides targets. */
  readonly order?: number
}

/**
 * Something that happened to an order: it was `placed`, its stop was `triggered` and it waits at its limit now, it was `filled` (to the end),
 * `canceled`, `expired` or `rejected`.
 */
export interface ExplainedOrder {
  readonly id: number
  readonly event: 'placed' | 'triggered' | 'filled' | 'canceled' | 'expired' | 'rejected'
  readonly when: 'open' | 'inside' | 'close'
  /** The order in words, with the levels that it had in the end. */
  readonly order: string
  /** Why it was canceled or rejected; empty otherwise. */
  readonly why: string
}

/**
 * An order that was not sent, with everything that made its numbers.
 */
export interface ExplainedRefusal {
  readonly when: 'open' | 'close'
  readonly reason: RefusalReason
  /** Signed; 0 when the size could not be computed or rounded to nothing. */
  readonly quantity: number
  /** The market's price at the time. */
  readonly price: number
  /** The rule that spoke against it, with the numbers put in. */
  readonly why: string
}

/**
 * Where the exits stood while a bar ran. Only those that exist.
 */
export interface TradeLevels {
  readonly stop?: TradeLevel
  /** The average entry price, once the market had been far enough in favor. */
  readonly 'break-even'?: TradeLevel
  /** Under (over, for a short) the `best` price before the bar. */
  readonly trailing?: TradeLevel & { readonly best: number }
  /** Where the account would have been used up. */
  readonly liquidation?: TradeLevel
  readonly target?: TradeLevel
  /** Which of the stops was the nearest. */
  readonly nearest?: 'stop' | 'break-even' | 'trailing' | 'liquidation'
}

/**
 * A price and whether the low or the high of the bar reached it.
 */
export interface TradeLevel {
  readonly price: number
  readonly reached: boolean
}
