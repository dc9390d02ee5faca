import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { deflatedSharpe, expectedMaximumSharpe } from '../../src/metrics/deflated-sharpe.ts'
import { probabilisticSharpe } from '../../src/metrics/probabilistic-sharpe.ts'

describe('deflated Sharpe ratio', () => {
  it('expects what the best of many random numbers is', () => {
    const random = seededRandom(5)
    let sum = 0
    for (let round = 0; round < 4000; round++) {
      let best = Number.NEGATIVE_INFINITY
      for (let k = 0; k < 50; k++) best = Math.max(best, 0.02 * random.normal())
      sum += best
    }
    // The formula is asymptotic: within two percent at 50 trials.
    expect(Math.abs(expectedMaximumSharpe({ trials: 50, variance: 0.0004 }) / (sum / 4000) - 1)).toBeLessThan(0.02)
  })

  it('is the probabilistic one for a single trial, and falls with every further one', () => {
    const sample = { sharpe: 0.05, returns: 1000, skewness: -0.2, kurtosis: 3 }
    const [one, ten, thousand] = [1, 10, 1000].map(trials => deflatedSharpe({ ...sample, trials, variance: 0.0005 }))
    expect(one).toBe(probabilisticSharpe(sample))
    expect(ten).toBeLessThan(one)
    expect(thousand).toBeLessThan(ten)
  })

  it('adds the benchmark to the hurdle', () => {
    const trials = { trials: 20, variance: 0.0001 }
    const hurdle = 0.01 + expectedMaximumSharpe(trials)
    expect(deflatedSharpe({ sharpe: hurdle, benchmark: 0.01, returns: 100, ...trials })).toBeCloseTo(0.5, 12)
  })

  it('is NaN for a number of trials without meaning', () => {
    expect(expectedMaximumSharpe({ trials: 0, variance: 1 })).toBeNaN()
    expect(expectedMaximumSharpe({ trials: Number.NaN, variance: 1 })).toBeNaN()
  })
})
