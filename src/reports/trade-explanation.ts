import type { Timeframe } from '../base/timeframe.ts'
import type { FillReason } from '../engine/fills.ts'
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
  /** From the bar of the decision to the bar of the exit, the bars without news left out. */
  readonly steps: readonly TradeStep[]
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
  readonly fills: readonly ExplainedFill[]
  /** The levels that were watched in the bar; missing when there was no position to watch. */
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
 * `stop-and-target` (both inside one bar; the stop is taken, unless the open decided), `target-before-stop` (opened beyond the target and
 * touched a stop later) or `no-next-bar` (decided at the last close, so never traded).
 */
export type StepAssumption = 'gap' | 'stop-and-target' | 'target-before-stop' | 'no-next-bar'

/**
 * What happened at a close: the strategy changed its target, or the holding time was over.
 */
export interface TradeDecision {
  readonly kind: 'target' | 'time'
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
  /** The market's price, before slippage. */
  readonly rawPrice: number
  /** What slippage made of it. */
  readonly price: number
  /** What slippage cost, in quote currency. */
  readonly slippage: number
  readonly fee: number
  /** The sizing rule with the numbers put in. */
  readonly why: string
}

/**
 * Where the exits stood while a bar ran. Only those that exist.
 */
export interface TradeLevels {
  readonly stop?: TradeLevel
  /** Under (over, for a short) the `best` price before the bar. */
  readonly trailing?: TradeLevel & { readonly best: number }
  /** Where the account would have been used up. */
  readonly liquidation?: TradeLevel
  readonly target?: TradeLevel
  /** Which of the three stops was the nearest. */
  readonly nearest?: 'stop' | 'trailing' | 'liquidation'
}

/**
 * A price and whether the low or the high of the bar reached it.
 */
export interface TradeLevel {
  readonly price: number
  readonly reached: boolean
}
