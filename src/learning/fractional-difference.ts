import { type Column, emptyColumn } from '../base/column.ts'
import { ConfigError } from '../base/errors.ts'

/** How {@link fractionalDifference} differences. */
export interface FractionalOptions {
  /** 0 changes nothing, 1 is the ordinary difference; what lies between keeps part of the memory. */
  readonly order: number
  /** Number of values that a result looks at, the current one counted. */
  readonly width: number
}

/**
 * The weights of a fractional difference, that of the current value first: those of the series of `(1 - B)^order`, where B goes one bar
 * back.
 *
 * `w[0] = 1`, `w[k] = -w[k - 1] * (order - k + 1) / k`. Source: Hosking, Fractional Differencing, 1981.
 *
 * @throws {@link ConfigError} `learning/option` for an order below 0 or a width below 1.
 *
 * @example
 * ```ts
 * import { fractionalWeights } from 'peak-trade'
 *
 * fractionalWeights({ order: 0.5, width: 4 }) // 1, -0.5, -0.125, -0.0625
 * ```
 */
export function fractionalWeights({ order, width }: FractionalOptions): Float64Array {
  if (!(order >= 0 && order < Number.POSITIVE_INFINITY))
    throw new ConfigError('learning/option', `fractionalWeights: order is ${order}, it must be 0 or more`, { order })
  if (!(Number.isInteger(width) && width >= 1))
    throw new ConfigError('learning/option', `fractionalWeights: width is ${width}, it must be a whole number from 1`, { width })
  const weights = new Float64Array(width)
  weights[0] = 1
  for (let k = 1; k < width; k++) weights[k] = (-weights[k - 1] * (order - k + 1)) / k
  return weights
}

/**
 * Differences a column by a fraction, with the same number of values for every result: stationary enough to learn from, yet with memory of
 * the level, which returns have lost. Usually taken of log prices.
 *
 * NaN for the first `width - 1` values. Source: López de Prado, Advances in Financial Machine Learning, 5.5 (fixed-width window), 2018.
 *
 * @throws {@link ConfigError} `learning/option` as {@link fractionalWeights}.
 *
 * @example
 * ```ts
 * import { fractionalDifference } from 'peak-trade'
 *
 * fractionalDifference(Float64Array.of(1, 3, 6), { order: 1, width: 2 }) // NaN, 2, 3
 * ```
 */
export function fractionalDifference(column: Column, options: FractionalOptions): Float64Array {
  const weights = fractionalWeights(options)
  const out = emptyColumn(column.length)
  for (let i = weights.length - 1; i < column.length; i++) {
    let sum = 0
    for (let k = 0; k < weights.length; k++) sum += weights[k] * column[i - k]
    out[i] = sum
  }
  return out
}
