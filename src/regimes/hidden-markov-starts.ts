import type { Column } from '../base/column.ts'
import type { MarkovParams } from './hidden-markov-estimate.ts'

/** Bars over which the size of moves is smoothed, to find stretches rather than single moves. */
const SMOOTH = 10

/** Probability to stay in a state, before anything is known. */
const STAY = 0.95

/** Guesses from which to start, for values with mean 0 and deviation 1; `few` where there is a good one already. */
export function startingPoints(values: Column, { states, few }: { readonly states: number; readonly few: boolean }): MarkovParams[] {
  const sizes = Float64Array.from(values, Math.abs)
  const stretches = smooth(sizes)
  const even = Array.from({ length: states - 1 }, (_, k) => (k + 1) / states)
  // Nine of ten, 99 of 100, …: calm most of the time.
  const rare = Array.from({ length: states - 1 }, (_, k) => 1 - 10 ** -(k + 1))
  const guesses = [guess(values, stretches, even), guess(values, sizes, rare)]
  if (few) return guesses
  return [...guesses, guess(values, sizes, even), guess(values, stretches, rare), guess(values, Float64Array.from(values), even)]
}

/** One state per group of values, cut where their keys reach the given shares. */
function guess(values: Column, keys: Float64Array, shares: readonly number[]): MarkovParams {
  const { length } = values
  const states = shares.length + 1
  const order = Uint32Array.from({ length }, (_, i) => i).sort((a, b) => keys[a] - keys[b] || a - b)
  const cuts = [
    0,
    ...shares.map((share, k) => Math.min(length - 2 * (states - 1 - k), Math.max(2 * (k + 1), Math.floor(share * length)))),
    length,
  ]
  const means = new Float64Array(states)
  const deviations = new Float64Array(states)
  for (let k = 0; k < states; k++) {
    const group = order.subarray(cuts[k], cuts[k + 1])
    let sum = 0
    for (const i of group) sum += values[i]
    means[k] = sum / group.length
    let squares = 0
    for (const i of group) squares += (values[i] - means[k]) ** 2
    deviations[k] = Math.max(0.05, Math.sqrt(squares / group.length))
  }
  const transitions = new Float64Array(states * states).fill((1 - STAY) / (states - 1))
  for (let k = 0; k < states; k++) transitions[k * states + k] = STAY
  return { means, deviations, initial: new Float64Array(states).fill(1 / states), transitions }
}

/** The mean of the values around each one. */
function smooth(values: Float64Array): Float64Array {
  const half = SMOOTH / 2
  return values.map((_, i) => {
    const from = Math.max(0, i - half)
    const to = Math.min(values.length, i + half + 1)
    let sum = 0
    for (let j = from; j < to; j++) sum += values[j]
    return sum / (to - from)
  })
}
