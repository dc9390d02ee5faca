import { ConfigError } from '../base/errors.ts'
import { type HalfSpace, type QuadraticSolution, solveQuadratic } from './quadratic-program.ts'
import { contradiction, type LimitSet, leverageSpace, listHalfSpaces, type WeightSpace } from './weight-limits.ts'

/** `½ wᵀ H w - cᵀ w`, to be made small within limits. */
export interface WeightProblem {
  /** Symmetric, no negative eigenvalue, flat. */
  readonly hessian: Float64Array
  /** Default 0. */
  readonly linear?: Float64Array
  readonly limits: LimitSet
  /** The weights need not sum to `net`. */
  readonly free?: boolean
}

/** The best weights, the limits that hold them and what had to be changed. */
export interface SolvedWeights {
  readonly weights: Float64Array
  readonly binding: readonly string[]
  readonly notes: readonly string[]
}

/** Shares of the mean variance that a matrix without an inverse gets added, until one is enough. */
const RIDGES = [1e-8, 1e-6, 1e-4]

const FARTHEST = 1e6

/** Solves for weights within limits; throws `portfolio/limits` with the limits that contradict each other. */
export function solveWeights({ hessian, linear, limits, free = false }: WeightProblem): SolvedWeights {
  const { size, net, leverage, lower, upper } = limits
  const { solution, notes } = solveWithRidge(hessian, size, matrix => ({
    ...matrix,
    linear: scaleLinear(linear ?? new Float64Array(size), matrix.scale),
    equalities: free ? [] : [{ normal: new Float64Array(size).fill(1), bound: net, label: `net (${net})` }],
    inequalities: listHalfSpaces(limits),
    cut: x => (leverage < Number.POSITIVE_INFINITY ? leverageSpace(x, limits) : undefined),
  }))
  if (solution.x === undefined) throw contradiction(solution.contradiction)
  const weights = solution.x
  for (const { sleeve, at } of solution.active as readonly WeightSpace[]) if (sleeve !== undefined && at !== undefined) weights[sleeve] = at
  for (let i = 0; i < size; i++) weights[i] = Math.min(upper[i], Math.max(lower[i], weights[i]))
  return { weights, binding: labelsOf(solution.active, solution.multipliers), notes }
}

/** Solves a program; a Hessian without an inverse gets a small ridge, and a note says so. */
export function solveWithRidge(
  hessian: Float64Array,
  size: number,
  makeProgram: (scaled: { readonly hessian: Float64Array; readonly scale: number }) => Parameters<typeof solveQuadratic>[0],
): { readonly solution: QuadraticSolution; readonly notes: readonly string[] } {
  let trace = 0
  for (let i = 0; i < size; i++) trace += hessian[i * size + i]
  const scale = trace > 0 ? trace / size : 1
  const scaled = hessian.map(value => value / scale)
  const direct = solveQuadratic(makeProgram({ hessian: scaled, scale }))
  if (direct !== undefined) return { solution: direct, notes: [] }
  for (const ridge of RIDGES) {
    const raised = scaled.map((value, k) => (k % (size + 1) === 0 ? value + ridge : value))
    const solution = solveQuadratic(makeProgram({ hessian: raised, scale }))
    if (solution !== undefined)
      return { solution, notes: [`The covariance matrix has no inverse; every variance was raised by ${ridge} of the mean variance.`] }
  }
  throw new ConfigError('portfolio/covariance', 'the covariance matrix has a negative eigenvalue; estimate all of it from the same rows')
}

/** Divided by the scale. Beyond `FARTHEST` only limits decide, and numbers grow that leave nothing but rounding. */
function scaleLinear(linear: Float64Array, scale: number): Float64Array {
  const largest = linear.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return linear.map(value => (largest > FARTHEST * scale ? (value / largest) * FARTHEST : value / scale))
}

/** The limits that hold the weights, without the sum and without "no less than 0". */
function labelsOf(active: readonly HalfSpace[], multipliers: Float64Array): readonly string[] {
  return active
    .filter((half, k) => {
      const { at, normal, sleeve } = half as WeightSpace
      const longOnly = sleeve !== undefined && at === 0 && normal[sleeve] > 0
      return multipliers[k] > 0 && !longOnly && !half.label.startsWith('net ')
    })
    .map(({ label }) => label)
    .sort()
}
