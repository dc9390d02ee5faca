import { normalArea, normalCdf } from '../base/normal.ts'

/**
 * Twice the standard normal probability between 0 and `x`, negative to the left: what the distribution function gives, spread
 * over -1 to 1.
 */
export function normalSpan(x: number): number {
  const distance = Math.abs(x)
  return distance > 3 ? Math.sign(x) * (1 - 2 * normalCdf(-distance)) : 2 * normalArea(x)
}
