const ROOT_TWO_PI = Math.sqrt(2 * Math.PI)

/**
 * Density of the standard normal distribution.
 *
 * @example
 * ```ts
 * import { normalPdf } from 'peak-trade'
 *
 * normalPdf(0) // 0.3989422804014327
 * ```
 */
export function normalPdf(x: number): number {
  if (Math.abs(x) > 40) return 0
  // Squaring x in two parts keeps the exponent exact far out, where the rounding of x * x would cost three digits.
  const head = Math.fround(x)
  return (Math.exp(-0.5 * head * head) * Math.exp(-0.5 * (x - head) * (x + head))) / ROOT_TWO_PI
}

/**
 * Probability that a standard normal number is at most `x`, with full relative accuracy also in the lower tail. For the upper
 * tail use `normalCdf(-x)`.
 *
 * Near the middle the Taylor series of the integral, whose terms all have one sign; further out Laplace's continued fraction
 * for Mills' ratio (Abramowitz and Stegun 26.2.11 and 26.2.14).
 *
 * @example
 * ```ts
 * import { normalCdf } from 'peak-trade'
 *
 * normalCdf(1.96) // about 0.975
 * ```
 */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) return Number.NaN
  if (x < -1.5) return tail(-x)
  if (x > 1.5) return 1 - tail(x)
  return 0.5 + normalArea(x)
}

/** Probability between 0 and an `x` that is not far out, negative to the left. */
export function normalArea(x: number): number {
  let term = x
  let sum = x
  for (let k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
    term *= (x * x) / k
    sum += term
  }
  return normalPdf(x) * sum
}

/** Probability beyond a positive `x`. */
function tail(x: number): number {
  const terms = 30 + Math.ceil(250 / x)
  let fraction = x
  for (let k = terms; k > 0; k--) fraction = x + k / fraction
  return normalPdf(x) / fraction
}

/**
 * The number that a standard normal number stays below with the given probability: the inverse of {@link normalCdf}. NaN
 * unless the probability is strictly between 0 and 1.
 *
 * A rational first guess (Abramowitz and Stegun 26.2.23), then Halley's iteration on the distribution itself, so the result
 * is as accurate as {@link normalCdf}.
 *
 * @example
 * ```ts
 * import { normalQuantile } from 'peak-trade'
 *
 * normalQuantile(0.975) // 1.959963984540054
 * ```
 */
export function normalQuantile(probability: number): number {
  if (!(probability > 0 && probability < 1)) return Number.NaN
  if (probability === 0.5) return 0
  if (probability > 0.5) return -normalQuantile(1 - probability)
  const t = Math.sqrt(-2 * Math.log(probability))
  let x = (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t
  for (let round = 0; round < 3; round++) {
    // Near the middle the distance from one half is compared: the probability itself would hide small x.
    const miss = x < -1.5 ? tail(-x) - probability : normalArea(x) - (probability - 0.5)
    const step = miss / normalPdf(x)
    x -= step / (1 + 0.5 * x * step)
  }
  return x
}
