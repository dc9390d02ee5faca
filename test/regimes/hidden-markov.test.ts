import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { fitHiddenMarkov, type HiddenMarkovModel } from '../../src/regimes/hidden-markov.ts'
import { pathSums } from './path-sums.ts'
import { plantedReturns } from './planted-returns.ts'

const truth: HiddenMarkovModel = {
  means: [0.001, -0.002],
  deviations: [0.008, 0.03],
  initial: [0.5, 0.5],
  transitions: [
    [0.98, 0.02],
    [0.06, 0.94],
  ],
}

describe('fitHiddenMarkov', () => {
  it('finds planted states', () => {
    const { returns } = plantedReturns(truth, { seed: 1, length: 20_000 })
    const fit = fitHiddenMarkov(returns)
    expect(fit.converged).toBe(true)
    expect(Math.abs(fit.means[0] - 0.001)).toBeLessThan(2e-4)
    expect(Math.abs(fit.means[1] + 0.002)).toBeLessThan(1.5e-3)
    expect(fit.deviations[0] / 0.008).toBeCloseTo(1, 1)
    expect(fit.deviations[1] / 0.03).toBeCloseTo(1, 1)
    expect(Math.abs(fit.transitions[0][0] - 0.98)).toBeLessThan(0.005)
    expect(Math.abs(fit.transitions[1][1] - 0.94)).toBeLessThan(0.015)
    expect(fit.bicGain).toBeGreaterThan(1000)
  })

  it('finds three planted states, calmest first', () => {
    const three: HiddenMarkovModel = {
      means: [0, 0, 0],
      deviations: [0.001, 0.01, 0.1],
      initial: [1, 0, 0],
      transitions: [
        [0.95, 0.04, 0.01],
        [0.03, 0.94, 0.03],
        [0.02, 0.08, 0.9],
      ],
    }
    const fit = fitHiddenMarkov(plantedReturns(three, { seed: 2, length: 10_000 }).returns, { states: 3 })
    for (const [k, deviation] of three.deviations.entries()) expect(fit.deviations[k] / deviation).toBeCloseTo(1, 1)
  })

  it('is better than the truth, and says how likely the returns are as all paths together do', () => {
    for (let seed = 0; seed < 30; seed++) {
      const { returns } = plantedReturns(truth, { seed, length: 12 })
      const fit = fitHiddenMarkov(returns, { tolerance: 1e-9 })
      expect(Math.abs(fit.logLikelihood - Math.log(pathSums(returns, fit).total))).toBeLessThan(1e-8 * Math.abs(fit.logLikelihood))
      expect(fit.deviations[0]).toBeLessThanOrEqual(fit.deviations[1])
      for (const row of [fit.initial, ...fit.transitions]) expect(row[0] + row[1]).toBeCloseTo(1, 12)
    }
    const { returns } = plantedReturns(truth, { seed: 5, length: 2000 })
    const fit = fitHiddenMarkov(returns)
    expect(fit.logLikelihood).toBeGreaterThan(fitHiddenMarkov(returns, { maxIterations: 1 }).logLikelihood)
  })

  it('stands where a step of Baum–Welch done the long way leads nowhere', () => {
    const { returns } = plantedReturns(
      {
        ...truth,
        transitions: [
          [0.7, 0.3],
          [0.4, 0.6],
        ],
      },
      { seed: 3, length: 12 },
    )
    const fit = fitHiddenMarkov(returns, { tolerance: 0, maxIterations: 20_000 })
    const { total, states, moves } = pathSums(returns, fit)
    for (const k of [0, 1]) {
      const weight = states.reduce((sum, row) => sum + row[k], 0)
      const mean = states.reduce((sum, row, t) => sum + row[k] * returns[t], 0) / weight
      expect(mean / fit.means[k]).toBeCloseTo(1, 3)
      const left = moves[k][0] + moves[k][1]
      if (left / total > 1e-3) expect(moves[k][0] / left).toBeCloseTo(fit.transitions[k][0], 3)
    }
  })

  it('says that noise has no states', () => {
    const random = seededRandom(4)
    const noise = Float64Array.from({ length: 3000 }, () => 0.01 * random.normal())
    expect(fitHiddenMarkov(noise).bicGain).toBeLessThan(0)
  })

  it('does not depend on the unit', () => {
    const { returns } = plantedReturns(truth, { seed: 6, length: 500 })
    const small = fitHiddenMarkov(returns)
    const large = fitHiddenMarkov(returns.map(value => value * 1e6))
    expect(large.deviations[1] / small.deviations[1] / 1e6).toBeCloseTo(1, 6)
    expect(large.bicGain).toBeCloseTo(small.bicGain, 4)
  })

  it('goes on from a model', () => {
    const { returns } = plantedReturns(truth, { seed: 7, length: 1000 })
    const first = fitHiddenMarkov(returns.subarray(0, 900))
    const next = fitHiddenMarkov(returns, { from: first })
    expect(next.logLikelihood).toBeGreaterThan(fitHiddenMarkov(returns).logLikelihood - 0.05)
  })

  it('survives what is not normal', () => {
    const flat = fitHiddenMarkov(new Float64Array(50).fill(0.001))
    expect(flat.deviations).toEqual([0, 0])
    for (const mean of flat.means) expect(mean).toBeCloseTo(0.001, 12)
    expect(flat.logLikelihood).toBeNaN()
    const rounding = fitHiddenMarkov(Float64Array.from({ length: 50 }, (_, i) => 0.1 + (i % 3) * 1e-17))
    expect(rounding.deviations).toEqual([0, 0])
    const spike = new Float64Array(50)
    spike[20] = 35
    for (const returns of [spike, Float64Array.from({ length: 50 }, (_, i) => i % 2), Float64Array.from({ length: 10 }, (_, i) => i)]) {
      const fit = fitHiddenMarkov(returns)
      for (const value of [...fit.means, ...fit.deviations, ...fit.initial, ...fit.transitions.flat(), fit.logLikelihood, fit.bicGain])
        expect(Number.isFinite(value)).toBe(true)
      expect(fit.deviations[0]).toBeGreaterThan(0)
    }
  })

  it('refuses what it cannot fit', () => {
    expect(() => fitHiddenMarkov(new Float64Array(9))).toThrow('9 returns are too few for 2 states')
    expect(() => fitHiddenMarkov(Float64Array.from({ length: 20 }, (_, i) => (i === 7 ? Number.NaN : i)))).toThrow('return 7 is NaN')
    expect(() => fitHiddenMarkov(new Float64Array(20), { states: 5 })).toThrow('states is 5')
    const wrong = { ...truth, means: [1] }
    expect(() =>
      fitHiddenMarkov(
        Float64Array.from({ length: 20 }, (_, i) => i),
        { from: wrong },
      ),
    ).toThrow('a model of 2 states')
  })
})
