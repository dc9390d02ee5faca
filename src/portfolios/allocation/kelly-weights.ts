import { ConfigError } from '../../base/errors.ts'
import { solveWeights } from '../solve-weights.ts'
import { readLimits, type WeightLimits } from '../weight-limits.ts'
import { type Allocation, type AllocationInput, describeBinding, finish, needCovariance, needExcess } from './allocation.ts'

/** How much of the growth-optimal weights {@link kellyWeights} takes. */
export interface KellyWeightsOptions extends Omit<WeightLimits, 'net'> {
  /** Share of the growth-optimal weights, above 0; default 0.5. */
  readonly fraction?: number
  /** Return without risk, per the same time as the expected returns; default 0. */
  readonly riskFree?: number
  /** Greatest sum of the weights without their signs; default 1: no borrowing. */
  readonly leverage?: number
}

/**
 * Kelly weights: those with the fastest expected growth, `Σ⁻¹ (μ - r)`, times a fraction, within the limits. They need not sum to 1;
 * what is missing is cash.
 *
 * Makes `fraction * (μ - r)ᵀ w - ½ wᵀ Σ w` largest, exactly, so that limits are heeded in the choice and not only cut off afterwards.
 * A covariance without an inverse gets a ridge of 1e-8 of its mean variance (more if need be), with a note.
 * Sources: Kelly, 1956; Thorp, The Kelly criterion
 * in blackjack, sports betting and the stock market, 2006.
 *
 * @throws {@link ConfigError} `portfolio/fraction`, `portfolio/expected-returns`, `portfolio/covariance`, `portfolio/limits`.
 *
 * @example
 * ```ts
 * import { kellyWeights, toCovariance } from 'peak-trade'
 *
 * // 8 % above the risk-free return at a volatility of 20 %: the full fraction is 2, half of it is 1.
 * kellyWeights({ covariance: toCovariance([[0.04]]), expectedReturns: [0.1] }, { riskFree: 0.02 }).weights // about 1
 * ```
 */
export function kellyWeights(input: AllocationInput, options: KellyWeightsOptions = {}): Allocation {
  const { fraction = 0.5, riskFree = 0, leverage = 1, ...limits } = options
  const method = 'kelly'
  if (!(fraction > 0 && fraction < Number.POSITIVE_INFINITY))
    throw new ConfigError('portfolio/fraction', `the Kelly fraction is ${fraction}; give a number above 0, for example 0.5`)
  const covariance = needCovariance(input, method)
  const linear = needExcess(input, method, riskFree).map(value => value * fraction)
  const set = readLimits({ ...limits, leverage }, covariance.names)
  const solved = solveWeights({ hessian: covariance.matrix, linear, limits: set, free: true })
  return finish(input, { weights: solved.weights, method, notes: [...solved.notes, ...describeBinding(solved.binding)] })
}
