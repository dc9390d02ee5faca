const SCALE = Math.sqrt(2 / Math.PI)

/**
 * Twice the standard normal probability between 0 and `x`, negative to the left: what the distribution function gives, spread
 * over -1 to 1. The series of Abramowitz and Stegun 26.2.11; all its terms have one sign, so that nothing cancels.
 */
export function normalSpan(x: number): number {
  if (Math.abs(x) > 9) return Math.sign(x)
  const square = x * x
  let term = x
  let sum = x
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
    term *= square / k
    sum += term
  }
  const span = SCALE * Math.exp(-0.5 * square) * sum
  return Math.max(-1, Math.min(1, span))
}
