import { describe, expect, it } from 'vitest'
import { type PromotionPolicy, promotionPolicies } from '../../../src/research/promotion/promotion-policy.ts'

describe('the policies that come with the library', () => {
  const { conservative, moderate, aggressive } = promotionPolicies

  it('ask by default what Peak_Trade asked', () => {
    expect(moderate).toMatchObject({ minSharpe: 1.5, maxDrawdown: 0.15, minProfitFactor: 1.3, minTrades: 50 })
    expect(conservative).toMatchObject({ minSharpe: 1.5, maxDrawdown: 0.15, minProfitFactor: 1.3, minTrades: 50 })
    expect(conservative.advisory).toEqual([])
  })

  it('ask for less and less', () => {
    const looser = (strict: PromotionPolicy, loose: PromotionPolicy) => {
      for (const [name, value] of Object.entries(loose)) {
        const before = strict[name as 'minSharpe']
        if (typeof value !== 'number' || before === undefined) continue
        if (name.startsWith('min')) expect(value, name).toBeLessThanOrEqual(before)
        else expect(value, name).toBeGreaterThanOrEqual(before)
      }
      expect(loose.advisory).toEqual(expect.arrayContaining([...strict.advisory]))
    }
    looser(conservative, moderate)
    looser(moderate, aggressive)
  })

  it('cannot be changed', () => {
    expect(() => Object.assign(moderate, { minSharpe: 0 })).toThrow(TypeError)
    expect(() => (moderate.advisory as string[]).push('superiority')).toThrow(TypeError)
  })

  it.each(Object.values(promotionPolicies))('$name never lets a test for luck only advise', ({ advisory }) => {
    expect(advisory).not.toContain('superiority')
  })
})
