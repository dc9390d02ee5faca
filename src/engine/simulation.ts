import type { Column } from '../base/column.ts'
import type { Bars } from '../market/bars.ts'
import type { Account } from './account.ts'
import type { FillLog } from './fills.ts'
import type { PriceRange } from './quiet-bars.ts'
import type { Admit, RefusedOrder } from './refusals.ts'
import type { BarWeights } from './weight-schedule.ts'

/**
 * Memory for a run. Give the same one to every run of a sweep and nothing is allocated per run.
 */
export interface SimulationMemory {
  /** Equity at each close; at least as long as the bars. */
  readonly equity: Float64Array
  readonly fills: FillLog
  /** Orders that were not sent. */
  readonly refusals: RefusedOrder[]
  /** The average true range of the last bars that it was needed for. */
  atr?: { readonly bars: Bars; readonly period: number; readonly column: Column }
}

/**
 * What a run leaves behind, besides what is in its memory.
 */
export interface Simulation {
  readonly account: Account
  /** Bars that ended with a position. */
  readonly barsInPosition: number
  /** What slippage, spread and impact cost, in quote currency. */
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

/** How a run differs from one that has the account for itself. */
export interface TargetRunOptions {
  readonly admit?: Admit | undefined
  /** What to multiply targets with. Default 1. */
  readonly weight?: number
  /** Later weights. */
  readonly schedule?: BarWeights | undefined
  /** Cash to start with. Default the capital of the settings. */
  readonly capital?: number
  /** Of the bars; spares looking at those that cannot touch a level. */
  readonly range?: PriceRange | undefined
}
