import { ConfigError } from '../base/errors.ts'
import type { Covariance } from './covariance.ts'

/** Where the risk of a portfolio comes from. */
export interface PortfolioRisk {
  /** Standard deviation of the portfolio's return per bar, or per whatever the covariance is per. */
  readonly volatility: number
  /** Share of each sleeve in the variance, `w (Σ w) / wᵀ Σ w`; they sum to 1. NaN without any risk. */
  readonly contributions: Float64Array
}

/**
 * Volatility of weights and the share of each in it.
 *
 * @throws {@link ConfigError} `portfolio/weights` when there are not as many weights as sleeves.
 *
 * @example
 * ```ts
 * import { measureRisk, toCovariance } from 'peak-trade'
 *
 * const risk = measureRisk([0.5, 0.5], toCovariance([[0.04, 0], [0, 0.12]]))
 * risk.volatility // about 0.2
 * risk.contributions // about 0.25, 0.75
 * ```
 */
export function measureRisk(weights: ArrayLike<number>, covariance: Covariance): PortfolioRisk {
  const { size } = covariance
  if (weights.length !== size)
    throw new ConfigError('portfolio/weights', `${weights.length} weights for ${size} sleeves; give one each`, { size })
  const slope = multiply(covariance, weights)
  const parts = slope.map((value, i) => value * weights[i])
  let variance = 0
  let gross = 0
  for (const part of parts) {
    variance += part
    gross += Math.abs(part)
  }
  // Parts that cancel leave rounding behind, not risk.
  if (!(variance > 1e-14 * gross)) return { volatility: 0, contributions: new Float64Array(size).fill(Number.NaN) }
  return { volatility: Math.sqrt(variance), contributions: parts.map(part => part / variance) }
}

/** `Σ w`. */
export function multiply({ matrix, size }: Covariance, weights: ArrayLike<number>): Float64Array {
  const product = new Float64Array(size)
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) product[i] += matrix[i * size + j] * weights[j]
  return product
}
