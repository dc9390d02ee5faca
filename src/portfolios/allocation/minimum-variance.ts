import { solveWeights } from '../solve-weights.ts'
import { readLimits, type WeightLimits } from '../weight-limits.ts'
import { type Allocation, type AllocationInput, describeBinding, finish, needCovariance } from './allocation.ts'

/**
 * The weights with the smallest variance within the limits: `wᵀ Σ w`, solved exactly. Source: Markowitz, Portfolio selection, 1952.
 *
 * A covariance without an inverse (more sleeves than rows, two that move as one) gets a ridge of 1e-8 of its mean variance (more if need be),
 * which shares the weight between twins; a note says so. A sleeve that does not move takes all that its maximum allows.
 *
 * @throws {@link ConfigError} `portfolio/covariance`, `portfolio/limits`, `portfolio/sleeve`.
 *
 * @example
 * ```ts
 * import { minimumVariance, toCovariance } from 'peak-trade'
 *
 * minimumVariance({ covariance: toCovariance([[0.01, 0], [0, 0.03]]) }).weights // about 0.75, 0.25
 * ```
 */
export function minimumVariance(input: AllocationInput, options: WeightLimits = {}): Allocation {
  const method = 'minimum_variance'
  const covariance = needCovariance(input, method)
  const solved = solveWeights({ hessian: covariance.matrix, limits: readLimits(options, covariance.names) })
  return finish(input, { weights: solved.weights, method, notes: [...solved.notes, ...describeBinding(solved.binding)] })
}
