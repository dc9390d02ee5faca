import type { WeightLimits } from '../weight-limits.ts'
import { type Allocation, type AllocationInput, finishWithin, movingSleeves, needCovariance } from './allocation.ts'

/** How {@link inverseVolatility} weighs. */
export interface InverseVolatilityOptions extends WeightLimits {
  /** 1 for the volatility, 2 for the variance; default 1. */
  readonly power?: 1 | 2
}

/**
 * Weights in proportion to one over the volatility of each sleeve (or its variance), blind to correlations.
 *
 * A sleeve that does not move gets no weight; when none moves, all get the same. Notes say so.
 *
 * @throws {@link ConfigError} `portfolio/covariance`, `portfolio/limits`, `portfolio/sleeve`.
 *
 * @example
 * ```ts
 * import { inverseVolatility, toCovariance } from 'peak-trade'
 *
 * inverseVolatility({ covariance: toCovariance([[0.01, 0], [0, 0.09]]) }).weights // about 0.75, 0.25
 * ```
 */
export function inverseVolatility(input: AllocationInput, options: InverseVolatilityOptions = {}): Allocation {
  const { power = 1, ...limits } = options
  const method = 'inverse_volatility'
  const covariance = needCovariance(input, method)
  const { size, matrix } = covariance
  const { moving, notes } = movingSleeves(covariance)
  const weights = new Float64Array(size).fill(moving.length === 0 ? 1 : 0)
  for (const i of moving) weights[i] = matrix[i * size + i] ** (-power / 2)
  return finishWithin(input, { weights: scaleToOne(weights), method, notes, limits })
}

/** Divided by their sum. */
export function scaleToOne(weights: Float64Array): Float64Array {
  const sum = weights.reduce((so, weight) => so + weight, 0)
  return weights.map(weight => weight / sum)
}
