import { ConfigError } from '../../base/errors.ts'
import { factorPositive, solveFactored } from '../cholesky.ts'
import { findSleeve, type WeightLimits } from '../weight-limits.ts'
import { type Allocation, type AllocationInput, finishWithin, movingSleeves, needCovariance } from './allocation.ts'
import { scaleToOne } from './inverse-volatility.ts'

/** How {@link riskParity} shares the risk. */
export interface RiskParityOptions extends WeightLimits {
  /** Share of each sleeve in the risk, by name (0 for the others); they need not sum to 1. Default: the same for all. */
  readonly budgets?: Readonly<Record<string, number>>
}

const MOST_STEPS = 500

/**
 * The long-only weights with which every sleeve contributes the same to the risk (or its budget), then brought within the limits.
 *
 * Newton's method on `½ xᵀ C x - Σ bᵢ ln xᵢ` with the correlations C, which always converges. Sources: Maillard, Roncalli and Teiletche,
 * The properties of equally weighted risk contribution portfolios, 2010; Spinu, An algorithm for computing risk parity weights, 2013.
 * A sleeve that does not move gets no weight. Sleeves that cancel each other leave no risk to share: a ridge of 1e-6 on the variances
 * helps. Limits that bind make contributions unequal. Notes say all of that.
 *
 * @throws {@link ConfigError} `portfolio/covariance`, `portfolio/budgets`, `portfolio/limits`, `portfolio/sleeve`.
 *
 * @example
 * ```ts
 * import { riskParity, toCovariance } from 'peak-trade'
 *
 * const { weights, risk } = riskParity({ covariance: toCovariance([[0.01, 0.003], [0.003, 0.09]]) })
 * weights // about 0.75, 0.25
 * risk?.contributions // about 0.5, 0.5
 * ```
 */
export function riskParity(input: AllocationInput, options: RiskParityOptions = {}): Allocation {
  const { budgets, ...limits } = options
  const method = 'risk_parity'
  const covariance = needCovariance(input, method)
  const { size, matrix, names } = covariance
  const shares = readBudgets(budgets, names)
  const { moving, notes: still } = movingSleeves(covariance)
  const used = moving.filter(i => shares[i] > 0)
  const weights = new Float64Array(size).fill(moving.length === 0 ? 1 : 0)
  const notes = [...still]
  if (moving.length > 0 && used.length === 0)
    throw new ConfigError('portfolio/budgets', 'every sleeve with a risk budget is without variance; give a budget to one that moves')
  if (used.length > 0) {
    const deviations = used.map(i => Math.sqrt(matrix[i * size + i]))
    const correlations = Float64Array.from({ length: used.length ** 2 }, (_, at) => {
      const [row, column] = [Math.floor(at / used.length), at % used.length]
      return row === column ? 1 : matrix[used[row] * size + used[column]] / deviations[row] / deviations[column]
    })
    const budget = Float64Array.from(used, i => shares[i])
    let found = shareRisk(correlations, budget)
    if (found === undefined) {
      found = shareRisk(
        correlations.map((value, k) => (k % (used.length + 1) === 0 ? value + 1e-6 : value)),
        budget,
      )
      notes.push('Some sleeves cancel each other, so that there is no risk to share; every variance was raised by 1e-6 of itself.')
    }
    if (found === undefined)
      throw new ConfigError(
        'portfolio/covariance',
        'the covariance matrix has a negative eigenvalue; estimate all of it from the same rows',
      )
    for (const [k, i] of used.entries()) weights[i] = found[k] / deviations[k]
  }
  return finishWithin(input, { weights: scaleToOne(weights), method, notes, limits })
}

/** Weights (of sleeves with variance 1) whose contributions are in proportion to the budgets; undefined when there are none. */
function shareRisk(correlations: Float64Array, budgets: Float64Array): Float64Array | undefined {
  const size = budgets.length
  const least = budgets.reduce((so, value) => Math.min(so, value), Number.POSITIVE_INFINITY)
  // Budgets of at least 1 make the function self-concordant: a step of 1 / (1 + decrement) never leaves its domain.
  const scaled = budgets.map(value => value / least)
  let x = scaled.map(value => Math.sqrt(value))
  let best = Number.POSITIVE_INFINITY
  for (let step = 0; step < MOST_STEPS; step++) {
    const slope = new Float64Array(size)
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) slope[i] += correlations[i * size + j] * x[j]
      slope[i] -= scaled[i] / x[i]
    }
    // In units of x the Hessian is well scaled however far apart the weights are.
    const curvature = Float64Array.from(correlations, (value, at) => {
      const [i, j] = [Math.floor(at / size), at % size]
      return value * x[i] * x[j] + (i === j ? scaled[i] : 0)
    })
    const gradient = slope.map((value, i) => value * x[i])
    const factor = factorPositive(curvature, size)
    if (factor === undefined) return undefined
    const move = solveFactored(factor, gradient)
    const decrement = Math.sqrt(
      Math.max(
        0,
        move.reduce((so, value, i) => so + value * gradient[i], 0),
      ),
    )
    const rate = decrement > 0.25 ? 1 / (1 + decrement) : 1
    if (decrement < 1e-7 && decrement >= best) return x
    best = Math.min(best, decrement)
    x = x.map((value, i) => value * (1 - rate * move[i]))
    if (!x.every(value => value > 0 && value < 1e12)) return undefined
  }
  return undefined
}

function readBudgets(budgets: RiskParityOptions['budgets'], names: readonly string[]): Float64Array {
  const shares = new Float64Array(names.length).fill(budgets === undefined ? 1 : 0)
  for (const [name, share] of Object.entries(budgets ?? {})) {
    if (!(share >= 0 && share < Number.POSITIVE_INFINITY))
      throw new ConfigError('portfolio/budgets', `the risk budget of ${name} is ${share}; budgets are 0 or more`)
    shares[findSleeve(name, names)] = share
  }
  if (!shares.some(share => share > 0)) throw new ConfigError('portfolio/budgets', 'no sleeve has a risk budget above 0')
  return shares
}
