import { ConfigError } from '../base/errors.ts'
import { normalCdf, normalPdf } from '../base/normal.ts'

/** Steps of Simpson's rule per unit; the integrand is smooth, so this gives full precision. */
const STEPS = 64

/** How far out the integral goes. */
const REACH = 9

/**
 * Standard deviation of the largest of `count` independent standard normal numbers: how uncertain the luck of the best of many
 * trials is. 1 for one number, about 0.59 for ten, falling slowly.
 *
 * Integrated from the density of the maximum, `count φ(x) Φ(x)^(count - 1)`.
 *
 * @throws {@link ConfigError} `research/trials` for a count below 1.
 *
 * @example
 * ```ts
 * import { maximumDeviation } from 'peak-trade'
 *
 * maximumDeviation(1) // 1
 * maximumDeviation(10) // about 0.587
 * ```
 */
export function maximumDeviation(count: number): number {
  if (!(count >= 1 && Number.isFinite(count)))
    throw new ConfigError('research/trials', `there are ${count} trials; it must be 1 or more`, { trials: count })
  if (count === 1) return 1
  let mass = 0
  let first = 0
  let second = 0
  const intervals = 2 * REACH * STEPS
  for (let k = 0; k <= intervals; k++) {
    const x = -REACH + k / STEPS
    const weight = k === 0 || k === intervals ? 1 : k % 2 === 1 ? 4 : 2
    // The power by the logarithm of the upper tail stays exact where the distribution is nearly one.
    const density = weight * normalPdf(x) * Math.exp((count - 1) * (x > 0 ? Math.log1p(-normalCdf(-x)) : Math.log(normalCdf(x))))
    mass += density
    first += density * x
    second += density * x * x
  }
  const mean = first / mass
  return Math.sqrt(second / mass - mean * mean)
}
