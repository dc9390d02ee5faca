import { type Column, emptyColumn } from '../base/column.ts'
import { ConfigError, DataError } from '../base/errors.ts'
import type { Calendar, Timeframe } from '../base/timeframe.ts'
import type { Bars, Field } from './bars.ts'
import { formatTime } from './format-time.ts'

/**
 * One symbol's columns on the time axis of a {@link Panel}: NaN where it has no bar.
 *
 * @example
 * ```ts
 * import { alignBars, type PanelAsset, syntheticBars } from 'peak-trade'
 *
 * const [asset]: readonly PanelAsset[] = alignBars([syntheticBars({ seed: 1, length: 100 })]).assets
 * asset.known // 100
 * ```
 */
export interface PanelAsset {
  readonly symbol: string
  /** How many of the panel's times have a bar of this symbol. */
  readonly known: number
  readonly open: Column
  readonly high: Column
  readonly low: Column
  readonly close: Column
  readonly volume: Column
}

/**
 * Several symbols on one time axis.
 *
 * @example
 * ```ts
 * import { alignBars, type Panel, syntheticBars } from 'peak-trade'
 *
 * const panel: Panel = alignBars([
 *   syntheticBars({ seed: 1, length: 100, symbol: 'BTC/EUR' }),
 *   syntheticBars({ seed: 2, length: 100, symbol: 'ETH/EUR' }),
 * ])
 * panel.symbols // ['BTC/EUR', 'ETH/EUR']
 * panel.assets[1].close[0] // the first close of ETH/EUR
 * ```
 */
export interface Panel {
  readonly symbols: readonly string[]
  readonly timeframe: Timeframe
  readonly calendar: Calendar
  /** Number of times. */
  readonly length: number
  /** Opening times, milliseconds since the Unix epoch, UTC. */
  readonly time: Column
  /** One per symbol, in the order of `symbols`. */
  readonly assets: readonly PanelAsset[]
}

/**
 * How {@link alignBars} puts time axes together.
 *
 * @example
 * ```ts
 * import { type AlignOptions, alignBars, syntheticBars } from 'peak-trade'
 *
 * const options: AlignOptions = { join: 'outer' }
 * alignBars([syntheticBars({ seed: 1, length: 100 })], options).length // 100
 * ```
 */
export interface AlignOptions {
  /** `inner` (default) keeps the times at which every symbol has a bar, `outer` those at which any has one. */
  readonly join?: 'inner' | 'outer'
  /** Calendar of the panel; needed when the symbols have different ones. */
  readonly calendar?: Calendar
}

const FIELDS: readonly Field[] = ['open', 'high', 'low', 'close', 'volume']

/**
 * Puts histories of several symbols on one time axis. Symbols that already share their times keep their memory.
 *
 * @throws {@link ConfigError} `panel/empty`, `panel/symbol` (twice the same), `panel/timeframe` and `panel/calendar` (not all
 * the same).
 * @throws {@link DataError} `panel/overlap` when an inner join leaves no time at which all symbols have a bar.
 *
 * @example
 * ```ts
 * import { alignBars, sliceBars, syntheticBars } from 'peak-trade'
 *
 * const a = syntheticBars({ seed: 1, length: 100, symbol: 'A' })
 * const b = sliceBars(syntheticBars({ seed: 2, length: 120, symbol: 'B' }), 50)
 * alignBars([a, b]).length // 50
 * alignBars([a, b], { join: 'outer' }).length // 120
 * ```
 */
export function alignBars(list: readonly Bars[], { join = 'inner', calendar }: AlignOptions = {}): Panel {
  checkList(list, calendar)
  const time = sharedTime(list) ?? (join === 'inner' ? commonTimes(list) : allTimes(list))
  if (time.length === 0) throw noOverlap(list)
  return Object.freeze({
    symbols: Object.freeze(list.map(bars => bars.symbol)),
    timeframe: list[0].timeframe,
    calendar: calendar ?? list[0].calendar,
    length: time.length,
    time,
    assets: Object.freeze(list.map(bars => placeOn(time, bars))),
  })
}

