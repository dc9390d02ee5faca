import { ConfigError } from '../../base/errors.ts'
import { type ConstrainedWeights, fitWeights } from '../constrain.ts'
import { type Covariance, checkCovariance, nameColumns } from '../covariance.ts'
import { measureRisk, type PortfolioRisk } from '../measure-risk.ts'
import { readLimits, type WeightLimits } from '../weight-limits.ts'

/** What is known of the sleeves (assets or strategies) that get weights. */
export interface AllocationInput {
  /** Needed without a covariance; with one, its names count. */
  readonly names?: readonly string[]
  /** Needed by all methods but `fixed` and `equal`. */
  readonly covariance?: Covariance
  /** Expected return of each sleeve, per the same time as the covariance. */
  readonly expectedReturns?: ArrayLike<number>
}

/**
 * Weights of sleeves and how they came about.
 */
export interface Allocation {
  readonly names: readonly string[]
  /** One per sleeve, finite; fractions of the equity, negative for short. */
  readonly weights: Float64Array
  readonly method: string
  /** What a reader should know: fallbacks, limits that bind, estimates that were shrunk. One sentence each. */
  readonly notes: readonly string[]
  /** Present when the covariance is known. */
  readonly risk?: PortfolioRisk
}

/** The names of the sleeves. */
export function namesOf({ names, covariance }: AllocationInput): readonly string[] {
  if (covariance !== undefined) return nameColumns(covariance.size, covariance.names)
  if (names === undefined || names.length === 0) throw new ConfigError('portfolio/names', 'no sleeves; give names or a covariance')
  return nameColumns(names.length, names)
}

/** The covariance, or an error that says who needs it. */
export function needCovariance({ covariance }: AllocationInput, method: string): Covariance {
  if (covariance === undefined)
    throw new ConfigError('portfolio/covariance', `${method} needs a covariance; estimateSleeves makes one from returns`)
  nameColumns(covariance.size, covariance.names)
  return checkCovariance(covariance)
}

/** The expected returns minus the risk-free return, or an error that says who needs them. */
export function needExcess(input: AllocationInput, method: string, riskFree = 0): Float64Array {
  const names = namesOf(input)
  const { expectedReturns } = input
  if (expectedReturns === undefined) throw new ConfigError('portfolio/expected-returns', `${method} needs expectedReturns, one per sleeve`)
  if (expectedReturns.length !== names.length)
    throw new ConfigError(
      'portfolio/expected-returns',
      `${expectedReturns.length} expected returns for ${names.length} sleeves; give one each`,
    )
  if (!Number.isFinite(riskFree)) throw new ConfigError('portfolio/expected-returns', `the risk-free return is ${riskFree}`)
  return Float64Array.from(names, (name, i) => {
    if (!Number.isFinite(expectedReturns[i]))
      throw new ConfigError('portfolio/expected-returns', `the expected return of ${name} is ${expectedReturns[i]}`)
    return expectedReturns[i] - riskFree
  })
}

/** A result with its risk. */
export function finish(
  input: AllocationInput,
  { weights, method, notes = [] }: { readonly weights: Float64Array; readonly method: string; readonly notes?: readonly string[] },
): Allocation {
  const names = namesOf(input)
  const base = { names, weights, method, notes }
  return input.covariance === undefined ? base : { ...base, risk: measureRisk(weights, input.covariance) }
}

/** A rule's own weights brought within limits, with notes. */
export function finishWithin(
  input: AllocationInput,
  settings: { readonly weights: Float64Array; readonly method: string; readonly notes?: readonly string[]; readonly limits: WeightLimits },
): Allocation {
  const fitted: ConstrainedWeights = fitWeights(settings.weights, readLimits(settings.limits, namesOf(input)))
  const notes = [...(settings.notes ?? []), ...fitted.notes, ...describeBinding(fitted.binding)]
  return finish(input, { weights: fitted.weights, method: settings.method, notes })
}

/** Limits that changed weights, as notes. */
export function describeBinding(binding: readonly string[]): readonly string[] {
  return binding.length === 0 ? [] : [`Limits that hold the weights: ${binding.join(', ')}.`]
}

/** Sleeves whose returns move, and a note about the others. */
export function movingSleeves({ matrix, size, names }: Covariance): {
  readonly moving: readonly number[]
  readonly notes: readonly string[]
} {
  let largest = 0
  for (let i = 0; i < size; i++) largest = Math.max(largest, matrix[i * size + i])
  const all = Array.from({ length: size }, (_, i) => i)
  // Below this a variance is what rounding leaves of a constant.
  const moving = all.filter(i => matrix[i * size + i] > 1e-16 * largest)
  if (moving.length === size) return { moving, notes: [] }
  if (moving.length === 0) return { moving, notes: ['No sleeve moves, so that there is no risk to share; the weights are equal.'] }
  const still = all.filter(i => !moving.includes(i)).map(i => names[i])
  return { moving, notes: [`Without any variance and therefore without a weight: ${still.join(', ')}.`] }
}
