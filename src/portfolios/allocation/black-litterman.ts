import { ConfigError } from '../../base/errors.ts'
import { factorPositive, solveFactored } from '../cholesky.ts'
import type { Covariance } from '../covariance.ts'
import { multiply } from '../measure-risk.ts'
import { solveWeights } from '../solve-weights.ts'
import { findSleeve, readLimits, type WeightLimits } from '../weight-limits.ts'
import { type Allocation, type AllocationInput, describeBinding, finish, needCovariance } from './allocation.ts'

/** An opinion on the return of a sleeve, or of one against another. */
export interface View {
  /** Portfolio that the opinion is about, by name: `{ gold: 1 }`, or `{ gold: 1, silver: -1 }` for "gold will beat silver". */
  readonly weights: Readonly<Record<string, number>>
  /** Its expected excess return, per the same time as the covariance. */
  readonly expected: number
  /** From above 0 (no trust) to 1 (certain); default 0.5: as much trust as in the market's own estimate. */
  readonly confidence?: number
}

/** What {@link blendViews} starts from. */
export interface BlendOptions {
  /** Weights held without any view, by name (0 for the others); default the same for all. */
  readonly market?: Readonly<Record<string, number>>
  readonly views: readonly View[]
  /** Excess return that the market pays per variance; default 2.5. */
  readonly riskAversion?: number
  /** Uncertainty of the market's returns as a share of the covariance; default 0.05. */
  readonly tau?: number
}

/** How {@link blackLitterman} weighs. */
export interface BlackLittermanOptions extends BlendOptions, WeightLimits {}

/**
 * Expected excess returns that start from those that make the market weights optimal, and give way to views as far as they are
 * trusted.
 *
 * `π + τΣPᵀ (PτΣPᵀ + Ω)⁻¹ (q - Pπ)` with `π = δ Σ w`. Ω is diagonal, `(1 - c) / c` times the variance `τ pᵀΣp` of the view's own
 * portfolio for a confidence c. Sources: Black and Litterman, Global portfolio optimization, 1992; He and Litterman, 1999.
 *
 * @throws {@link ConfigError} `portfolio/views` for views that are not numbers, empty, or certain and contradictory; `portfolio/sleeve`.
 *
 * @example
 * ```ts
 * import { blendViews, toCovariance } from 'peak-trade'
 *
 * const covariance = toCovariance([[0.04, 0], [0, 0.04]], { names: ['gold', 'silver'] })
 * // The market pays 5 %; someone expects 9 % of gold, and is half trusted.
 * blendViews(covariance, { views: [{ weights: { gold: 1 }, expected: 0.09 }] }) // about 0.07, 0.05
 * ```
 */
export function blendViews(covariance: Covariance, options: BlendOptions): Float64Array {
  const { market, views, riskAversion = 2.5, tau = 0.05 } = options
  const { names, size } = covariance
  for (const [name, value] of Object.entries({ riskAversion, tau }))
    if (!(value > 0 && value < Number.POSITIVE_INFINITY))
      throw new ConfigError('portfolio/views', `${name} is ${value}; give a number above 0`)
  const held = market === undefined ? new Float64Array(size).fill(1 / size) : readPortfolio(market, names, 'market')
  const prior = multiply(covariance, held).map(value => value * riskAversion)
  const picks = views.map((view, k) => readPortfolio(view.weights, names, `view ${k}`))
  const images = picks.map(pick => multiply(covariance, pick).map(value => value * tau))
  const count = views.length
  const middle = new Float64Array(count * count)
  const surprise = new Float64Array(count)
  for (const [k, { expected, confidence = 0.5 }] of views.entries()) {
    if (!Number.isFinite(expected)) throw new ConfigError('portfolio/views', `view ${k} expects ${expected}`)
    if (!(confidence > 0 && confidence <= 1))
      throw new ConfigError('portfolio/views', `view ${k} has the confidence ${confidence}; give more than 0 and at most 1`)
    for (let j = 0; j < count; j++) middle[k * count + j] = dot(images[k], picks[j])
    middle[k * count + k] /= confidence
    surprise[k] = expected - dot(picks[k], prior)
  }
  const factor = factorPositive(middle, count)
  if (factor === undefined)
    throw new ConfigError('portfolio/views', 'certain views repeat each other or are about something without risk; trust one of them less')
  const pull = solveFactored(factor, surprise)
  return prior.map((value, i) => images.reduce((so, image, k) => so + image[i] * pull[k], value))
}

/**
 * Black–Litterman weights: those that are best for the returns of {@link blendViews}, `δ/2 wᵀΣw - μᵀw` made smallest within the limits.
 * Without views they are the market weights, and only sleeves that views are about move away from them.
 *
 * @throws {@link ConfigError} `portfolio/views`, `portfolio/covariance`, `portfolio/limits`, `portfolio/sleeve`.
 *
 * @example
 * ```ts
 * import { blackLitterman, toCovariance } from 'peak-trade'
 *
 * const covariance = toCovariance([[0.04, 0], [0, 0.04]], { names: ['gold', 'silver'] })
 * const view = { weights: { gold: 1, silver: -1 }, expected: 0.02 }
 * blackLitterman({ covariance }, { views: [view] }).weights // about 0.55, 0.45
 * ```
 */
export function blackLitterman(input: AllocationInput, options: BlackLittermanOptions): Allocation {
  const { market, views, riskAversion = 2.5, tau = 0.05, ...limits } = options
  const method = 'black_litterman'
  const covariance = needCovariance(input, method)
  const linear = blendViews(covariance, { views, riskAversion, tau, ...(market === undefined ? {} : { market }) })
  const hessian = covariance.matrix.map(value => value * riskAversion)
  const solved = solveWeights({ hessian, linear, limits: readLimits(limits, covariance.names) })
  return finish(input, { weights: solved.weights, method, notes: [...solved.notes, ...describeBinding(solved.binding)] })
}

function readPortfolio(weights: Readonly<Record<string, number>>, names: readonly string[], what: string): Float64Array {
  const portfolio = new Float64Array(names.length)
  for (const [name, weight] of Object.entries(weights)) {
    if (!Number.isFinite(weight)) throw new ConfigError('portfolio/views', `the weight of ${name} in ${what} is ${weight}`)
    portfolio[findSleeve(name, names)] = weight
  }
  if (portfolio.every(weight => weight === 0)) throw new ConfigError('portfolio/views', `${what} holds nothing; name one sleeve at least`)
  return portfolio
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0)
}
