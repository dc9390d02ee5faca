import { describe, expect, it } from 'vitest'
import { hierarchicalRiskParity } from '../../../src/portfolios/allocation/hierarchical-risk-parity.ts'
import { toCovariance } from '../../../src/portfolios/covariance.ts'
import { expectClose } from '../expect-close.ts'
import { randomCovariance } from '../random-sleeves.ts'

describe('hierarchicalRiskParity', () => {
  it('two sleeves: inverse variance', () => {
    // biome-ignore format: a matrix
    expectClose(hierarchicalRiskParity({ covariance: toCovariance([[0.01, 0.01], [0.01, 0.04]]) }).weights, [0.8, 0.2], 1e-12)
  })

  it('without correlations: inverse variance for any number of sleeves', () => {
    const variances = [0.01, 0.02, 0.05, 0.04, 0.03]
    const covariance = toCovariance(variances.map((a, i) => variances.map((_, j) => (i === j ? a : 0))))
    const total = variances.reduce((sum, value) => sum + 1 / value, 0)
    for (const distance of ['direct', 'profile'] as const)
      expectClose(
        hierarchicalRiskParity({ covariance }, { distance }).weights,
        variances.map(value => 1 / value / total),
        1e-12,
      )
  })

  it('is long, invested and within limits', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { weights } = hierarchicalRiskParity({ covariance: randomCovariance(seed, 9) }, { maximum: 0.2 })
      expect(Math.min(...weights)).toBeGreaterThan(0)
      expect(Math.max(...weights)).toBeLessThanOrEqual(0.2)
      expect(weights.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 10)
    }
  })

  it('a sleeve that does not move gets nothing', () => {
    // biome-ignore format: a matrix
    const result = hierarchicalRiskParity({ covariance: toCovariance([[0, 0, 0], [0, 0.01, 0], [0, 0, 0.01]]) })
    expectClose(result.weights, [0, 0.5, 0.5], 1e-12)
    expect(result.notes[0]).toContain('without a weight: 0')
  })
})
