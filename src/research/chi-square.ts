import { normalCdf } from '../base/normal.ts'

/** Probability that a chi-square number with one or two degrees of freedom is above `x`. */
export function chiSquareTail(x: number, freedom: 1 | 2): number {
  const value = Math.max(x, 0)
  return freedom === 1 ? 2 * normalCdf(-Math.sqrt(value)) : Math.exp(-value / 2)
}

/** `count * ln(probability)`, 0 for a count of 0. */
export function logLikelihood(count: number, probability: number): number {
  return count === 0 ? 0 : count * Math.log(probability)
}
