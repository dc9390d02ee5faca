import { ConfigError } from '../../base/errors.ts'
import { factorPositive, solveFactored } from '../cholesky.ts'
import type { Covariance } from '../covariance.ts'
import { solveWeights, solveWithRidge } from '../solve-weights.ts'
import { type LimitSet, leverageSpace, listHalfSpaces, readLimits, type WeightLimits, type WeightSpace } from '../weight-limits.ts'
import { type Allocation, type AllocationInput, describeBinding, finish, needCovariance, needExcess } from './allocation.ts'

/** How {@link maximumSharpe} reads the expected returns. */
export interface MaximumSharpeOptions extends WeightLimits {
  /** Return without risk, per the same time as the expected returns; default 0. */
  readonly riskFree?: number
  /**
   * How far the expected returns are drawn together before they are used, 0 (not at all) to 1 (all the same). Default `bayes_stein`:
   * as far as the number of observations demands, and not at all when that is unknown.
   */
  readonly shrinkage?: number | 'bayes_stein'
}

/**
 * The weights with the highest ratio of expected excess return to volatility within the limits, solved exactly.
 *
 * Expected returns are mostly noise, so by default they are drawn toward the return of the minimum variance portfolio: Jorion,
 * Bayes-Stein estimation for portfolio analysis, 1986. When no weights within the limits have a positive expected excess return there is
 * no highest ratio, and the result is the minimum variance, with a note.
 *
 * @throws {@link ConfigError} `portfolio/expected-returns`, `portfolio/covariance`, `portfolio/limits` (also for a `net` of 0 or less),
 * `portfolio/shrinkage`.
 *
 * @example
 * ```ts
 * import { maximumSharpe, toCovariance } from 'peak-trade'
 *
 * const covariance = toCovariance([[0.04, 0], [0, 0.04]])
 * maximumSharpe({ covariance, expectedReturns: [0.03, 0.01] }).weights // about 0.75, 0.25
 * ```
 */
export function maximumSharpe(input: AllocationInput, options: MaximumSharpeOptions = {}): Allocation {
  const { riskFree = 0, shrinkage = 'bayes_stein', ...limits } = options
  const method = 'maximum_sharpe'
  const covariance = needCovariance(input, method)
  const { excess, notes } = drawTogether(needExcess(input, method, riskFree), covariance, shrinkage)
  const solved = solveRatio(covariance, excess, readLimits(limits, covariance.names))
  return finish(input, { weights: solved.weights, method, notes: [...notes, ...solved.notes] })
}

/**
 * The weights with the highest ratio of their mean volatility to the volatility of the whole: {@link maximumSharpe} for someone who
 * expects of every sleeve what its risk is worth. Source: Choueifaty and Coignard, Toward maximum diversification, 2008.
 *
 * @throws {@link ConfigError} `portfolio/covariance`, `portfolio/limits`.
 *
 * @example
 * ```ts
 * import { maximumDiversification, toCovariance } from 'peak-trade'
 *
 * maximumDiversification({ covariance: toCovariance([[0.01, 0], [0, 0.09]]) }).weights // about 0.75, 0.25
 * ```
 */
export function maximumDiversification(input: AllocationInput, options: WeightLimits = {}): Allocation {
  const method = 'maximum_diversification'
  const covariance = needCovariance(input, method)
  const { size, matrix, names } = covariance
  const volatilities = Float64Array.from({ length: size }, (_, i) => Math.sqrt(matrix[i * size + i]))
  const solved = solveRatio(covariance, volatilities, readLimits(options, names))
  return finish(input, { weights: solved.weights, method, notes: solved.notes })
}

/**
 * With `y = w * k` for the k that makes `excess · y` one, all limits are linear in y and the smallest `yᵀ Σ y` belongs to the highest
 * ratio.
 */
