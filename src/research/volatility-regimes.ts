import type { Column } from '../base/column.ts'
import { DataError } from '../base/errors.ts'
import { isRounding, mean, standardDeviation } from '../metrics/moments.ts'
import { checkReturns } from './check-trials.ts'

/** Rounds of the fit, at most, and the gain in log-likelihood per return below which it is done. */
const ROUNDS = 200
const DONE = 1e-9

/** No state gets a smaller share of the whole deviation than this, or it would settle on a single return. */
const SMALLEST = 0.02

/**
 * A market with two states, quiet (0) and turbulent (1), each with its own normal distribution of returns.
 */
export interface VolatilityRegimes {
  /** Mean return per bar in each state. */
  readonly means: readonly [number, number]
  /** Standard deviation per bar in each state, the smaller one first. */
  readonly deviations: readonly [number, number]
  /** Probability that the next bar is in the same state. */
  readonly stay: readonly [number, number]
  /** For each return the probability that it was turbulent, seen from the end of the history. */
  readonly turbulent: Column
  readonly logLikelihood: number
}

/**
 * Fits a market that switches between a quiet and a turbulent state: a hidden Markov chain with two normal distributions (Hamilton
 * 1989), by expectation and maximization (Baum, Petrie, Soules and Weiss 1970).
 *
 * The probabilities look into the future of each bar. Use them to describe a history or to make up similar ones, never to decide.
 *
 * @throws {@link DataError} `research/returns` for fewer than 20 returns, unknown ones, or returns that do not vary.
 *
 * @example
 * ```ts
 * import { fitVolatilityRegimes, seededRandom } from 'peak-trade'
 *
 * const random = seededRandom(1)
 * const returns = Float64Array.from({ length: 1000 }, (_, i) => random.normal() * (i % 500 < 400 ? 0.01 : 0.04))
 * const { deviations } = fitVolatilityRegimes(returns)
 * deviations[1] > 2 * deviations[0] // true
 * ```
 */
export function fitVolatilityRegimes(returns: Column): VolatilityRegimes {
  checkReturns(returns)
  const n = returns.length
  const whole = standardDeviation(returns)
  if (n < 20 || isRounding(whole, 1 + Math.abs(mean(returns))))
    throw new DataError(
      'research/returns',
      `${n} returns are too few, or do not vary enough, to tell a quiet market from a turbulent one`,
      { returns: n },
    )
  const model = { means: [mean(returns), mean(returns)], deviations: [0.6 * whole, 1.6 * whole], stay: [0.95, 0.9], start: 0.5 }
  const filtered = new Float64Array(n)
  const turbulent = new Float64Array(n)
  const density = new Float64Array(2 * n)
  let likelihood = Number.NEGATIVE_INFINITY
  for (let round = 0; round < ROUNDS; round++) {
    const next = filter(returns, model, filtered, density)
    const moves = smooth(model, filtered, turbulent)
    if (next - likelihood < DONE * n && round > 0) {
      likelihood = next
      break
    }
    likelihood = next
    maximize(returns, turbulent, model, SMALLEST * whole)
    for (let s = 0; s < 2; s++) {
      const left = moves[2 * s] + moves[2 * s + 1]
      // A little doubt keeps a state from becoming a prison, or a single bar.
      model.stay[s] = (moves[3 * s] + 0.5) / (left + 1)
    }
    model.start = turbulent[0]
  }
  const swapped = model.deviations[0] > model.deviations[1]
  const pair = ([quiet, wild]: number[]): [number, number] => (swapped ? [wild, quiet] : [quiet, wild])
  return {
    means: pair(model.means),
    deviations: pair(model.deviations),
    stay: pair(model.stay),
    turbulent: swapped ? turbulent.map(share => 1 - share) : turbulent,
    logLikelihood: likelihood,
  }
}

interface Model {
  readonly means: number[]
  readonly deviations: number[]
  readonly stay: number[]
  /** Probability that the first return is of state 1. */
  start: number
}

/** Probability of state 1 from the past alone; returns the log-likelihood. */
function filter(returns: Column, { means, deviations, stay, start }: Model, filtered: Float64Array, density: Float64Array): number {
  let likelihood = 0
  let probability = start
  for (let t = 0; t < returns.length; t++) {
    if (t > 0) probability = filtered[t - 1] * stay[1] + (1 - filtered[t - 1]) * (1 - stay[0])
    for (let s = 0; s < 2; s++) {
      const z = (returns[t] - means[s]) / deviations[s]
      // Far out both densities would be 0; a floor keeps the odds between them known.
      density[2 * t + s] = Math.max(Math.exp(-0.5 * z * z), 1e-300) / deviations[s]
    }
    const wild = probability * density[2 * t + 1]
    const all = wild + (1 - probability) * density[2 * t]
    filtered[t] = wild / all
    likelihood += Math.log(all)
  }
  return likelihood - 0.5 * returns.length * Math.log(2 * Math.PI)
}

/** Probability of state 1 from the whole history (Kim 1994); returns how often each state followed each: 00, 01, 10, 11. */
function smooth({ stay }: Model, filtered: Float64Array, turbulent: Float64Array): [number, number, number, number] {
  const n = filtered.length
  const moves: [number, number, number, number] = [0, 0, 0, 0]
  turbulent[n - 1] = filtered[n - 1]
  for (let t = n - 2; t >= 0; t--) {
    const here = filtered[t]
    const next1 = here * stay[1] + (1 - here) * (1 - stay[0])
    const next0 = 1 - next1
    const to1 = next1 > 0 ? turbulent[t + 1] / next1 : 0
    const to0 = next0 > 0 ? (1 - turbulent[t + 1]) / next0 : 0
    const stayed1 = here * stay[1] * to1
    const left1 = here * (1 - stay[1]) * to0
    moves[0] += (1 - here) * stay[0] * to0
    moves[1] += (1 - here) * (1 - stay[0]) * to1
    moves[2] += left1
    moves[3] += stayed1
    turbulent[t] = stayed1 + left1
  }
  return moves
}

function maximize(returns: Column, turbulent: Float64Array, model: Model, smallest: number): void {
  for (let s = 0; s < 2; s++) {
    let weight = 0
    let sum = 0
    for (let t = 0; t < returns.length; t++) {
      const share = s === 1 ? turbulent[t] : 1 - turbulent[t]
      weight += share
      sum += share * returns[t]
    }
    if (!(weight > 1e-6)) continue
    const center = sum / weight
    let squares = 0
    for (let t = 0; t < returns.length; t++) {
      const share = s === 1 ? turbulent[t] : 1 - turbulent[t]
      squares += share * (returns[t] - center) * (returns[t] - center)
    }
    model.means[s] = center
    model.deviations[s] = Math.max(smallest, Math.sqrt(squares / weight))
  }
}
