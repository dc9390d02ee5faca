import { ConfigError } from '../../base/errors.ts'
import { findSleeve, type WeightLimits } from '../weight-limits.ts'
import { type Allocation, type AllocationInput, finish, finishWithin, namesOf } from './allocation.ts'

/** Weights that are given. */
export interface FixedWeightsOptions extends WeightLimits {
  /** By name (0 for the others) or in the order of the sleeves. */
  readonly weights: Readonly<Record<string, number>> | readonly number[]
  /** Scale the weights to the sum that is asked for; default false: a wrong sum is an error. */
  readonly scale?: boolean
}

/**
 * The weights that are given, checked: every sleeve known, every number finite, the sum right, the limits kept.
 *
 * @throws {@link ConfigError} `portfolio/weights` for a sum other than `net` (unless `scale`), `portfolio/sleeve` for an unknown name,
 * `portfolio/limits`.
 *
 * @example
 * ```ts
 * import { fixedWeights } from 'peak-trade'
 *
 * fixedWeights({ names: ['trend', 'reversion'] }, { weights: { trend: 0.6, reversion: 0.4 } }).weights // 0.6, 0.4
 * ```
 */
export function fixedWeights(input: AllocationInput, options: FixedWeightsOptions): Allocation {
  const { weights: given, scale = false, ...limits } = options
  const names = namesOf(input)
  const weights = new Float64Array(names.length)
  if (Array.isArray(given)) {
    if (given.length !== names.length)
      throw new ConfigError('portfolio/weights', `${given.length} weights for ${names.length} sleeves; give one each`)
    weights.set(given)
  } else for (const [name, weight] of Object.entries(given)) weights[findSleeve(name, names)] = weight
  let sum = 0
  for (const [i, weight] of weights.entries()) {
    if (!Number.isFinite(weight)) throw new ConfigError('portfolio/weights', `the weight of ${names[i]} is ${weight}`)
    sum += weight
  }
  const { net = 1 } = limits
  const off = Math.abs(sum - net) > 1e-9 * Math.max(1, Math.abs(net))
  if (off && (!scale || !(sum / net > 0)))
    throw new ConfigError(
      'portfolio/weights',
      `the weights sum to ${sum}, not to ${net}; correct them${scale ? '' : ', set net or set scale: true'}`,
      { sum, net },
    )
  const method = 'fixed'
  const notes = off ? [`The weights summed to ${sum} and were scaled to ${net}.`] : []
  const scaled = off ? weights.map(weight => (weight * net) / sum) : weights
  // A sum that is right but for rounding is no reason to touch the numbers that somebody wrote down.
  const fitted = finishWithin(input, { weights: scaled, method, notes, limits: { ...limits, net: sum === net || off ? net : sum } })
  return finish(input, fitted)
}

/**
 * The same weight for every sleeve; those at a limit leave their rest to the others.
 *
 * @throws {@link ConfigError} `portfolio/limits`, `portfolio/sleeve`, `portfolio/names`.
 *
 * @example
 * ```ts
 * import { equalWeights } from 'peak-trade'
 *
 * equalWeights({ names: ['a', 'b', 'c'] }, { maximum: { a: 0.2 } }).weights // about 0.2, 0.4, 0.4
 * ```
 */
export function equalWeights(input: AllocationInput, options: WeightLimits = {}): Allocation {
  const { length } = namesOf(input)
  const { net = 1 } = options
  return finishWithin(input, { weights: new Float64Array(length).fill(net / length), method: 'equal', limits: options })
}
