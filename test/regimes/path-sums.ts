import type { Column } from '../../src/base/column.ts'
import type { HiddenMarkovModel } from '../../src/regimes/hidden-markov.ts'

/** What all paths of states through a few returns come to, one path at a time. */
export interface PathSums {
  /** The density of the returns. */
  readonly total: number
  /** For each return the weight of the paths in each state. */
  readonly states: number[][]
  /** The weight of each transition. */
  readonly moves: number[][]
}

/** Goes every path: the definition, slow. */
export function pathSums(returns: Column, { means, deviations, initial, transitions }: HiddenMarkovModel): PathSums {
  const count = means.length
  const states = Array.from({ length: returns.length }, () => means.map(() => 0))
  const moves = means.map(() => means.map(() => 0))
  let total = 0
  for (let number = 0; number < count ** returns.length; number++) {
    const path = Array.from({ length: returns.length }, (_, t) => Math.floor(number / count ** t) % count)
    let weight = initial[path[0]]
    for (const [t, k] of path.entries()) {
      const z = (returns[t] - means[k]) / deviations[k]
      weight *= Math.exp(-(z * z) / 2) / (deviations[k] * Math.sqrt(2 * Math.PI))
      if (t > 0) weight *= transitions[path[t - 1]][k]
    }
    total += weight
    for (const [t, k] of path.entries()) {
      states[t][k] += weight
      if (t > 0) moves[path[t - 1]][k] += weight
    }
  }
  return { total, states, moves }
}
