import type { Column } from '../base/column.ts'

/** A model in flat columns, of values with mean 0 and deviation 1; `transitions` row by row. */
export interface MarkovParams {
  readonly means: Float64Array
  readonly deviations: Float64Array
  readonly initial: Float64Array
  readonly transitions: Float64Array
}

/** Where {@link estimate} ended. */
export interface MarkovEstimate {
  readonly params: MarkovParams
  /** Of the values under the params. */
  readonly logLikelihood: number
  readonly iterations: number
  readonly converged: boolean
}

/** No state narrower than this, against one that holds a single value. */
const NARROWEST = 0.01

/** No way is closed for ever, so that no value is ever impossible. */
const RAREST = 1e-10

/** A state that holds less than this many values keeps its mean and deviation. */
const EMPTY = 1e-6

const LOG_ROOT_TWO_PI = 0.5 * Math.log(2 * Math.PI)

/** Memory of one run over the values. */
interface Workspace {
  /** Density of each value in each state, over the largest one of that value. */
  readonly densities: Float64Array
  /** Filtered probabilities, then those given all values. */
  readonly forward: Float64Array
  /** One over the density of each value, given those before it, in the same measure. */
  readonly scales: Float64Array
  /** Expected number of each transition. */
  readonly moves: Float64Array
}

/** Baum–Welch: better and better params for standardized values, from the given ones on. */
export function estimate(
  values: Column,
  start: MarkovParams,
  { maxIterations, tolerance }: { readonly maxIterations: number; readonly tolerance: number },
): MarkovEstimate {
  const { length } = values
  const states = start.means.length
  const space: Workspace = {
    densities: new Float64Array(length * states),
    forward: new Float64Array(length * states),
    scales: new Float64Array(length),
    moves: new Float64Array(states * states),
  }
  let params = start
  let logLikelihood = goForward(values, params, space)
  let iterations = 0
  while (iterations < maxIterations) {
    goBackward(params, space)
    const next = maximize(values, space, params)
    const reached = goForward(values, next, space)
    iterations++
    const gain = reached - logLikelihood
    // The floors can cost likelihood; then the step before was the last good one.
    if (!(gain >= 0)) return { params, logLikelihood, iterations, converged: true }
    params = next
    logLikelihood = reached
    if (gain < tolerance * length) return { params, logLikelihood, iterations, converged: true }
  }
  return { params, logLikelihood, iterations, converged: false }
}

/** Filtered probabilities of every value; gives the log likelihood. */
function goForward(values: Column, { means, deviations, initial, transitions }: MarkovParams, space: Workspace): number {
  const { densities, forward, scales } = space
  const states = means.length
  const factors = Float64Array.from(deviations, spread => -0.5 / (spread * spread))
  const offsets = Float64Array.from(deviations, spread => -Math.log(spread) - LOG_ROOT_TWO_PI)
  const reach = initial.slice()
  let total = 0
  for (let t = 0, row = 0; t < values.length; t++, row += states) {
    const value = values[t]
    let largest = Number.NEGATIVE_INFINITY
    for (let k = 0; k < states; k++) {
      const distance = value - means[k]
      const log = offsets[k] + factors[k] * distance * distance
      densities[row + k] = log
      if (log > largest) largest = log
    }
    let scale = 0
    for (let k = 0; k < states; k++) {
      const log = densities[row + k]
      const density = log === largest ? 1 : Math.exp(log - largest)
      densities[row + k] = density
      reach[k] *= density
      scale += reach[k]
    }
    const inverse = 1 / scale
    for (let k = 0; k < states; k++) {
      reach[k] *= inverse
      forward[row + k] = reach[k]
    }
    for (let k = 0; k < states; k++) {
      let sum = 0
      for (let j = 0; j < states; j++) sum += forward[row + j] * transitions[j * states + k]
      reach[k] = sum
    }
    scales[t] = inverse
    total += largest + Math.log(scale)
  }
  return total
}

/** Turns `forward` into the probabilities given all values, and counts the transitions. */
function goBackward({ means, transitions }: MarkovParams, { densities, forward, scales, moves }: Workspace): void {
  const states = means.length
  const last = scales.length - 1
  const ahead = new Float64Array(states).fill(1)
  const weights = new Float64Array(states)
  moves.fill(0)
  for (let t = last - 1, row = t * states; t >= 0; t--, row -= states) {
    const next = row + states
    for (let k = 0; k < states; k++) weights[k] = densities[next + k] * ahead[k] * scales[t + 1]
    for (let j = 0; j < states; j++) {
      const here = forward[row + j]
      let sum = 0
      for (let k = 0; k < states; k++) {
        const weight = transitions[j * states + k] * weights[k]
        sum += weight
        moves[j * states + k] += here * weight
      }
      ahead[j] = sum
    }
    for (let j = 0; j < states; j++) forward[row + j] *= ahead[j]
  }
}

/** The params under which what was expected is most likely. */
function maximize(values: Column, { forward, moves }: Workspace, before: MarkovParams): MarkovParams {
  const states = before.means.length
  const means = before.means.slice()
  const deviations = before.deviations.slice()
  for (let k = 0; k < states; k++) {
    let weight = 0
    let sum = 0
    for (let t = 0, at = k; t < values.length; t++, at += states) {
      weight += forward[at]
      sum += forward[at] * values[t]
    }
    if (weight < EMPTY) continue
    const mean = sum / weight
    let squares = 0
    for (let t = 0, at = k; t < values.length; t++, at += states) {
      const distance = values[t] - mean
      squares += forward[at] * distance * distance
    }
    means[k] = mean
    deviations[k] = Math.max(NARROWEST, Math.sqrt(squares / weight))
  }
  const transitions = before.transitions.slice()
  for (let j = 0; j < states; j++) {
    let total = 0
    for (let k = 0; k < states; k++) total += moves[j * states + k]
    if (total >= EMPTY) for (let k = 0; k < states; k++) transitions[j * states + k] = moves[j * states + k] / total
    keepOpen(transitions.subarray(j * states, (j + 1) * states))
  }
  const initial = forward.slice(0, states)
  keepOpen(initial)
  return { means, deviations, initial, transitions }
}

/** Probabilities that add up to 1, none of them 0. */
function keepOpen(row: Float64Array): void {
  let total = 0
  for (let k = 0; k < row.length; k++) {
    row[k] = Math.max(RAREST, row[k])
    total += row[k]
  }
  for (let k = 0; k < row.length; k++) row[k] /= total
}
