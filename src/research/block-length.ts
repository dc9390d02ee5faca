import type { Column } from '../base/column.ts'
import { known, mean } from '../metrics/moments.ts'
import { checkReturns } from './check-trials.ts'

/**
 * Block lengths that keep what there is of memory in a series.
 */
export interface BlockLengths {
  /** Mean block length for the stationary bootstrap. */
  readonly stationary: number
  /** Block length for the circular block bootstrap. */
  readonly circular: number
}

/**
 * Automatic block length of a bootstrap: as long as needed to keep the autocorrelation of a series, and no longer (Politis and White
 * 2004, corrected in Patton, Politis and White 2009). About 1 for returns without memory. NaN for fewer than ten values
 * and for a series that does not vary. Not rounded; a bootstrap takes at least 1.
 *
 * For the memory of volatility give the absolute returns: they remember longer than the returns themselves.
 *
 * @throws `DataError` `research/returns` for a value that is not finite.
 *
 * @example
 * ```ts
 * import { optimalBlockLength, seededRandom } from 'peak-trade'
 *
 * const random = seededRandom(1)
 * const series = new Float64Array(1000)
 * for (let i = 1; i < series.length; i++) series[i] = 0.8 * series[i - 1] + random.normal()
 * optimalBlockLength(series).stationary // about 23 bars
 * ```
 */
export function optimalBlockLength(series: Column): BlockLengths {
  checkReturns(series)
  const n = series.length
  if (n < 10) return { stationary: Number.NaN, circular: Number.NaN }
  const center = mean(series)
  const values = Float64Array.from(series, value => value - center)
  const quietLags = Math.max(5, Math.floor(Math.log10(n)))
  const maximumLag = Math.min(n - 2, Math.ceil(Math.sqrt(n)) + quietLags)
  const bandwidth = chooseBandwidth(values, quietLags, maximumLag)
  let curvature = 0
  let longRun = autocovariance(values, 0)
  for (let lag = 1; lag <= bandwidth; lag++) {
    // The flat-top window: full weight up to half of the bandwidth, then down to 0.
    const weight = 2 * lag <= bandwidth ? 1 : 2 * (1 - lag / bandwidth)
    const covariance = autocovariance(values, lag)
    curvature += 2 * weight * lag * covariance
    longRun += 2 * weight * covariance
  }
  const longest = Math.ceil(Math.min(3 * Math.sqrt(n), n / 3))
  const lengthFor = (factor: number) =>
    known(Math.min(longest, Math.cbrt((2 * curvature * curvature) / (factor * longRun * longRun)) * Math.cbrt(n)))
  return { stationary: lengthFor(2), circular: lengthFor(4 / 3) }
}

/** Twice the lag from which on the autocorrelations cannot be told from 0. */
function chooseBandwidth(values: Float64Array, quietLags: number, maximumLag: number): number {
  const n = values.length
  const critical = 2 * Math.sqrt(Math.log10(n) / n)
  let quiet = 0
  for (let lag = 1; lag < maximumLag; lag++) {
    if (autocorrelationSize(values, lag) < critical) quiet++
    else quiet = 0
    if (quiet === quietLags) return Math.min(maximumLag, 2 * Math.max(1, lag - quietLags + 1))
  }
  return maximumLag
}

function autocovariance(values: Float64Array, lag: number): number {
  let sum = 0
  for (let i = lag; i < values.length; i++) sum += values[i] * values[i - lag]
  return sum / values.length
}

/** Size of the autocorrelation, with the variances of the two overlapping parts, one bar shorter. */
function autocorrelationSize(values: Float64Array, lag: number): number {
  const n = values.length
  let late = 0
  let early = 0
  for (let i = lag + 1; i < n; i++) late += values[i] * values[i]
  for (let i = 0; i < n - lag - 1; i++) early += values[i] * values[i]
  return Math.abs(autocovariance(values, lag) * n) / Math.sqrt(early * late)
}
