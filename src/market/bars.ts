import type { Column } from '../base/column.ts'
import { barsPerYear, type Calendar, type Timeframe } from '../base/timeframe.ts'

/**
 * The five columns that an indicator or strategy may read.
 */
export type Field = 'open' | 'high' | 'low' | 'close' | 'volume'

/**
 * A history of closed bars as columns of equal length: the form in which prices travel through the library.
 * Bars made by `normalizeBars` are finite, in time order, without duplicates, and consistent
 * (low ≤ open, close ≤ high).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 100 })
 * bars.close[0] // the first close
 * bars.time[0] // when the first bar opened, milliseconds since 1970 UTC
 * ```
 */
export interface Bars {
  /** What was traded, for example `BTC/EUR`. */
  readonly symbol: string
  /** Length of one bar. */
  readonly timeframe: Timeframe
  /** When the market trades; fixes the bars per year. */
  readonly calendar: Calendar
  /** Number of bars. */
  readonly length: number
  /** Opening time of each bar, milliseconds since the Unix epoch, UTC. */
  readonly time: Column
  readonly open: Column
  readonly high: Column
  readonly low: Column
  readonly close: Column
  /** Traded quantity in base currency. */
  readonly volume: Column
  /** Bars of other symbols, for strategies that look at them; put there by {@link withOthers}. */
  readonly others?: readonly Bars[]
}

/**
 * How many of these bars make a year.
 *
 * @example
 * ```ts
 * import { annualBars, syntheticBars } from 'peak-trade'
 *
 * annualBars(syntheticBars({ seed: 1, length: 10, timeframe: '1h' })) // 8760
 * ```
 */
export function annualBars(bars: Bars): number {
  return barsPerYear(bars.timeframe, bars.calendar)
}

/**
 * Bars from `start` (included) to `end` (excluded), sharing the memory of the original. Bars of other symbols stay whole: what is seen of
 * them goes by time.
 *
 * @example
 * ```ts
 * import { sliceBars, syntheticBars } from 'peak-trade'
 *
 * sliceBars(syntheticBars({ seed: 1, length: 100 }), 20, 50).length // 30
 * ```
 */
export function sliceBars(bars: Bars, start: number, end: number = bars.length): Bars {
  const from = Math.max(0, Math.min(start, bars.length))
  const to = Math.max(from, Math.min(end, bars.length))
  return Object.freeze({
    symbol: bars.symbol,
    timeframe: bars.timeframe,
    calendar: bars.calendar,
    length: to - from,
    time: bars.time.subarray(from, to),
    open: bars.open.subarray(from, to),
    high: bars.high.subarray(from, to),
    low: bars.low.subarray(from, to),
    close: bars.close.subarray(from, to),
    volume: bars.volume.subarray(from, to),
    ...othersOf(bars),
  })
}

/** The property `others` of bars that have it, to be put into others made of them. */
export function othersOf({ others }: Bars): Pick<Bars, 'others'> {
  return others === undefined ? {} : { others }
}

/**
 * One bar on its own, for places where bars come one at a time.
 *
 * @example
 * ```ts
 * import type { Bar } from 'peak-trade'
 *
 * const bar: Bar = { time: Date.UTC(2024, 0, 1), open: 100, high: 102, low: 99, close: 101, volume: 12.5 }
 * ```
 */
export interface Bar {
  /** When it opened, milliseconds since the Unix epoch, UTC. */
  readonly time: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  /** Traded quantity in base currency. */
  readonly volume: number
}

/**
 * One bar of a history, or undefined where there is none. A negative index counts from the end.
 *
 * @example
 * ```ts
 * import { barAt, syntheticBars } from 'peak-trade'
 *
 * barAt(syntheticBars({ seed: 1, length: 100 }), -1)?.close // the last close
 * ```
 */
export function barAt(bars: Bars, index: number): Bar | undefined {
  const i = index < 0 ? index + bars.length : index
  if (!(i >= 0 && i < bars.length)) return undefined
  return {
    time: bars.time[i],
    open: bars.open[i],
    high: bars.high[i],
    low: bars.low[i],
    close: bars.close[i],
    volume: bars.volume[i],
  }
}
