import { ConfigError } from '../base/errors.ts'

/**
 * The value below which a share of the values lies, interpolated between neighbors: position `share * (n - 1)` of the
 * sorted values (Hyndman and Fan 1996, type 7; the default of numpy and R). NaN of nothing, and when a value is NaN.
 *
 * @param share - From 0 (the smallest value) to 1 (the largest).
 * @throws {@link ConfigError} `metrics/share` for a share outside [0, 1].
 *
 * @example
 * ```ts
 * import { quantile } from 'peak-trade'
 *
 * quantile([4, 1, 3, 2], 0.5) // 2.5
 * ```
 */
export function quantile(values: ArrayLike<number>, share: number): number {
  if (!(share >= 0 && share <= 1))
    throw new ConfigError('metrics/share', `share is ${share}, it must be a number from 0 to 1 (0.05 for the lowest 5 %)`, { share })
  const sorted = Float64Array.from(values).sort()
  const last = sorted.length - 1
  if (last < 0 || Number.isNaN(sorted[last])) return Number.NaN
  const position = share * last
  const below = Math.floor(position)
  if (below >= last) return sorted[last]
  return interpolate(sorted[below], sorted[below + 1], position - below)
}

/** The point between two neighbors. Equal neighbors give exactly their value. */
export function interpolate(low: number, high: number, fraction: number): number {
  return low + fraction * (high - low)
}
