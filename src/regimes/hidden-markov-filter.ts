import type { Column } from '../base/column.ts'
import { emptyColumn } from '../base/column.ts'
import { checkModel, type HiddenMarkovModel } from './hidden-markov.ts'

/**
 * A step that takes one return and gives the probability of each state after it, in a column that it reuses. It knows the returns
 * so far and no others.
 */
export function hiddenMarkovStep(model: HiddenMarkovModel): (value: number) => Float64Array {
  const { means, deviations, initial, transitions } = model
  const states = means.length
  const now = new Float64Array(states)
  if (!(deviations[0] > 0)) {
    // Nothing ever moved: as calm as can be, whatever comes.
    now[0] = 1
    return () => now
  }
  const before = new Float64Array(states)
  const offsets = deviations.map(spread => -Math.log(spread))
  let started = false
  return value => {
    before.set(now)
    let largest = Number.NEGATIVE_INFINITY
    for (let k = 0; k < states; k++) {
      const distance = (value - means[k]) / deviations[k]
      now[k] = offsets[k] - 0.5 * distance * distance
      if (now[k] > largest) largest = now[k]
    }
    let total = 0
    for (let k = 0; k < states; k++) {
      let reach = started ? 0 : initial[k]
      if (started) for (let j = 0; j < states; j++) reach += before[j] * transitions[j][k]
      now[k] = reach * Math.exp(now[k] - largest)
      total += now[k]
    }
    // What no state can have given teaches nothing.
    if (!(total > 0)) now.set(started ? before : initial)
    else for (let k = 0; k < states; k++) now[k] /= total
    started = true
    return now
  }
}

/**
 * The probability of each state on each bar given the returns up to that bar (the forward algorithm): one column per state. Nothing is
 * smoothed, so a later return never changes an earlier probability. A return that is not a finite number gives NaN and is passed
 * over.
 *
 * @throws {@link ConfigError} `regime/model` for a model whose parts do not fit together.
 *
 * @example
 * ```ts
 * import { filterHiddenMarkov } from 'peak-trade'
 *
 * const model = { means: [0, 0], deviations: [0.01, 0.05], initial: [0.5, 0.5], transitions: [[0.9, 0.1], [0.1, 0.9]] }
 * const [calm, turbulent] = filterHiddenMarkov(Float64Array.of(0.001, 0.08), model)
 * calm[0] > turbulent[0] // true
 * turbulent[1] > 0.99 // true
 * ```
 */
export function filterHiddenMarkov(returns: Column, model: HiddenMarkovModel): Float64Array[] {
  checkModel(model)
  const step = hiddenMarkovStep(model)
  const columns = model.means.map(() => emptyColumn(returns.length))
  for (let i = 0; i < returns.length; i++) {
    if (!Number.isFinite(returns[i])) continue
    const probabilities = step(returns[i])
    for (let k = 0; k < columns.length; k++) columns[k][i] = probabilities[k]
  }
  return columns
}
