import { ConfigError, DataError } from '../base/errors.ts'
import { timeframeMs } from '../base/timeframe.ts'
import type { Bars } from '../market/bars.ts'
import { formatTime } from '../market/format-time.ts'
import { addMonths, addSpans, isDuration, noSpan, parseWindowSize, type Span, type WindowSize } from './window-size.ts'

/**
 * Bars from the first index (included) to the second (excluded).
 *
 * @example
 * ```ts
 * import { type BarRange, sliceBars, syntheticBars } from 'peak-trade'
 *
 * const range: BarRange = [10, 30]
 * sliceBars(syntheticBars({ seed: 1, length: 100 }), ...range).length // 20
 * ```
 */
export type BarRange = readonly [from: number, to: number]

/**
 * A stretch to learn on and the stretch behind it to prove it on.
 *
 * @example
 * ```ts
 * import { cutWindows, syntheticBars, type TrainTestWindow } from 'peak-trade'
 *
 * const windows: readonly TrainTestWindow[] = cutWindows(syntheticBars({ seed: 1, length: 100 }), { train: 50, test: 25 })
 * windows[0].train // [0, 50]
 * ```
 */
export interface TrainTestWindow {
  readonly train: BarRange
  readonly test: BarRange
}

/**
 * Sizes of windows.
 *
 * @example
 * ```ts
 * import { cutWindows, syntheticBars, type WindowOptions } from 'peak-trade'
 *
 * const options: WindowOptions = { train: '90d', test: '30d', embargo: 5, anchored: true }
 * cutWindows(syntheticBars({ seed: 1, length: 365, timeframe: '1d' }), options)[1].train // [0, 120]
 * ```
 */
export interface WindowOptions {
  readonly train: WindowSize
  readonly test: WindowSize
  /** From one test window to the next; default the test size, so that the tests cover the history without gap or overlap. */
  readonly step?: WindowSize | undefined
  /** True: every train window starts at the first bar and grows. Default false: it rolls and keeps its size. */
  readonly anchored?: boolean | undefined
  /** Left out between train and test; the test starts so much later. Default 0. */
  readonly embargo?: WindowSize | undefined
  /** Cut off the end of the train window; the test stays where it is. Default 0. */
  readonly purge?: WindowSize | undefined
}

/** A place on the time axis: an index, which may lie behind the last bar, and the exact time it stands for. */
interface Place {
  readonly index: number
  readonly time: number
}

type TimeAxis = Pick<Bars, 'time' | 'length' | 'timeframe'>

/**
 * Cuts a history into train and test windows. Every train window ends before its test begins; only complete tests are listed.
 *
 * Sizes are bars or durations, also mixed. Durations count on the calendar from the first bar, whether or not there are bars at
 * their ends: `6M` from January 31 ends on July 31. Windows that have no bars at all (a day of rest) are left out.
 *
 * @throws {@link ConfigError} `windows/size` for a size that makes no sense; {@link DataError} `windows/too-short` when the history
 * does not hold a single window.
 *
 * @example
 * ```ts
 * import { cutWindows, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 1000 })
 * const windows = cutWindows(bars, { train: 300, test: 100, embargo: 5 })
 * windows.length // 6
 * windows[1].train // [100, 400]
 * windows[1].test // [405, 505]
 * cutWindows(bars, { train: '20d', test: '5d' })[0].test // [480, 600]
 * ```
 */
export function cutWindows(bars: TimeAxis, options: WindowOptions): readonly TrainTestWindow[] {
  const { timeframe } = bars
  const train = parseWindowSize(options.train, { name: 'train', timeframe, least: 1 })
  const test = parseWindowSize(options.test, { name: 'test', timeframe, least: 1 })
  const step = options.step === undefined ? test : parseWindowSize(options.step, { name: 'step', timeframe, least: 1 })
  const embargo = parseWindowSize(options.embargo ?? 0, { name: 'embargo', timeframe, least: 0 })
  const purge = parseWindowSize(options.purge ?? 0, { name: 'purge', timeframe, least: 0 })
  if (bars.length === 0) throw tooShort(bars, options)
  const axisEnd = bars.time[bars.length - 1] + timeframeMs(timeframe)
  const first = move(bars, move(bars, { index: 0, time: bars.time[0] }, train), embargo)
  const windows: TrainTestWindow[] = []
  for (let k = 0; ; k++) {
    const start = move(bars, first, addSpans(step, k, noSpan))
    // Counted from the first test, so that one test ends exactly where the next begins.
    const end = isDuration(step) === isDuration(test) ? move(bars, first, addSpans(step, k, test)) : move(bars, start, test)
    if (end.time > axisEnd || end.index > bars.length) break
    const learned = move(bars, start, addSpans(embargo, -1, noSpan))
    const from = options.anchored === true ? 0 : Math.max(0, move(bars, learned, addSpans(train, -1, noSpan)).index)
    const to = move(bars, learned, addSpans(purge, -1, noSpan)).index
    if (to <= from && learned.index > from)
      throw new ConfigError(
        'windows/size',
        `purge is ${options.purge}: it leaves nothing of a train window of ${options.train}; make it smaller`,
        { option: 'purge' },
      )
    if (to > from && end.index > start.index) windows.push({ train: [from, to], test: [start.index, end.index] })
  }
  if (windows.length === 0) throw tooShort(bars, options)
  return windows
}

/** A place moved along the axis. Durations move the exact time and land on the first bar at or after it. */
function move(bars: TimeAxis, { index, time }: Place, span: Span): Place {
  if (isDuration(span)) {
    const moved = addMonths(time, span.months) + span.ms
    return { index: indexAt(bars, moved), time: moved }
  }
  if (span.bars === 0) return { index, time }
  const moved = index + span.bars
  if (moved < 0) return { index: moved, time: Number.NEGATIVE_INFINITY }
  if (moved < bars.length) return { index: moved, time: bars.time[moved] }
  const last = bars.length - 1
  return { index: moved, time: bars.time[last] + (moved - last) * timeframeMs(bars.timeframe) }
}

/** Index of the first bar at or after a time; the length when there is none. */
export function indexAt(bars: Pick<Bars, 'time' | 'length'>, time: number): number {
  let low = 0
  let high = bars.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (bars.time[middle] < time) low = middle + 1
    else high = middle
  }
  return low
}

function tooShort(bars: TimeAxis, { train, test, embargo = 0 }: WindowOptions): DataError {
  const has =
    bars.length === 0
      ? 'there are no bars'
      : `there are ${bars.length} bars of ${bars.timeframe} (${formatTime(bars.time[0])} to ${formatTime(bars.time[bars.length - 1])})`
  const inBars = (size: WindowSize) => (typeof size === 'number' ? `${size} bars` : size)
  const gap = embargo === 0 ? '' : `, an embargo of ${inBars(embargo)}`
  return new DataError(
    'windows/too-short',
    `${has}, too few for one window: ${inBars(train)} to train${gap} and ${inBars(test)} to test; load more history or make the windows smaller`,
    { bars: bars.length },
  )
}
