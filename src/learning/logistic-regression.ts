import { ConfigError } from '../base/errors.ts'
import { countRows, type LabeledSample } from './labeled-sample.ts'
import { solvePositive } from './solve-positive.ts'

/** How {@link trainLogistic} learns. */
export interface LogisticOptions {
  /** Weight of the squared coefficients against the log loss (half of it, as in `1 / C` of scikit-learn); default 1. */
  readonly penalty?: number
  /** Bring every feature to mean 0 and deviation 1 before the penalty is applied; default true. */
  readonly standardize?: boolean
}

/** What {@link trainLogistic} learned, in the units of the features. */
export interface LogisticModel {
  readonly intercept: number
  /** One per feature. */
  readonly coefficients: readonly number[]
}

const MOST_STEPS = 100
const TOLERANCE = 1e-10

/**
 * Logistic regression: the chance that a label is 1 as a logistic function of a weighted sum of the features.
 *
 * Minimizes `sum(weight * logLoss) + penalty / 2 * sum(coefficient²)`, the intercept free, by Newton's method with halved steps
 * (iteratively reweighted least squares). A sample with a single class has no minimum; then all coefficients are 0 and the intercept
 * says `(ones + 1/2) / (all + 1)`. Agrees with scikit-learn `LogisticRegression(C = 1 / penalty)`. Source: Hastie, Tibshirani and
 * Friedman, The Elements of Statistical Learning, 4.4, 2009.
 *
 * @throws {@link ConfigError} `learning/option` for a penalty that is not above 0, {@link DataError} `learning/sample` for a sample that
 * does not fit together.
 *
 * @example
 * ```ts
 * import { predictLogistic, trainLogistic } from 'peak-trade'
 *
 * const model = trainLogistic({ width: 1, features: Float64Array.of(1, 2, 3, 4), labels: Uint8Array.of(0, 0, 1, 1) })
 * predictLogistic(model, [4]) > 0.5 // true
 * ```
 */
export function trainLogistic(sample: LabeledSample, options: LogisticOptions = {}): LogisticModel {
  const { penalty = 1, standardize = true } = options
  const rows = countRows(sample)
  if (!(penalty > 0 && penalty < Number.POSITIVE_INFINITY))
    throw new ConfigError('learning/option', `trainLogistic: penalty is ${penalty}, it must be above 0`, { penalty })
  const { width, labels } = sample
  const weights = sample.weights ?? new Float64Array(rows).fill(1)
  let ones = 0
  let all = 0
  for (let i = 0; i < rows; i++) {
    all += weights[i]
    ones += weights[i] * labels[i]
  }
  if (ones === 0 || ones === all)
    return { intercept: Math.log((ones + 0.5) / (all - ones + 0.5)), coefficients: new Array<number>(width).fill(0) }
  const { centers, scales } = standardize ? measure(sample, weights, all) : { centers: new Float64Array(width), scales: undefined }
  const design = scaled(sample, centers, scales)
  const beta = minimize({ design, labels, weights, penalty, size: width + 1, start: Math.log(ones / (all - ones)) })
  const coefficients = Array.from({ length: width }, (_, k) => beta[k + 1] / (scales === undefined ? 1 : scales[k]))
  let intercept = beta[0]
  for (let k = 0; k < width; k++) intercept -= coefficients[k] * centers[k]
  return { intercept, coefficients }
}

/**
 * The chance from 0 to 1 that a row of features has the label 1.
 *
 * @example
 * ```ts
 * import { predictLogistic } from 'peak-trade'
 *
 * predictLogistic({ intercept: -2, coefficients: [1] }, [2]) // 0.5
 * ```
 */
export function predictLogistic({ intercept, coefficients }: LogisticModel, row: ArrayLike<number>): number {
  let sum = intercept
  for (let k = 0; k < coefficients.length; k++) sum += coefficients[k] * row[k]
  return logistic(sum)
}

function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x))
  const e = Math.exp(x)
  return e / (1 + e)
}

/** Log loss of a label whose log odds are `x`, without overflow. */
function logLoss(x: number, label: number): number {
  return Math.max(x, 0) - x * label + Math.log1p(Math.exp(-Math.abs(x)))
}

