import { ConfigError } from '../base/errors.ts'
import { isZone, type LocalDay, localDay } from './local-day.ts'

/** How many orders say what is usual. */
const REMEMBERED = 20
const MINUTE_MS = 60_000

/**
 * What limits must remember: the start of the day, the highest equity, losses in a row, the last orders. Plain data without NaN: keep it,
 * store it as JSON, and get the next one from {@link afterOrder}, {@link afterFill}, {@link afterMark} and {@link startOfDay}.
 *
 * @example
 * ```ts
 * import { afterFill, afterMark, type RiskState, startOfDay } from 'peak-trade'
 *
 * let state: RiskState = startOfDay(undefined, { at: Date.UTC(2025, 0, 15, 9), equity: 10_000 })
 * state = afterFill(state, { at: Date.UTC(2025, 0, 15, 10), profit: -120 })
 * state = afterMark(state, { at: Date.UTC(2025, 0, 15, 10), equity: 9_880 })
 * state.losses // 1
 * ```
 */
export interface RiskState {
  readonly day: LocalDay & {
    readonly zone: string
    /** At the start of the day, or when it was first seen, in the account's currency. */
    readonly equity: number
  }
  /** Highest equity that was seen. */
  readonly peak: number
  /** Losing trades since the last one that won. */
  readonly losses: number
  /** When the last of them ended; 0 when there is none. */
  readonly lastLossAt: number
  /** When orders were approved, oldest first, of the last 60 seconds. */
  readonly orderTimes: readonly number[]
  /** Values of the last 20 approved orders, oldest first. */
  readonly orderSizes: readonly number[]
  /** Their median; 0 when there is none. */
  readonly usualSize: number
}

/** What a day starts with. */
export interface DayStart {
  /** Now, in milliseconds since the Unix epoch. */
  readonly at: number
  /** What the account is worth, in its currency. */
  readonly equity: number
  /** Whose midnight counts: `dayZone` of the limits. Default: that of the state before, or UTC. */
  readonly zone?: string | undefined
}

/**
 * The state at the start of a day; what is not of one day (highest equity, losses in a row, orders) goes on. Without a state before it, the first of all.
 *
 * @throws {@link ConfigError} `risk/state` for a time or an equity that is not a number, `risk/zone` for a time zone that does not exist.
 *
 * @example
 * ```ts
 * import { startOfDay } from 'peak-trade'
 *
 * const state = startOfDay(undefined, { at: Date.UTC(2025, 0, 15, 9), equity: 10_000, zone: 'Europe/Berlin' })
 * new Date(state.day.start).toISOString() // '2025-01-14T23:00:00.000Z'
 * ```
 */
export function startOfDay(before: RiskState | undefined, { at, equity, zone = before?.day.zone ?? 'UTC' }: DayStart): RiskState {
  if (!isZone(zone)) throw new ConfigError('risk/zone', `"${zone}" is not a time zone; write for example Europe/Berlin or UTC`, { zone })
  const day = Object.freeze({ ...localDay(finite('at', at), zone), zone, equity: finite('equity', equity) })
  const fresh = { losses: 0, lastLossAt: 0, orderTimes: Object.freeze([]), orderSizes: Object.freeze([]), usualSize: 0 }
  return Object.freeze({ ...(before ?? fresh), day, peak: Math.max(before?.peak ?? equity, equity) })
}

/**
 * The state after the account was valued: the highest equity rises, and a new day starts when the time is in one.
 *
 * @throws {@link ConfigError} `risk/state` for a time or an equity that is not a number.
 *
 * @example
 * ```ts
 * import { afterMark, startOfDay } from 'peak-trade'
 *
 * const monday = startOfDay(undefined, { at: Date.UTC(2025, 0, 13, 9), equity: 10_000 })
 * afterMark(monday, { at: Date.UTC(2025, 0, 13, 15), equity: 10_400 }).peak // 10400
 * afterMark(monday, { at: Date.UTC(2025, 0, 14, 0), equity: 9_900 }).day.equity // 9900
 * ```
 */
export function afterMark(state: RiskState, { at, equity }: { readonly at: number; readonly equity: number }): RiskState {
  if (finite('at', at) >= state.day.end) return startOfDay(state, { at, equity })
  return finite('equity', equity) > state.peak ? Object.freeze({ ...state, peak: equity }) : state
}

/**
 * The state after an order was approved and sent. Orders that were refused are not counted: call it only for those that were not.
 *
 * @param order - `notional` is what the verdict on the order says.
 * @throws {@link ConfigError} `risk/state` for a time or a value that is not a number.
 *
 * @example
 * ```ts
 * import { afterOrder, startOfDay } from 'peak-trade'
 *
 * const at = Date.UTC(2025, 0, 15, 9)
 * afterOrder(startOfDay(undefined, { at, equity: 10_000 }), { at, notional: 500 }).orderTimes.length // 1
 * ```
 */
export function afterOrder(state: RiskState, { at, notional }: { readonly at: number; readonly notional: number }): RiskState {
  const since = finite('at', at) - MINUTE_MS
  const orderTimes = Object.freeze([...state.orderTimes.filter(time => time > since), at])
  const orderSizes = Object.freeze([...state.orderSizes, finite('notional', notional)].slice(-REMEMBERED))
  return Object.freeze({ ...state, orderTimes, orderSizes, usualSize: median(orderSizes) })
}

/**
 * The state after a fill: one that closed with a loss is one more in a row, one with a profit ends the row.
 *
 * @param fill - `profit` of what it closed, after fees; 0 or left out for a fill that only opened.
 * @throws {@link ConfigError} `risk/state` for a time or a profit that is not a number.
 *
 * @example
 * ```ts
 * import { afterFill, startOfDay } from 'peak-trade'
 *
 * const at = Date.UTC(2025, 0, 15, 9)
 * afterFill(startOfDay(undefined, { at, equity: 10_000 }), { at, profit: -20 }).losses // 1
 * ```
 */
export function afterFill(state: RiskState, { at, profit = 0 }: { readonly at: number; readonly profit?: number | undefined }): RiskState {
  finite('at', at)
  if (finite('profit', profit) === 0) return state
  return Object.freeze(profit < 0 ? { ...state, losses: state.losses + 1, lastLossAt: at } : { ...state, losses: 0, lastLossAt: 0 })
}

/**
 * The state after money came (positive) or went (negative): neither is a profit or a loss.
 *
 * @throws {@link ConfigError} `risk/state` for an amount that is not a number.
 *
 * @example
 * ```ts
 * import { afterTransfer, startOfDay } from 'peak-trade'
 *
 * afterTransfer(startOfDay(undefined, { at: 0, equity: 10_000 }), 5_000).day.equity // 15000
 * ```
 */
export function afterTransfer(state: RiskState, amount: number): RiskState {
  const day = Object.freeze({ ...state.day, equity: state.day.equity + finite('amount', amount) })
  return Object.freeze({ ...state, day, peak: state.peak + amount })
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

function finite(name: string, value: number): number {
  if (Number.isFinite(value)) return value
  throw new ConfigError('risk/state', `${name} is ${value}; the state of the limits needs a finite number`, { name })
}