function checkList(list: readonly Bars[], calendar: Calendar | undefined): void {
  if (list.length === 0) throw new ConfigError('panel/empty', 'a panel needs at least one symbol; pass an array of bars')
  const seen = new Set<string>()
  const [first] = list
  for (const bars of list) {
    if (seen.has(bars.symbol))
      throw new ConfigError('panel/symbol', `"${bars.symbol}" is there twice; give each history its own symbol`, { symbol: bars.symbol })
    seen.add(bars.symbol)
    if (bars.timeframe !== first.timeframe)
      throw new ConfigError(
        'panel/timeframe',
        `"${bars.symbol}" has bars of ${bars.timeframe}, "${first.symbol}" of ${first.timeframe}; bring them together with resampleBars`,
        { symbol: bars.symbol, timeframe: bars.timeframe },
      )
    if (bars.calendar !== first.calendar && calendar === undefined)
      throw new ConfigError(
        'panel/calendar',
        `"${bars.symbol}" trades ${bars.calendar}, "${first.symbol}" ${first.calendar}; say which counts with calendar: '${first.calendar}'`,
        { symbol: bars.symbol, calendar: bars.calendar },
      )
  }
}

/** The time axis that all histories have in common, if they do. */
function sharedTime(list: readonly Bars[]): Column | undefined {
  const { time } = list[0]
  const same = list.every(bars => bars.length === time.length && (bars.time === time || equalTimes(bars.time, time)))
  return same ? time : undefined
}

function equalTimes(a: Column, b: Column): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

function commonTimes(list: readonly Bars[]): Column {
  let common = list[0].time
  for (const { time } of list.slice(1)) {
    const kept = new Float64Array(Math.min(common.length, time.length))
    let count = 0
    for (let i = 0, j = 0; i < common.length && j < time.length; ) {
      if (common[i] === time[j]) {
        kept[count++] = common[i]
        i++
        j++
      } else if (common[i] < time[j]) i++
      else j++
    }
    common = kept.subarray(0, count)
  }
  return common
}

function allTimes(list: readonly Bars[]): Column {
  let all = list[0].time
  for (const { time } of list.slice(1)) {
    const merged = new Float64Array(all.length + time.length)
    let count = 0
    for (let i = 0, j = 0; i < all.length || j < time.length; ) {
      const next = Math.min(i < all.length ? all[i] : Number.POSITIVE_INFINITY, j < time.length ? time[j] : Number.POSITIVE_INFINITY)
      if (all[i] === next) i++
      if (time[j] === next) j++
      merged[count++] = next
    }
    all = merged.subarray(0, count)
  }
  return all
}

function placeOn(time: Column, bars: Bars): PanelAsset {
  const { symbol, open, high, low, close, volume } = bars
  if (time === bars.time || (time.length === bars.length && equalTimes(time, bars.time)))
    return Object.freeze({ symbol, known: bars.length, open, high, low, close, volume })
  const placed = {
    open: emptyColumn(time.length),
    high: emptyColumn(time.length),
    low: emptyColumn(time.length),
    close: emptyColumn(time.length),
    volume: emptyColumn(time.length),
  }
  let known = 0
  let j = 0
  for (let i = 0; i < time.length; i++) {
    while (j < bars.length && bars.time[j] < time[i]) j++
    if (j === bars.length) break
    if (bars.time[j] !== time[i]) continue
    for (const field of FIELDS) placed[field][i] = bars[field][j]
    known++
  }
  return Object.freeze({ symbol, known, ...placed })
}

function noOverlap(list: readonly Bars[]): DataError {
  const empty = list.find(bars => bars.length === 0)
  if (empty !== undefined)
    return new DataError('panel/overlap', `"${empty.symbol}" has no bars; load more data or leave it out`, { symbol: empty.symbol })
  const ranges = list.map(bars => `"${bars.symbol}" ${formatTime(bars.time[0])} to ${formatTime(bars.time[bars.length - 1])}`)
  const shown = ranges.length > 6 ? [...ranges.slice(0, 6), `${ranges.length - 6} more`] : ranges
  return new DataError(
    'panel/overlap',
    `there is no time at which all symbols have a bar: ${shown.join(', ')}; load more data, leave one out, or pass join: 'outer'`,
    { symbols: list.map(bars => bars.symbol) },
  )
}
