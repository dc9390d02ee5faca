import type { Column } from '../base/column.ts'
import { checkBarsPerYear, checkSameLength } from './annualize.ts'
import { mean, ratio } from './moments.ts'

/**
 * Options of {@link upCapture}, {@link downCapture} and {@link captureRatio}.
 */
export interface CaptureOptions {
  /** Returns of the benchmark on the same bars. */
  readonly benchmark: Column
  /** How returns are averaged: `arithmetic` or `geometric` (the constant rate that compounds to the same). Default `geometric`. */
  readonly average?: 'arithmetic' | 'geometric'
  /** With `geometric`, compounds both averages to a year before comparing them (as empyrical does). */
  readonly barsPerYear?: number
}

/**
 * Up capture: the average return on the bars on which the benchmark rose, over the benchmark's own. 0.8 means that four
 * fifths of its gains were caught. NaN when the benchmark never rose.
 *
 * @throws {@link ConfigError} `metrics/length`, `metrics/bars-per-year`.
 *
 * @example
 * ```ts
 * import { upCapture } from 'peak-trade'
 *
 * upCapture(Float64Array.of(0.01, -0.01, 0.01), { benchmark: Float64Array.of(0.02, -0.04, 0.02) }) // 0.5
 * ```
 */
export function upCapture(returns: Column, options: CaptureOptions): number {
  return capture(returns, options, 1)
}

/**
 * Down capture: the average return on the bars on which the benchmark fell, over the benchmark's own. 0.8 means that four
 * fifths of its losses were suffered; negative means gains while it fell. NaN when the benchmark never fell.
 *
 * @throws {@link ConfigError} `metrics/length`, `metrics/bars-per-year`.
 *
 * @example
 * ```ts
 * import { downCapture } from 'peak-trade'
 *
 * downCapture(Float64Array.of(0.01, -0.01, 0.01), { benchmark: Float64Array.of(0.02, -0.04, 0.02) }) // 0.25
 * ```
 */
export function downCapture(returns: Column, options: CaptureOptions): number {
  return capture(returns, options, -1)
}

/**
 * Capture ratio: {@link upCapture} over {@link downCapture}. Above 1 more of the gains than of the losses was taken.
 *
 * @throws {@link ConfigError} `metrics/length`, `metrics/bars-per-year`.
 *
 * @example
 * ```ts
 * import { captureRatio } from 'peak-trade'
 *
 * captureRatio(Float64Array.of(0.01, -0.01, 0.01), { benchmark: Float64Array.of(0.02, -0.04, 0.02) }) // 2
 * ```
 */
export function captureRatio(returns: Column, options: CaptureOptions): number {
  return ratio(upCapture(returns, options), downCapture(returns, options))
}

function capture(returns: Column, options: CaptureOptions, sign: 1 | -1): number {
  const { benchmark } = options
  checkSameLength(returns.length, benchmark.length)
  const chosen = Float64Array.from(benchmark, (_, i) => i).filter(i => sign * benchmark[i] > 0)
  const average = averaging(options)
  return ratio(average(chosen.map(i => returns[i])), average(chosen.map(i => benchmark[i])))
}

function averaging(options: CaptureOptions): (returns: Column) => number {
  const bars = options.barsPerYear === undefined ? 1 : checkBarsPerYear(options.barsPerYear)
  if (options.average === 'arithmetic') return returns => mean(returns) * bars
  return returns => Math.expm1(mean(Float64Array.from(returns, Math.log1p)) * bars)
}
