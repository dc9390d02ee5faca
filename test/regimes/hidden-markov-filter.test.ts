import { describe, expect, it } from 'vitest'
import { filterHiddenMarkov } from '../../src/regimes/hidden-markov-filter.ts'
import { pathSums } from './path-sums.ts'
import { plantedReturns } from './planted-returns.ts'

const model = {
  means: [0, 0.01, -0.01],
  deviations: [0.01, 0.02, 0.05],
  initial: [0.6, 0.3, 0.1],
  transitions: [
    [0.8, 0.15, 0.05],
    [0.1, 0.8, 0.1],
    [0.05, 0.25, 0.7],
  ],
}

describe('filterHiddenMarkov', () => {
  it('gives what all paths up to a bar give together', () => {
    for (let seed = 0; seed < 10; seed++) {
      const { returns } = plantedReturns(model, { seed, length: 8 })
      const columns = filterHiddenMarkov(returns, model)
      for (let t = 0; t < 8; t++) {
        const { total, states } = pathSums(returns.subarray(0, t + 1), model)
        for (const k of [0, 1, 2]) expect(columns[k][t]).toBeCloseTo(states[t][k] / total, 10)
      }
    }
  })

  it('finds most of the planted states', () => {
    const two = {
      means: [0, 0],
      deviations: [0.01, 0.05],
      initial: [0.5, 0.5],
      transitions: [
        [0.98, 0.02],
        [0.05, 0.95],
      ],
    }
    const { returns, states } = plantedReturns(two, { seed: 1, length: 5000 })
    const [, turbulent] = filterHiddenMarkov(returns, two)
    expect(states.filter((state, i) => state === (turbulent[i] > 0.5 ? 1 : 0)).length / 5000).toBeGreaterThan(0.93)
  })

  it('passes over what is not a number, and survives the impossible', () => {
    const [first] = filterHiddenMarkov(Float64Array.of(0.01, Number.NaN, 0.02), model)
    const [without] = filterHiddenMarkov(Float64Array.of(0.01, 0.02), model)
    expect([...first]).toEqual([without[0], Number.NaN, without[1]])
    const stuck = {
      means: [0, 0],
      deviations: [0.001, 1],
      initial: [1, 0],
      transitions: [
        [1, 0],
        [0, 1],
      ],
    }
    const [calm, turbulent] = filterHiddenMarkov(Float64Array.of(0, 5, 0), stuck)
    expect([...calm]).toEqual([1, 1, 1])
    expect([...turbulent]).toEqual([0, 0, 0])
    const flat = { ...stuck, deviations: [0, 0] }
    expect([...filterHiddenMarkov(Float64Array.of(0, 5), flat)[0]]).toEqual([1, 1])
    expect(filterHiddenMarkov(new Float64Array(0), model).map(column => column.length)).toEqual([0, 0, 0])
    expect(() => filterHiddenMarkov(new Float64Array(3), { ...model, initial: [1] })).toThrow('a model of 3 states')
  })
})
