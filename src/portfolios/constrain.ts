import { ConfigError } from '../base/errors.ts'
import { nameColumns } from './covariance.ts'
import { type SolvedWeights, solveWeights } from './solve-weights.ts'
import { type LimitSet, readLimits, type WeightLimits } from './weight-limits.ts'

/** Weights within limits. */
export interface ConstrainedWeights {
  readonly weights: Float64Array
  /** The limits that changed something, in words; empty when the weights only had to be scaled or were right already. */
  readonly binding: readonly string[]
  /** What had to be done besides, one sentence each. */
  readonly notes: readonly string[]
}

/** Limits and the names that they use. */
export interface ConstrainOptions extends WeightLimits {
  /** One per weight; default `'0'`, `'1'`, … */
  readonly names?: readonly string[]
}

/**
 * The weights within limits that change the given ones least in proportion: all are scaled by one factor, those at a limit stay there
 * and the others share the rest in their old proportions. Caps, groups and the sum hold together, not one after the other, so that no
 * cap is lost in the scaling.
 *
 * Makes `Σ (w - w₀)² / |w₀|` smallest, exactly. A weight of 0 stays 0 as long as the limits can hold that way.
 *
 * @param weights - Any finite numbers; they need not sum to anything.
 * @throws {@link ConfigError} `portfolio/limits` with the limits that contradict each other; `portfolio/sleeve`, `portfolio/weights`.
 *
 * @example
 * ```ts
 * import { constrainWeights } from 'peak-trade'
 *
 * const { weights, binding } = constrainWeights([0.75, 0.125, 0.125], { maximum: 0.5 })
 * weights // 0.5, 0.25, 0.25
 * binding // ['maximum of 0 (0.5)']
 * ```
 */
export function constrainWeights(weights: ArrayLike<number>, options: ConstrainOptions = {}): ConstrainedWeights {
  return fitWeights(Float64Array.from(weights), readLimits(options, nameColumns(weights.length, options.names)))
}

/** {@link constrainWeights} with limits that were read before. */
export function fitWeights(weights: Float64Array, limits: LimitSet): ConstrainedWeights {
  const { size, names, net } = limits
  const wrong = weights.findIndex(value => !Number.isFinite(value))
  if (wrong >= 0)
    throw new ConfigError('portfolio/weights', `the weight of ${names[wrong]} is ${weights[wrong]}; weights are finite numbers`)
  if (keepsLimits(weights, limits)) return { weights, binding: [], notes: [] }
  let sum = 0
  let gross = 0
  for (const value of weights) {
    sum += value
    gross += Math.abs(value)
  }
  // Weights that only miss the sum keep their signs when they are scaled to it.
  const factor = sum !== 0 && sum / net > 1e-9 * gross ? net / sum : 1
  const scaled = weights.map(value => value * factor)
  if (keepsLimits(scaled, limits)) return { weights: scaled, binding: [], notes: [] }
  const smallest = gross > 0 ? (1e-12 * gross) / size : 1
  const zero = scaled.map(value => (Math.abs(value) <= smallest ? 1 : 0))
  const pinned = {
    ...limits,
    lower: limits.lower.map((low, i) => (zero[i] === 1 ? clip(0, low, limits.upper[i]) : low)),
    upper: limits.upper.map((high, i) => (zero[i] === 1 ? clip(0, limits.lower[i], high) : high)),
  }
  if (zero.includes(1) && zero.includes(0)) {
    try {
      return nearestWithin(scaled, pinned)
    } catch (error) {
      // The limits may hold once the zeros give way; if not, the error below names the limits that were given.
      if (!(error instanceof ConfigError)) throw error
    }
    const result = nearestWithin(scaled, limits)
    return { ...result, notes: [...result.notes, 'Weights of 0 had to give way to the limits.'] }
  }
  return nearestWithin(scaled, limits)
}

/** True when weights need no change. */
function keepsLimits(weights: Float64Array, { lower, upper, groups, net, leverage }: LimitSet): boolean {
  let sum = 0
  let gross = 0
  for (const [i, weight] of weights.entries()) {
    if (weight < lower[i] || weight > upper[i]) return false
    sum += weight
    gross += Math.abs(weight)
  }
  const room = 1e-12 * Math.max(1, gross)
  if (Math.abs(sum - net) > room || gross > leverage + room) return false
  return groups.every(({ members, lower: low, upper: high }) => {
    const total = members.reduce((so, i) => so + weights[i], 0)
    return total >= low - room && total <= high + room
  })
}

function nearestWithin(weights: Float64Array, limits: LimitSet): SolvedWeights {
  const { size } = limits
  let gross = 0
  for (const value of weights) gross += Math.abs(value)
  const least = gross > 0 ? (1e-6 * gross) / size : 1
  const hessian = new Float64Array(size * size)
  const linear = new Float64Array(size)
  for (const [i, value] of weights.entries()) {
    const stiffness = 1 / Math.max(Math.abs(value), least)
    hessian[i * size + i] = stiffness
    linear[i] = stiffness * value
  }
  return solveWeights({ hessian, linear, limits })
}

function clip(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
