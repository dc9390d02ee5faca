import type { Column } from '../base/column.ts'
import type { Calendar, Timeframe } from '../base/timeframe.ts'
import type { Bars } from '../market/bars.ts'
import type { Summary } from '../metrics/summary.ts'
import type { Fill } from './fills.ts'
import type { RefusedOrder } from './refusals.ts'
import type { BacktestSettings } from './settings.ts'
import type { Trade } from './trades.ts'

/**
 * Everything that a backtest found out, as plain data.
 */
export interface BacktestResult {
  readonly strategy: { readonly id: string; readonly title: string; readonly params: Readonly<Record<string, unknown>> }
  readonly symbol: string
  readonly timeframe: Timeframe
  readonly calendar: Calendar
  readonly barsPerYear: number
  /** The settings, defaults filled in. */
  readonly settings: BacktestSettings
  /** Bars before the first decision; all of them when there was none. */
  readonly warmup: number
  readonly summary: Summary
  /** Round trips in order of entry; a position that is still open comes last. */
  readonly trades: readonly Trade[]
  /** Every execution. */
  readonly fills: readonly Fill[]
  /** Orders that were not sent, and why. */
  readonly refusals: readonly RefusedOrder[]
  /** How often the order of events inside a bar had to be assumed. */
  readonly assumptions: Assumptions
  /** The bars it ran on. */
  readonly bars: Bars
  /** Target per bar, decided at its close; NaN during warm-up. */
  readonly targets: Column
  /** Equity at each close, in quote currency. */
  readonly equity: Column
}

/**
 * Bars alone do not tell in which order prices came. How often that mattered.
 */
export interface Assumptions {
  /** Bars on which both a stop and the profit target were touched; the stop was taken, unless the bar opened beyond the target. */
  readonly ambiguousBars: number
  /** Exits at an open that had already jumped over the level. */
  readonly gapExits: number
  /** Bars that opened beyond the profit target and touched a stop later; the target was taken. */
  readonly targetBeforeStop: number
}
