import { ConfigError } from '../base/errors.ts'

/**
 * The share of equity to put on a bet that wins `payoff` per unit with a probability, and loses the unit otherwise:
 * `p - (1 - p) / payoff`, or 0 when that is negative. Source: Kelly, A new interpretation of information rate, 1956.
 *
 * For trades: the share of wins, and the mean win over the mean loss.
 *
 * @throws {@link ConfigError} `portfolio/bet` for a probability outside [0, 1] or a payoff that is not above 0.
 *
 * @example
 * ```ts
 * import { kellyBet } from 'peak-trade'
 *
 * kellyBet(0.55, 1) // about 0.1
 * ```
 */
export function kellyBet(probability: number, payoff: number): number {
  if (!(probability >= 0 && probability <= 1))
    throw new ConfigError('portfolio/bet', `the probability of a win is ${probability}; it lies between 0 and 1`, { probability })
  if (!(payoff > 0 && payoff < Number.POSITIVE_INFINITY))
    throw new ConfigError('portfolio/bet', `the payoff is ${payoff}; it is what a win pays per unit at stake, above 0`, { payoff })
  return Math.max(0, probability - (1 - probability) / payoff)
}

/**
 * The share of equity that makes the mean of `ln(1 + share * outcome)` largest, found by halving. 0 when the outcomes lose on average,
 * NaN when none of them loses, because then no share is too large.
 *
 * @param outcomes - Returns on what is at stake, such as those of past trades.
 * @param probabilities - One per outcome; default the same for all.
 * @throws {@link ConfigError} `portfolio/bet` for numbers that are not finite, or probabilities that do not sum to 1.
 *
 * @example
 * ```ts
 * import { logOptimalFraction } from 'peak-trade'
 *
 * logOptimalFraction([1, -1], [0.55, 0.45]) // about 0.1
 * ```
 */
export function logOptimalFraction(outcomes: ArrayLike<number>, probabilities?: ArrayLike<number>): number {
  const count = outcomes.length
  const chances = probabilities ?? new Float64Array(count).fill(1 / count)
  let sum = 0
  let worst = 0
  let mean = 0
  for (let i = 0; i < count; i++) {
    if (!Number.isFinite(outcomes[i])) throw new ConfigError('portfolio/bet', `outcome ${i} is ${outcomes[i]}; outcomes are finite returns`)
    if (!(chances[i] >= 0)) throw new ConfigError('portfolio/bet', `the probability of outcome ${i} is ${chances[i]}`)
    sum += chances[i]
    mean += chances[i] * outcomes[i]
    if (chances[i] > 0) worst = Math.min(worst, outcomes[i])
  }
  if (chances.length !== count || !(Math.abs(sum - 1) <= 1e-9))
    throw new ConfigError('portfolio/bet', `${chances.length} probabilities of ${count} outcomes sum to ${sum}, not to 1`)
  if (!(mean > 0)) return 0
  if (worst === 0) return Number.NaN
  let low = 0
  let high = -1 / worst
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2
    let slope = 0
    for (let i = 0; i < count; i++) slope += (chances[i] * outcomes[i]) / (1 + middle * outcomes[i])
    if (slope > 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}