/** Weighted mean and deviation of each feature; a feature that does not vary gets 1. */
function measure({ width, features }: LabeledSample, weights: Float64Array, all: number) {
  const centers = new Float64Array(width)
  const scales = new Float64Array(width)
  for (let k = 0; k < width; k++) {
    let sum = 0
    for (let i = 0; i < weights.length; i++) sum += weights[i] * features[i * width + k]
    centers[k] = sum / all
    let squares = 0
    for (let i = 0; i < weights.length; i++) squares += weights[i] * (features[i * width + k] - centers[k]) ** 2
    const deviation = Math.sqrt(squares / all)
    // Rounding of the mean alone is no variation.
    scales[k] = deviation > 1e-14 * Math.abs(centers[k]) ? deviation : 1
  }
  return { centers, scales }
}

/** The rows with a 1 in front for the intercept. */
function scaled({ width, features, labels }: LabeledSample, centers: Float64Array, scales: Float64Array | undefined): Float64Array {
  const size = width + 1
  const design = new Float64Array(labels.length * size)
  for (let i = 0; i < labels.length; i++) {
    design[i * size] = 1
    for (let k = 0; k < width; k++) {
      const centered = features[i * width + k] - centers[k]
      design[i * size + k + 1] = scales === undefined ? centered : centered / scales[k]
    }
  }
  return design
}

interface Problem {
  readonly design: Float64Array
  readonly labels: Uint8Array
  readonly weights: Float64Array
  readonly penalty: number
  /** Number of columns of the design. */
  readonly size: number
  /** First guess of the intercept. */
  readonly start: number
}

function minimize(problem: Problem): Float64Array {
  const { design, labels, weights, penalty, size, start } = problem
  const beta = new Float64Array(size)
  beta[0] = start
  const gradient = new Float64Array(size)
  const hessian = new Float64Array(size * size)
  const tried = new Float64Array(size)
  let value = objective(problem, beta)
  for (let step = 0; step < MOST_STEPS; step++) {
    gradient.fill(0)
    hessian.fill(0)
    for (let i = 0; i < labels.length; i++) {
      const row = i * size
      const chance = logistic(dot(design, row, beta))
      const residual = weights[i] * (chance - labels[i])
      // Rows that are certain would leave the intercept without curvature.
      const curvature = weights[i] * Math.max(chance * (1 - chance), 1e-12)
      for (let j = 0; j < size; j++) {
        gradient[j] += residual * design[row + j]
        const scaledCell = curvature * design[row + j]
        for (let k = 0; k <= j; k++) hessian[j * size + k] += scaledCell * design[row + k]
      }
    }
    let steepest = Math.abs(gradient[0])
    for (let j = 1; j < size; j++) {
      gradient[j] += penalty * beta[j]
      hessian[j * size + j] += penalty
      steepest = Math.max(steepest, Math.abs(gradient[j]))
    }
    if (steepest < TOLERANCE) break
    const direction = solvePositive(hessian, gradient)
    // Near the minimum the objective is flat within rounding, while the gradient still has something to say.
    const limit = value + 1e-13 * Math.abs(value)
    let share = 1
    let next = Number.POSITIVE_INFINITY
    for (; share > 1e-10 && !(next <= limit); share /= 2) {
      for (let j = 0; j < size; j++) tried[j] = beta[j] - share * direction[j]
      next = objective(problem, tried)
    }
    if (!(next <= limit)) break
    beta.set(tried)
    value = next
  }
  return beta
}

function objective({ design, labels, weights, penalty, size }: Problem, beta: Float64Array): number {
  let sum = 0
  for (let i = 0; i < labels.length; i++) sum += weights[i] * logLoss(dot(design, i * size, beta), labels[i])
  let squares = 0
  for (let j = 1; j < size; j++) squares += beta[j] * beta[j]
  return sum + 0.5 * penalty * squares
}

function dot(design: Float64Array, row: number, beta: Float64Array): number {
  let sum = 0
  for (let j = 0; j < beta.length; j++) sum += design[row + j] * beta[j]
  return sum
}
