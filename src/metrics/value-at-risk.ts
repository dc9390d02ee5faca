import type { Column } from '../base/column.ts'
import { ConfigError } from '../base/errors.ts'
import { normalPdf, normalQuantile } from '../base/normal.ts'
import { known, kurtosis, mean, skewness, standardDeviation } from './moments.ts'
import { quantile } from './quantile.ts'

/**
 * Options of {@link valueAtRisk} and {@link conditionalValueAtRisk}.
 */
export interface ValueAtRiskOptions {
  /** Share of the worst bars: 0.05 for what is called 95 % value at risk. Default 0.05. */
  readonly tail?: number
  /**
   * `historical` reads it from the returns themselves, `gaussian` from a normal distribution with their mean and standard
   * deviation, `cornish-fisher` corrects that for their skewness and kurtosis. Default `historical`.
   */
  readonly method?: 'historical' | 'gaussian' | 'cornish-fisher'
}

/**
 * Value at risk of one bar: the loss that is exceeded on a share `tail` of the bars, as a positive fraction (negative when
 * even that bar is a gain). NaN for too few returns, and for `cornish-fisher` when they do not vary.
 *
 * Historical: the negative quantile, type 7. Cornish-Fisher: Favre and Galeano 2002, with biased skewness and excess kurtosis.
 *
 * @throws {@link ConfigError} `metrics/tail` for a tail that is not strictly between 0 and 1.
 *
 * @example
 * ```ts
 * import { valueAtRisk } from 'peak-trade'
 *
 * valueAtRisk(Float64Array.of(-0.04, -0.02, 0, 0.01, 0.03), { tail: 0.25 }) // 0.02
 * ```
 */
export function valueAtRisk(returns: Column, options: ValueAtRiskOptions = {}): number {
  const tail = checkTail(options.tail ?? 0.05)
  // 0 - x, because -x of a flat curve would be a negative zero.
  if (options.method === undefined || options.method === 'historical') return 0 - quantile(returns, tail)
  const z = normalQuantile(tail)
  let score = z
  if (options.method === 'cornish-fisher') {
    const skew = skewness(returns)
    const excess = kurtosis(returns)
    score = z + ((z * z - 1) * skew) / 6 + ((z * z * z - 3 * z) * excess) / 24 - ((2 * z * z * z - 5 * z) * skew * skew) / 36
  }
  return known(0 - (mean(returns) + score * standardDeviation(returns)))
}

/**
 * Conditional value at risk of one bar, or expected shortfall: the mean loss on the bars at or beyond the
 * {@link valueAtRisk}, as a positive fraction.
 *
 * `cornish-fisher` integrates the expansion over the tail in closed form. Where skewness or kurtosis are so large that the
 * expansion is no longer monotone, it can fall below the value at risk.
 *
 * @throws {@link ConfigError} `metrics/tail` for a tail that is not strictly between 0 and 1.
 *
 * @example
 * ```ts
 * import { conditionalValueAtRisk } from 'peak-trade'
 *
 * conditionalValueAtRisk(Float64Array.of(-0.04, -0.02, 0, 0.01, 0.03), { tail: 0.25 }) // 0.03
 * ```
 */
export function conditionalValueAtRisk(returns: Column, options: ValueAtRiskOptions = {}): number {
  const tail = checkTail(options.tail ?? 0.05)
  if (options.method === undefined || options.method === 'historical') return 0 - meanAtMost(returns, quantile(returns, tail))
  const z = normalQuantile(tail)
  let weight = 1
  if (options.method === 'cornish-fisher') {
    const skew = skewness(returns)
    weight = 1 + (z * skew) / 6 + ((z * z - 1) * kurtosis(returns)) / 24 - ((2 * z * z - 1) * skew * skew) / 36
  }
  return known(0 - (mean(returns) - standardDeviation(returns) * (normalPdf(z) / tail) * weight))
}

function meanAtMost(returns: Column, limit: number): number {
  let sum = 0
  let count = 0
  for (let i = 0; i < returns.length; i++) {
    if (returns[i] > limit) continue
    sum += returns[i]
    count++
  }
  return Number.isNaN(limit) ? Number.NaN : sum / count
}

function checkTail(tail: number): number {
  if (tail > 0 && tail < 1) return tail
  throw new ConfigError('metrics/tail', `tail is ${tail}, it must be a share between 0 and 1, such as 0.05 for 95 % value at risk`, {
    tail,
  })
}
