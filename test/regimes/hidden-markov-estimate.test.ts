import { expect, it } from 'vitest'
import { estimate, type MarkovParams } from '../../src/regimes/hidden-markov-estimate.ts'
import { pathSums } from './path-sums.ts'

const start: MarkovParams = {
  means: Float64Array.of(-0.2, 0.3),
  deviations: Float64Array.of(0.6, 1.4),
  initial: Float64Array.of(0.7, 0.3),
  transitions: Float64Array.of(0.8, 0.2, 0.4, 0.6),
}
const values = Float64Array.of(0.1, -0.3, 0.5, 2.1, -1.8, 0.2, 0.05, -0.9, 1.1)

it('takes the step of Baum and Welch that going every path takes', () => {
  const model = {
    means: [-0.2, 0.3],
    deviations: [0.6, 1.4],
    initial: [0.7, 0.3],
    transitions: [
      [0.8, 0.2],
      [0.4, 0.6],
    ],
  }
  const { total, states, moves } = pathSums(values, model)
  const { params } = estimate(values, start, { maxIterations: 1, tolerance: 0 })
  for (const k of [0, 1]) {
    const weight = states.reduce((sum, row) => sum + row[k], 0)
    const mean = states.reduce((sum, row, t) => sum + row[k] * values[t], 0) / weight
    const variance = states.reduce((sum, row, t) => sum + row[k] * (values[t] - mean) ** 2, 0) / weight
    expect(params.means[k]).toBeCloseTo(mean, 12)
    expect(params.deviations[k]).toBeCloseTo(Math.sqrt(variance), 12)
    expect(params.initial[k]).toBeCloseTo(states[0][k] / total, 12)
    for (const j of [0, 1]) expect(params.transitions[2 * k + j]).toBeCloseTo(moves[k][j] / (moves[k][0] + moves[k][1]), 12)
  }
})

it('never loses likelihood, and stops', () => {
  let before = Number.NEGATIVE_INFINITY
  for (let steps = 0; steps < 30; steps++) {
    const { logLikelihood } = estimate(values, start, { maxIterations: steps, tolerance: 0 })
    expect(logLikelihood).toBeGreaterThanOrEqual(before)
    before = logLikelihood
  }
  expect(estimate(values, start, { maxIterations: 5, tolerance: 1e9 })).toMatchObject({ iterations: 1, converged: true })
  expect(estimate(values, start, { maxIterations: 0, tolerance: 0 }).logLikelihood).toBeCloseTo(
    Math.log(
      pathSums(values, {
        means: [-0.2, 0.3],
        deviations: [0.6, 1.4],
        initial: [0.7, 0.3],
        transitions: [
          [0.8, 0.2],
          [0.4, 0.6],
        ],
      }).total,
    ),
    12,
  )
})

it('stops a state that narrows down to one value, and keeps one that is empty', () => {
  const spike = Float64Array.from({ length: 40 }, (_, i) => (i === 20 ? 6 : -0.15 + 0.001 * i))
  const narrow: MarkovParams = { ...start, means: Float64Array.of(0, 6), deviations: Float64Array.of(1, 0.5) }
  const { params } = estimate(spike, narrow, { maxIterations: 50, tolerance: 0 })
  expect(params.means[1]).toBeCloseTo(6, 6)
  expect(params.deviations[1]).toBe(0.01)
  const far: MarkovParams = { ...start, means: Float64Array.of(0, 1e6), initial: Float64Array.of(1, 1e-10) }
  const empty = estimate(values, far, { maxIterations: 20, tolerance: 0 }).params
  expect(empty.means[1]).toBe(1e6)
  expect(empty.transitions.every(share => share > 0 && share < 1)).toBe(true)
})
