import { describe, expect, it } from 'vitest'
import { portfolioPolicies } from '../../../src/research/promotion/portfolio-policies.ts'
import { formatPromotionPolicy, parsePromotionPolicy } from '../../../src/research/promotion/promotion-config.ts'

const { portfolio_conservative: conservative, portfolio_moderate: moderate, portfolio_aggressive: aggressive } = portfolioPolicies

describe('the policies for portfolios', () => {
  it('ask what the playbook asks, at the strict end of its ranges', () => {
    expect([conservative, moderate, aggressive].map(policy => policy.minOutOfSampleSharpe)).toEqual([1, 1.3, 1.5])
    expect([conservative, moderate, aggressive].map(policy => policy.maxOutOfSampleDrawdown)).toEqual([0.15, 0.25, 0.35])
    expect([conservative, moderate, aggressive].map(policy => policy.maxStressDrawdown)).toEqual([0.25, 0.35, 0.45])
    for (const policy of Object.values(portfolioPolicies))
      expect(policy).toMatchObject({ minSharpe: 1.2, minEfficiency: 0.7, minMonteCarloSharpe: 0, maxWeight: 0.6 })
  })

  it.each(Object.entries(portfolioPolicies))('%s has its name, can be stored, and cannot be changed', (name, policy) => {
    expect(policy.name).toBe(name)
    expect(parsePromotionPolicy(formatPromotionPolicy(policy, JSON), JSON)).toEqual(policy)
    expect(() => Object.assign(policy, { minSharpe: 0 })).toThrow(TypeError)
    expect(policy.advisory).not.toContain('superiority')
    expect(policy.advisory).not.toContain('weight')
  })
})
