import type { Column } from '../base/column.ts'
import { isRounding, mean, ratio } from './moments.ts'

/**
 * Options of {@link autocorrelation}.
 */
export interface AutocorrelationOptions {
  /** Distance in bars. Default 1. */
  readonly lag?: number
}

/**
 * Autocorrelation of returns at a distance of `lag` bars: positive when moves go on, negative when they turn. The usual
 * (biased) estimate: products of distances from the common mean over their squares. NaN when the returns do not vary.
 *
 * The correlation of the overlapping parts, as pandas counts it, is `correlation(returns.subarray(lag),
 * returns.subarray(0, -lag))`.
 *
 * @example
 * ```ts
 * import { autocorrelation } from 'peak-trade'
 *
 * autocorrelation(Float64Array.of(0.01, -0.01, 0.01, -0.01)) // -0.75
 * ```
 */
export function autocorrelation(returns: Column, options: AutocorrelationOptions = {}): number {
  const lag = options.lag ?? 1
  const average = mean(returns)
  let products = 0
  let squares = 0
  for (let i = 0; i < returns.length; i++) {
    const distance = returns[i] - average
    squares += distance * distance
    if (i >= lag) products += distance * (returns[i - lag] - average)
  }
  if (isRounding(Math.sqrt(squares / returns.length), 1 + Math.abs(average))) return Number.NaN
  return ratio(products, squares)
}
