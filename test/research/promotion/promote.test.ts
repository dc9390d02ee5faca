import { describe, expect, expectTypeOf, it } from 'vitest'
import type { Evidence } from '../../../src/research/promotion/evidence.ts'
import { type Promoted, type Promotion, promote } from '../../../src/research/promotion/promote.ts'
import { promotionPolicies } from '../../../src/research/promotion/promotion-policy.ts'
import type { Tier } from '../../../src/strategies/strategy-base.ts'
import { goodEvidence, summaryOf } from './evidence-fixture.ts'

const codes = ({ refusals }: Promotion) => refusals.map(({ code }) => code)
const withTier = (tier: Tier | undefined): Evidence => ({ ...goodEvidence, strategy: { ...goodEvidence.strategy, tier } })

describe('promote', () => {
  it.each(['conservative', 'moderate', 'aggressive'] as const)('says go to good evidence by policy %s', name => {
    const promotion = promote(goodEvidence, name)
    expect(promotion).toMatchObject({ go: true, ok: true, refusals: [] })
    expect(promotion.policy).toBe(promotionPolicies[name])
  })

  it('is moderate by default', () => {
    expect(promote(goodEvidence).policy).toBe(promotionPolicies.moderate)
  })

  it('gives all reasons at once, with value and limit', () => {
    const bad = { ...goodEvidence, inSample: summaryOf({ sharpe: 1.2, maxDrawdown: 0.2 }), superiority: undefined }
    const promotion = promote(bad)
    expect(promotion).toMatchObject({ go: false, ok: false })
    expect(codes(promotion)).toEqual(['promotion/sharpe', 'promotion/drawdown', 'promotion/not-shown'])
    expect(promotion.refusals[0].message).toBe('Sharpe ratio, in sample: 1.2, must be at least 1.5')
    expect(promotion.refusals[2].message).toContain('not shown; the policy asks for at most 0.05 (superiority)')
  })

  it('is not stopped by what only advises', () => {
    const evidence = { ...goodEvidence, overfitting: undefined, inSample: summaryOf({ trades: 20 }) }
    const promotion = promote(evidence)
    expect(promotion.go).toBe(true)
    expect(promotion.scorecard.filter(({ pass }) => !pass).map(({ criterion }) => criterion)).toEqual(['trades', 'overfitting'])
    expect(codes(promote(evidence, 'conservative'))).toEqual(['promotion/trades', 'promotion/not-shown'])
  })

  it('never promotes research, whatever it shows and whatever the policy says', () => {
    const research = promote(withTier('r_and_d'), { ...promotionPolicies.aggressive, allowLegacy: true })
    expect(codes(research)).toEqual(['promotion/research'])
    expect(research.scorecard.length).toBeGreaterThan(10)
    expect(codes(promote(withTier(undefined)))).toEqual(['promotion/unclassified'])
    expect(codes(promote(withTier('gold' as never)))).toEqual(['promotion/unclassified'])
  })

  it('promotes legacy only when the policy allows it', () => {
    expect(codes(promote(withTier('legacy')))).toEqual(['promotion/legacy'])
    expect(promote(withTier('legacy'), { ...promotionPolicies.moderate, allowLegacy: true }).go).toBe(true)
    expect(promote(withTier('aux')).go).toBe(true)
  })

  it('does not promote by a policy that asks for nothing, or only for advice', () => {
    expect(codes(promote(goodEvidence, { name: 'none', advisory: [] }))).toEqual(['promotion/policy'])
    expect(codes(promote(goodEvidence, { name: 'none', minSharpe: 1, advisory: ['sharpe'] }))).toEqual(['promotion/policy'])
  })

  it('says which Sharpe ratio could have been recognized', () => {
    // 2.6 standard errors over 4 years are an annual 1.3; 0.8416 more for four cases of five.
    const { half, most } = promote(goodEvidence).recognizable
    expect(half).toBeCloseTo(1.3, 12)
    expect(most).toBeCloseTo((2.6 + 0.8416) / 2, 4)
    expect(promote({ ...goodEvidence, superiority: undefined }).recognizable.half).toBeNaN()
  })

  it('suggests the nearest policy', () => {
    expect(() => promote(goodEvidence, 'moderat' as never)).toThrow(
      expect.objectContaining({ code: 'promotion/policy', message: expect.stringContaining('"moderate"') }),
    )
    expect(() => promote(goodEvidence, 'toString' as never)).toThrow(expect.objectContaining({ code: 'promotion/policy' }))
  })

  it('is plain data, apart from what only the compiler sees', () => {
    const promotion = promote(goodEvidence)
    expect(structuredClone(promotion)).toEqual(promotion)
    expectTypeOf<Extract<Promotion, { go: true }>>().toEqualTypeOf<Promoted>()
    // @ts-expect-error a verdict written by hand is no promotion
    const forged: Promoted = { ...promotion, go: true, ok: true }
    expect(forged.go).toBe(true)
  })
})
