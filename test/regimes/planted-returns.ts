import { seededRandom } from '../../src/base/random.ts'
import type { HiddenMarkovModel } from '../../src/regimes/hidden-markov.ts'

/** Returns drawn from a model, and the states that gave them. */
export function plantedReturns(
  { means, deviations, initial, transitions }: HiddenMarkovModel,
  { seed, length }: { readonly seed: number; readonly length: number },
): { returns: Float64Array; states: number[] } {
  const random = seededRandom(`planted/${seed}`)
  const draw = (row: readonly number[]) => {
    let left = random.uniform()
    return Math.max(
      0,
      row.findIndex(share => {
        left -= share
        return left < 0
      }),
    )
  }
  const states: number[] = []
  const returns = new Float64Array(length)
  for (let i = 0; i < length; i++) {
    states.push(draw(i === 0 ? initial : transitions[states[i - 1]]))
    returns[i] = means[states[i]] + deviations[states[i]] * random.normal()
  }
  return { returns, states }
}
