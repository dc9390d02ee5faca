import { ConfigError } from '../base/errors.ts'
import { type Timeframe, timeframeMs } from '../base/timeframe.ts'
import { type Bars, othersOf, sliceBars } from './bars.ts'
import { startOfBar } from './offset.ts'

/**
 * What {@link resampleBars} does with a last bar that is still growing.
 *
 * @example
 * ```ts
 * import { resampleBars, type ResampleOptions, syntheticBars } from 'peak-trade'
 *
 * const options: ResampleOptions = { partial: 'keep' }
 * resampleBars(syntheticBars({ seed: 1, length: 30 }), '1d', options).length // 2
 * ```
 */
export interface ResampleOptions {
  /** `drop` (default) leaves out a last bar whose time is not over, `keep` gives it as it stands. */
  readonly partial?: 'drop' | 'keep'
}

/** How many buckets tell when a session usually ends. */
const RECENT = 9

/**
 * Longer bars from shorter ones: first open, highest high, lowest low, last close, sum of volumes. A bar is labeled by the time
 * at which its bucket opens; buckets are counted from 1970 UTC, weeks from Monday.
 *
 * The last bucket is complete when a bar ends where it ends. Where the market has closing hours that is never so; there it is
 * complete when its last bar stands as late in it as the last bar of most of the nine buckets before. The first bucket is given
 * even if the history begins in the middle of it.
 *
 * @throws {@link ConfigError} `bars/resample` when the timeframe is not a multiple of that of the bars.
 *
 * @example
 * ```ts
 * import { resampleBars, syntheticBars } from 'peak-trade'
 *
 * resampleBars(syntheticBars({ seed: 1, length: 48, timeframe: '1h' }), '1d').length // 2
 * ```
 */
export function resampleBars(bars: Bars, timeframe: Timeframe, { partial = 'drop' }: ResampleOptions = {}): Bars {
  const from = timeframeMs(bars.timeframe)
  const to = timeframeMs(timeframe)
  if (to % from !== 0)
    throw new ConfigError(
      'bars/resample',
      `${bars.symbol}: bars of ${bars.timeframe} cannot be put together to ${timeframe}, which is not a multiple`,
      { symbol: bars.symbol, from: bars.timeframe, timeframe },
    )
  if (to === from) return bars
  const starts = bucketStarts(bars, timeframe, to)
  const result = fold(bars, timeframe, starts)
  const complete = starts.length === 0 || partial === 'keep' || isComplete(bars, result, starts)
  return complete ? result : sliceBars(result, 0, result.length - 1)
}

/** Index of the first bar of every bucket. */
function bucketStarts({ time, length }: Bars, timeframe: Timeframe, size: number): Uint32Array {
  const starts = new Uint32Array(length)
  let count = 0
  let end = Number.NEGATIVE_INFINITY
  for (let i = 0; i < length; i++) {
    if (time[i] < end) continue
    end = startOfBar(time[i], timeframe) + size
    starts[count++] = i
  }
  return starts.slice(0, count)
}

function fold(bars: Bars, timeframe: Timeframe, starts: Uint32Array): Bars {
  const length = starts.length
  const time = new Float64Array(length)
  const open = new Float64Array(length)
  const high = new Float64Array(length)
  const low = new Float64Array(length)
  const close = new Float64Array(length)
  const volume = new Float64Array(length)
  for (let k = 0; k < length; k++) {
    const start = starts[k]
    const end = k + 1 < length ? starts[k + 1] : bars.length
    let top = bars.high[start]
    let bottom = bars.low[start]
    let traded = bars.volume[start]
    for (let i = start + 1; i < end; i++) {
      if (bars.high[i] > top) top = bars.high[i]
      if (bars.low[i] < bottom) bottom = bars.low[i]
      traded += bars.volume[i]
    }
    time[k] = startOfBar(bars.time[start], timeframe)
    open[k] = bars.open[start]
    high[k] = top
    low[k] = bottom
    close[k] = bars.close[end - 1]
    volume[k] = traded
  }
  const { symbol, calendar } = bars
  return Object.freeze({ symbol, timeframe, calendar, length, time, open, high, low, close, volume, ...othersOf(bars) })
}

function isComplete(bars: Bars, result: Bars, starts: Uint32Array): boolean {
  const last = result.length - 1
  const reached = bars.time[bars.length - 1] - result.time[last]
  if (reached + timeframeMs(bars.timeframe) >= timeframeMs(result.timeframe)) return true
  if (bars.calendar === '24/7') return false
  const usual: number[] = []
  for (let k = Math.max(1, last + 1 - RECENT); k <= last; k++) usual.push(bars.time[starts[k] - 1] - result.time[k - 1])
  usual.sort((a, b) => a - b)
  return usual.length > 0 && reached >= usual[(usual.length - 1) >>> 1]
}
