import { describe, expect, it } from 'vitest'
import { equalWeights } from '../../../src/portfolios/allocation/fixed-weights.ts'
import { minimumVariance } from '../../../src/portfolios/allocation/minimum-variance.ts'
import { volatilityTarget } from '../../../src/portfolios/allocation/volatility-target.ts'
import { toCovariance } from '../../../src/portfolios/covariance.ts'
import { expectClose } from '../expect-close.ts'
import { randomCovariance } from '../random-sleeves.ts'

// biome-ignore format: a matrix
const covariance = toCovariance([[0.04, 0.04], [0.04, 0.04]])

describe('volatilityTarget', () => {
  it('reaches its target, unlike a mere mix', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const random = randomCovariance(seed, 5)
      for (const target of [0.02, 0.1, 0.5]) {
        const options = { target, barsPerYear: 252, leverage: 100, maximum: 50 }
        const { risk } = volatilityTarget({ covariance: random }, options)
        expect((risk?.volatility ?? 0) * Math.sqrt(252)).toBeCloseTo(target, 10)
      }
    }
    expectClose(volatilityTarget({ covariance }, { target: 0.1 }).weights, [0.25, 0.25], 1e-12)
  })

  it('says what keeps it from the target', () => {
    const capped = volatilityTarget({ covariance }, { target: 0.4 })
    expectClose(capped.weights, [0.5, 0.5], 1e-12)
    expect(capped.notes).toEqual(['The target of 0.4 is out of reach: leverage (1) allows 0.2.'])
    const cap = volatilityTarget({ covariance }, { target: 0.4, leverage: 5, maximum: 0.6 })
    expectClose(cap.weights, [0.6, 0.6], 1e-12)
    expect(cap.notes[0]).toContain('limit of 0 allows 0.24')
    const group = { name: 'g', members: ['0', '1'], maximum: 1.5 }
    expectClose(volatilityTarget({ covariance }, { target: 0.4, leverage: 5, groups: [group] }).weights, [0.75, 0.75], 1e-12)
  })

  it('takes any mix', () => {
    const random = randomCovariance(5, 4)
    for (const mix of [equalWeights, minimumVariance]) {
      const whole = mix({ covariance: random }).weights
      const { weights } = volatilityTarget({ covariance: random }, { target: 0.0001, mix })
      expectClose(
        weights,
        whole.map(value => (value * weights[0]) / whole[0]),
        1e-10,
      )
    }
  })

  it('edges', () => {
    expectClose(volatilityTarget({ covariance }, { target: 0 }).weights, [0, 0], 1e-12)
    const still = volatilityTarget({ covariance: toCovariance([[0]]) }, { target: 0.1 })
    expectClose(still.weights, [1], 1e-12)
    expect(still.notes.join(' ')).toContain('out of reach: leverage (1) allows 0')
    for (const target of [-1, Number.NaN]) expect(() => volatilityTarget({ covariance }, { target })).toThrow('target volatility')
    expect(() => volatilityTarget({ covariance }, { target: 0.1, barsPerYear: 0 })).toThrow('barsPerYear is 0')
  })
})