function solveRatio(covariance: Covariance, excess: Float64Array, limits: LimitSet): { weights: Float64Array; notes: readonly string[] } {
  const { size, net, leverage, lower, upper } = limits
  if (!(net > 0)) throw new ConfigError('portfolio/limits', `net is ${net}; the highest ratio needs weights that sum to more than 0`)
  // Also says which limits contradict each other, before the ratio can hide it.
  const fallback = solveWeights({ hessian: covariance.matrix, limits })
  const scale = excess.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const homogeneous = ({ normal, bound, ...rest }: WeightSpace): WeightSpace => ({
    ...rest,
    normal: normal.map(value => value - bound / net),
    bound: 0,
  })
  const { solution, notes } = solveWithRidge(covariance.matrix, size, matrix => ({
    ...matrix,
    linear: new Float64Array(size),
    equalities: [{ normal: excess.map(value => value / (scale || 1)), bound: 1, label: 'return' }],
    inequalities: [...listHalfSpaces(limits).map(homogeneous), { normal: new Float64Array(size).fill(1), bound: 0, label: 'net above 0' }],
    cut: y => (leverage < Number.POSITIVE_INFINITY ? homogeneous(leverageSpace(y, limits)) : undefined),
  }))
  const sum = solution.x?.reduce((so, value) => so + value, 0) ?? 0
  const gross = solution.x?.reduce((so, value) => so + Math.abs(value), 0) ?? 0
  if (solution.x === undefined || !(sum > 1e-9 * gross)) {
    const why = solution.x === undefined ? 'have a positive expected excess return' : 'reach the highest ratio'
    return {
      weights: fallback.weights,
      notes: [`No weights within the limits ${why}; these have the smallest variance.`, ...fallback.notes],
    }
  }
  const weights = solution.x.map(value => (value * net) / sum)
  const binding: string[] = []
  for (const [k, half] of (solution.active as readonly WeightSpace[]).entries()) {
    if (half.sleeve !== undefined && half.at !== undefined) weights[half.sleeve] = half.at
    if (half.label !== 'return' && solution.multipliers[k] > 0 && half.at !== 0) binding.push(half.label)
  }
  for (let i = 0; i < size; i++) weights[i] = Math.min(upper[i], Math.max(lower[i], weights[i]))
  return { weights, notes: [...notes, ...describeBinding(binding.sort())] }
}

function drawTogether(
  excess: Float64Array,
  covariance: Covariance,
  shrinkage: number | 'bayes_stein',
): { readonly excess: Float64Array; readonly notes: readonly string[] } {
  const { size, matrix, observations } = covariance
  if (shrinkage === 'bayes_stein' && observations === undefined) return { excess, notes: [] }
  const factor = factorPositive(matrix, size)
  const ones = factor === undefined ? undefined : solveFactored(factor, new Float64Array(size).fill(1))
  const total = ones?.reduce((so, value) => so + value, 0) ?? size
  // Without an inverse the plain mean takes the place of the minimum variance portfolio's.
  const center = excess.reduce((so, value, i) => so + (value * (ones?.[i] ?? 1)) / total, 0)
  let share = shrinkage
  if (share === 'bayes_stein') {
    if (factor === undefined) share = 0
    else {
      const apart = excess.map(value => value - center)
      const distance = solveFactored(factor, apart).reduce((so, value, i) => so + value * apart[i], 0)
      share = (size + 2) / (size + 2 + (observations ?? 0) * distance)
    }
  }
  if (typeof share !== 'number' || !(share >= 0 && share <= 1))
    throw new ConfigError('portfolio/shrinkage', `shrinkage is ${share}; it lies between 0 and 1, or is 'bayes_stein'`)
  if (share === 0) return { excess, notes: [] }
  const amount = share
  const note = `The expected returns were drawn together by ${Number(amount.toPrecision(3))}, toward ${Number(center.toPrecision(3))}.`
  return { excess: excess.map(value => (1 - amount) * value + amount * center), notes: [note] }
}
