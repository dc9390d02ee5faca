import type { Column } from '../base/column.ts'
import { checkCapital } from './annualize.ts'
import { mean } from './moments.ts'
import type { StartOptions } from './total-return.ts'

/**
 * One way down and up again: the bars on which the equity stood strictly below its running maximum.
 */
export interface Drawdown {
  /** Last bar at the old high; 0 when that high is the capital before the first bar. */
  readonly peak: number
  /** First bar of the lowest equity. */
  readonly trough: number
  /** First bar back at the old high; NaN while there is none. */
  readonly recovery: number
  /** Bars from peak to recovery, or to the last bar. */
  readonly bars: number
  /** Largest fall below the old high, as a positive fraction. */
  readonly depth: number
}

/**
 * How far the equity stands below its running maximum on every bar, as positive fractions: 0 at a high, 0.2 when a fifth is
 * lost. With a `capital` the maximum starts there, else at the first bar. NaN
 * from the first unknown equity on.
 *
 * @throws {@link ConfigError} `metrics/capital`.
 *
 * @example
 * ```ts
 * import { drawdownColumn } from 'peak-trade'
 *
 * drawdownColumn(Float64Array.of(100, 80, 120, 90)) // 0, 0.2, 0, 0.25
 * ```
 */
export function drawdownColumn(equity: Column, options: StartOptions = {}): Float64Array {
  const drawdowns = new Float64Array(equity.length)
  let high = startOf(equity, options)
  for (let i = 0; i < equity.length; i++) {
    if (equity[i] > high) high = equity[i]
    if (!(high > 0 && Number.isFinite(equity[i]))) return drawdowns.fill(Number.NaN, i)
    drawdowns[i] = (high - equity[i]) / high
  }
  return drawdowns
}

/**
 * Every drawdown of the curve, in order of time; the last one may be open. None for a curve with an unknown equity.
 *
 * @throws {@link ConfigError} `metrics/capital`.
 *
 * @example
 * ```ts
 * import { drawdownEpisodes } from 'peak-trade'
 *
 * drawdownEpisodes(Float64Array.of(100, 80, 120, 90))
 * // [{ peak: 0, trough: 1, recovery: 2, bars: 2, depth: 0.2 }, { peak: 2, trough: 3, recovery: NaN, bars: 1, depth: 0.25 }]
 * ```
 */
export function drawdownEpisodes(equity: Column, options: StartOptions = {}): Drawdown[] {
  const depths = drawdownColumn(equity, options)
  const episodes: Drawdown[] = []
  let peak = 0
  let trough = -1
  const close = (recovery: number, end: number) => {
    episodes.push({ peak, trough, recovery, bars: end - peak, depth: depths[trough] })
    trough = -1
  }
  for (let i = 0; i < equity.length; i++) {
    if (Number.isNaN(depths[i])) return []
    if (depths[i] > 0) {
      if (trough < 0 || equity[i] < equity[trough]) trough = i
    } else {
      if (trough >= 0) close(i, i)
      peak = i
    }
  }
  if (trough >= 0) close(Number.NaN, equity.length - 1)
  return episodes
}

/** What there is to say about a curve that never fell, or that is not known. */
function noDrawdown(equity: Column, options: StartOptions): Drawdown {
  const depths = drawdownColumn(equity, options)
  const depth = depths.length === 0 ? Number.NaN : depths[depths.length - 1]
  return { peak: Number.NaN, trough: Number.NaN, recovery: Number.NaN, bars: depth, depth }
}

/**
 * The deepest drawdown, the first one among equals. A curve that never fell has depth 0, bars 0 and NaN for the rest; a curve
 * without bars or with an unknown equity is NaN throughout.
 *
 * @throws {@link ConfigError} `metrics/capital`.
 *
 * @example
 * ```ts
 * import { maxDrawdown } from 'peak-trade'
 *
 * maxDrawdown(Float64Array.of(100, 80, 120, 90)).depth // 0.25
 * ```
 */
export function maxDrawdown(equity: Column, options: StartOptions = {}): Drawdown {
  const episodes = drawdownEpisodes(equity, options)
  let deepest = episodes.length > 0 ? episodes[0] : noDrawdown(equity, options)
  for (const episode of episodes) if (episode.depth > deepest.depth) deepest = episode
  return deepest
}

/**
 * The drawdown that took the most bars from the old high back to it (or to the end), the first one among equals.
 *
 * @throws {@link ConfigError} `metrics/capital`.
 *
 * @example
 * ```ts
 * import { longestDrawdown } from 'peak-trade'
 *
 * longestDrawdown(Float64Array.of(100, 80, 120, 90)).bars // 2
 * ```
 */
export function longestDrawdown(equity: Column, options: StartOptions = {}): Drawdown {
  const episodes = drawdownEpisodes(equity, options)
  let longest = episodes.length > 0 ? episodes[0] : noDrawdown(equity, options)
  for (const episode of episodes) if (episode.bars > longest.bars) longest = episode
  return longest
}

/**
 * The mean depth of all drawdowns, an open one included; NaN when there is none. For the mean over bars take
 * `mean(drawdownColumn(equity))`.
 *
 * @throws {@link ConfigError} `metrics/capital`.
 *
 * @example
 * ```ts
 * import { averageDrawdown } from 'peak-trade'
 *
 * averageDrawdown(Float64Array.of(100, 80, 120, 90)) // 0.225
 * ```
 */
export function averageDrawdown(equity: Column, options: StartOptions = {}): number {
  return mean(drawdownEpisodes(equity, options).map(episode => episode.depth))
}

function startOf(equity: Column, options: StartOptions): number {
  return options.capital === undefined ? equity[0] : checkCapital(options.capital)
}
