import { describe, expect, it } from 'vitest'
import { blackLitterman, blendViews } from '../../../src/portfolios/allocation/black-litterman.ts'
import { toCovariance } from '../../../src/portfolios/covariance.ts'
import { expectClose } from '../expect-close.ts'
import { randomCovariance } from '../random-sleeves.ts'

const names = ['gold', 'silver', 'oil']
const covariance = toCovariance(
  [
    [0.04, 0.02, 0],
    [0.02, 0.09, 0.01],
    [0, 0.01, 0.16],
  ],
  { names },
)
const market = { gold: 0.5, silver: 0.3, oil: 0.2 }

describe('blendViews', () => {
  it('without views: what makes the market right', () => {
    // 2.5 * Σ w
    expectClose(blendViews(covariance, { market, views: [] }), [0.065, 0.0975, 0.0875], 1e-12)
  })

  it('one view by hand', () => {
    // Half trusted, the expected return of gold goes half of the way, the others by their covariance with gold.
    const blended = blendViews(covariance, { market, views: [{ weights: { gold: 1 }, expected: 0.085 }] })
    expectClose(blended, [0.075, 0.0975 + 0.01 * 0.5, 0.0875], 1e-12)
    const certain = blendViews(covariance, { market, views: [{ weights: { gold: 1 }, expected: 0.085, confidence: 1 }] })
    expectClose(certain, [0.085, 0.0975 + 0.02 * 0.5, 0.0875], 1e-12)
  })

  it('agrees with the other form of the formula: ((τΣ)⁻¹ + Pᵀ Ω⁻¹ P)⁻¹ ((τΣ)⁻¹ π + Pᵀ Ω⁻¹ q)', () => {
    const views = [
      { weights: { gold: 1, silver: -1 }, expected: 0.01, confidence: 0.3 },
      { weights: { oil: 1 }, expected: 0.12, confidence: 0.8 },
    ]
    const blended = blendViews(covariance, { market, views, tau: 0.1 })
    // Multiplied by ((τΣ)⁻¹ + Pᵀ Ω⁻¹ P) τΣ from the left, without any inverse: d + Σⱼ τΣpⱼ (pⱼ·d - sⱼ) / ωⱼ = 0 for d = μ - π.
    const prior = blendViews(covariance, { market, views: [] })
    const moved = blended.map((value, i) => value - prior[i])
    const rest = Float64Array.from(moved)
    for (const { weights, expected, confidence } of views) {
      const pick = names.map(name => (weights as Record<string, number>)[name] ?? 0)
      const image = names.map((_, i) => 0.1 * pick.reduce((sum, value, j) => sum + covariance.matrix[i * 3 + j] * value, 0))
      const own = pick.reduce((sum, value, i) => sum + value * image[i], 0)
      const miss = pick.reduce((sum, value, i) => sum + value * blended[i], -expected)
      for (let i = 0; i < 3; i++) rest[i] += (image[i] * miss) / ((own * (1 - confidence)) / confidence)
    }
    expectClose(rest, [0, 0, 0], 1e-9)
  })

  it('says what is wrong', () => {
    const view = { weights: { gold: 1 }, expected: 0.05 }
    expect(() => blendViews(covariance, { views: [{ ...view, confidence: 0 }] })).toThrow('confidence 0')
    expect(() => blendViews(covariance, { views: [{ ...view, expected: Number.NaN }] })).toThrow('view 0 expects NaN')
    expect(() => blendViews(covariance, { views: [{ ...view, weights: {} }] })).toThrow('view 0 holds nothing')
    expect(() => blendViews(covariance, { views: [{ ...view, weights: { glod: 1 } }] })).toThrow('did you mean "gold"?')
    expect(() => blendViews(covariance, { views: [{ ...view, weights: { gold: Number.NaN } }] })).toThrow('the weight of gold in view 0')
    const certain = { ...view, confidence: 1 }
    expect(() => blendViews(covariance, { views: [certain, { ...certain, expected: 0.06 }] })).toThrow('certain views repeat')
    expect(() => blendViews(covariance, { views: [], tau: 0 })).toThrow('tau is 0')
    expect(() => blendViews(covariance, { views: [], riskAversion: Number.NaN })).toThrow('riskAversion is NaN')
  })
})

describe('blackLitterman', () => {
  it('without views: the market', () => {
    expectClose(blackLitterman({ covariance }, { market, views: [] }).weights, [0.5, 0.3, 0.2], 1e-10)
    expectClose(blackLitterman({ covariance: randomCovariance(4, 5) }, { views: [] }).weights, [0.2, 0.2, 0.2, 0.2, 0.2], 1e-9)
  })

  it('a view moves only what it is about, when the sum allows', () => {
    const views = [{ weights: { gold: 1, silver: -1 }, expected: 0.02 }]
    const { weights } = blackLitterman({ covariance }, { market, views })
    expect(weights[0]).toBeGreaterThan(0.5)
    expect(weights[0] + weights[1]).toBeCloseTo(0.8, 10)
    expect(weights[2]).toBeCloseTo(0.2, 10)
  })

  it('heeds limits', () => {
    const views = [{ weights: { gold: 1 }, expected: 0.5 }]
    const result = blackLitterman({ covariance }, { market, views, maximum: 0.6 })
    expect(result.weights[0]).toBe(0.6)
    expect(result.notes).toContain('Limits that hold the weights: maximum of gold (0.6).')
  })
})
