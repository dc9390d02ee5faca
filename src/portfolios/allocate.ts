import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import { type Allocation, type AllocationInput, finish, namesOf } from './allocation/allocation.ts'
import { type BlackLittermanOptions, blackLitterman } from './allocation/black-litterman.ts'
import { equalWeights, type FixedWeightsOptions, fixedWeights } from './allocation/fixed-weights.ts'
import { type HierarchicalRiskParityOptions, hierarchicalRiskParity } from './allocation/hierarchical-risk-parity.ts'
import { type InverseVolatilityOptions, inverseVolatility } from './allocation/inverse-volatility.ts'
import { type KellyWeightsOptions, kellyWeights } from './allocation/kelly-weights.ts'
import { type MaximumSharpeOptions, maximumDiversification, maximumSharpe } from './allocation/maximum-sharpe.ts'
import { minimumVariance } from './allocation/minimum-variance.ts'
import { type RiskParityOptions, riskParity } from './allocation/risk-parity.ts'
import { type VolatilityTargetOptions, volatilityTarget } from './allocation/volatility-target.ts'
import type { WeightLimits } from './weight-limits.ts'

/** The options of every method, by its name. */
export interface AllocationOptions {
  readonly fixed: FixedWeightsOptions
  readonly equal: WeightLimits
  readonly inverse_volatility: InverseVolatilityOptions
  readonly volatility_target: VolatilityTargetOptions
  readonly minimum_variance: WeightLimits
  readonly maximum_sharpe: MaximumSharpeOptions
  readonly maximum_diversification: WeightLimits
  readonly risk_parity: RiskParityOptions
  readonly hierarchical_risk_parity: HierarchicalRiskParityOptions
  readonly kelly: KellyWeightsOptions
  readonly black_litterman: BlackLittermanOptions
}

/** The name of a method of {@link allocate}. */
export type AllocationMethod = keyof AllocationOptions

/** A method of one's own: weights in the order of the sleeves, or a whole allocation. */
export type Allocator = (input: AllocationInput) => Allocation | ArrayLike<number>

/** A method and its options, in one object that can be stored as JSON (but for a method of one's own). */
export type AllocationSettings =
  | { readonly [Name in AllocationMethod]: { readonly method: Name } & AllocationOptions[Name] }[AllocationMethod]
  | { readonly method: Allocator }

const methods: { readonly [Name in AllocationMethod]: (input: AllocationInput, options: AllocationOptions[Name]) => Allocation } = {
  fixed: fixedWeights,
  equal: equalWeights,
  inverse_volatility: inverseVolatility,
  volatility_target: volatilityTarget,
  minimum_variance: minimumVariance,
  maximum_sharpe: maximumSharpe,
  maximum_diversification: maximumDiversification,
  risk_parity: riskParity,
  hierarchical_risk_parity: hierarchicalRiskParity,
  kelly: kellyWeights,
  black_litterman: blackLitterman,
}

/**
 * The names that {@link allocate} knows.
 *
 * @example
 * ```ts
 * import { allocationMethods } from 'peak-trade'
 *
 * allocationMethods.includes('risk_parity') // true
 * ```
 */
export const allocationMethods: readonly AllocationMethod[] = Object.keys(methods) as AllocationMethod[]

/**
 * Weights by a method that is named, or by a function. Whatever the method, the weights are finite numbers, one per sleeve.
 *
 * @throws {@link ConfigError} `portfolio/method` for an unknown name, `portfolio/weights` when a function of one's own returns something
 * else than one finite number per sleeve, and what the method throws.
 *
 * @example
 * ```ts
 * import { allocate, toCovariance } from 'peak-trade'
 *
 * const covariance = toCovariance([[0.01, 0, 0], [0, 0.01, 0], [0, 0, 0.25]], { names: ['trend', 'reversion', 'breakout'] })
 * const { weights, notes } = allocate({ covariance }, { method: 'minimum_variance', maximum: { trend: 0.4 }, minimum: { breakout: 0.1 } })
 * weights // about 0.4, 0.5, 0.1
 * notes // ['Limits that hold the weights: maximum of trend (0.4), minimum of breakout (0.1).']
 * ```
 */
export function allocate(input: AllocationInput, settings: AllocationSettings): Allocation {
  const { method, ...options } = settings
  if (typeof method === 'function') return runAllocator(input, method)
  if (!Object.hasOwn(methods, method))
    throw new ConfigError(
      'portfolio/method',
      `unknown allocation method "${method}"${didYouMean(method, allocationMethods, { otherwise: `; there are ${allocationMethods.join(', ')}` })}`,
      { method },
    )
  const run = methods[method] as (input: AllocationInput, options: object) => Allocation
  return run(input, options)
}

function runAllocator(input: AllocationInput, allocator: Allocator): Allocation {
  const result = allocator(input)
  const names = namesOf(input)
  const own = 'weights' in result
  const weights = Float64Array.from(own ? result.weights : result)
  const wrong = weights.findIndex(weight => !Number.isFinite(weight))
  if (weights.length !== names.length || wrong >= 0)
    throw new ConfigError(
      'portfolio/weights',
      wrong < 0
        ? `the allocation function returned ${weights.length} weights for ${names.length} sleeves`
        : `the allocation function gave ${names[wrong] ?? wrong} the weight ${weights[wrong]}`,
    )
  return finish(input, { weights, method: own ? result.method : allocator.name || 'custom', notes: own ? result.notes : [] })
}
