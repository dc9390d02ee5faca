/**
 * The arithmetic mean; NaN of nothing.
 *
 * @example
 * ```ts
 * import { mean } from 'peak-trade'
 *
 * mean([1, 2, 6]) // 3
 * ```
 */
export function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  return sum / values.length
}

/**
 * The sample standard deviation, in the unit of the values: the root of the squared distances from the mean over n - 1
 * (Bessel's correction). NaN for fewer than two values.
 *
 * @example
 * ```ts
 * import { standardDeviation } from 'peak-trade'
 *
 * standardDeviation([1, 2, 3]) // 1
 * ```
 */
export function standardDeviation(values: ArrayLike<number>): number {
  const n = values.length
  return n < 2 ? Number.NaN : Math.sqrt((centralMoment(values, 2) * n) / (n - 1))
}

/**
 * How {@link skewness} and {@link kurtosis} count: of the sample as it is (`biased: true`, the default), or as an estimate
 * for the population behind it.
 */
export interface MomentOptions {
  /** False corrects for the size of the sample (Joanes and Gill 1998, G1 and G2). Default true. */
  readonly biased?: boolean
}

/**
 * Skewness of returns: negative when the large moves are losses. NaN when the returns do not vary.
 *
 * The third central moment over the 3/2 power of the second; `biased: false` multiplies by √(n(n-1)) / (n-2).
 *
 * @example
 * ```ts
 * import { skewness } from 'peak-trade'
 *
 * skewness([-0.03, 0.01, 0.01, 0.01]) // about -1.155: one large loss
 * ```
 */
export function skewness(returns: ArrayLike<number>, options: MomentOptions = {}): number {
  const n = returns.length
  const m2 = centralMoment(returns, 2)
  if (isRounding(Math.sqrt(m2), 1 + Math.abs(mean(returns)))) return Number.NaN
  const skew = centralMoment(returns, 3) / (m2 * Math.sqrt(m2))
  if (options.biased ?? true) return known(skew)
  return n > 2 ? known((skew * Math.sqrt(n * (n - 1))) / (n - 2)) : Number.NaN
}

/**
 * Excess kurtosis of returns: 0 for a normal distribution, positive when extreme moves are more frequent. NaN when the
 * returns do not vary.
 *
 * The fourth central moment over the square of the second, minus 3; `biased: false` gives the sample-size corrected form.
 *
 * @example
 * ```ts
 * import { kurtosis } from 'peak-trade'
 *
 * kurtosis([-0.01, 0.01, -0.01, 0.01]) // -2, the smallest there is
 * ```
 */
export function kurtosis(returns: ArrayLike<number>, options: MomentOptions = {}): number {
  const n = returns.length
  const m2 = centralMoment(returns, 2)
  if (isRounding(Math.sqrt(m2), 1 + Math.abs(mean(returns)))) return Number.NaN
  const excess = centralMoment(returns, 4) / (m2 * m2) - 3
  if (options.biased ?? true) return known(excess)
  return n > 3 ? known(((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * excess + 6)) : Number.NaN
}

/** The mean of a power of the distances from the mean. */
function centralMoment(values: ArrayLike<number>, power: 2 | 3 | 4): number {
  const center = mean(values)
  let sum = 0
  for (let i = 0; i < values.length; i++) {
    const distance = values[i] - center
    const square = distance * distance
    sum += power === 2 ? square : power === 3 ? square * distance : square * square
  }
  return sum / values.length
}

/**
 * True when a spread is unknown or nothing but the rounding of numbers of size `scale`. A ratio over such a spread has no meaning: a
 * curve that grows by the same rate on every bar has returns that differ in their last bit only.
 */
export function isRounding(spread: number, scale: number): boolean {
  return !(spread > scale * 2 ** -50)
}

/** The value itself, or NaN when it is not finite: a user never sees Infinity. */
export function known(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN
}

/** A quotient, NaN when it is undefined. */
export function ratio(numerator: number, denominator: number): number {
  return Number.isFinite(denominator) ? known(numerator / denominator) : Number.NaN
}
