import { describe, expect, it } from 'vitest'
import { riskProfiles } from '../../src/portfolios/risk-profile.ts'
import { portfolioPolicies } from '../../src/research/promotion/portfolio-policies.ts'

const order = ['conservative', 'moderate', 'aggressive'] as const

describe('riskProfiles', () => {
  it('each is at least as strict in every number as the one after it', () => {
    for (const [strict, loose] of [order.slice(0, 2), order.slice(1)]) {
      const numbers = Object.entries(riskProfiles[strict]).filter(([, value]) => typeof value === 'number')
      expect(numbers).toHaveLength(5)
      for (const [name, value] of numbers) expect(value, name).toBeLessThanOrEqual(riskProfiles[loose][name as 'maxWeight'])
      expect(numbers.some(([name, value]) => value < riskProfiles[loose][name as 'maxWeight'])).toBe(true)
    }
  })

  it.each(order)('%s names limits and a policy of its own name, and tolerates the drawdown of that policy', id => {
    const { policy, limits, maxDrawdown, maxWeight, exposure, stopLoss } = riskProfiles[id]
    expect([riskProfiles[id].id, policy, limits]).toEqual([id, `portfolio_${id}`, id])
    expect(maxDrawdown).toBe(portfolioPolicies[policy].maxOutOfSampleDrawdown)
    for (const fraction of [maxWeight, exposure]) expect(fraction).toBeLessThanOrEqual(1)
    expect(stopLoss).toBeLessThan(maxDrawdown)
  })

  it('nobody can change them', () => {
    expect(Object.isFrozen(riskProfiles)).toBe(true)
    for (const id of order) expect(Object.isFrozen(riskProfiles[id])).toBe(true)
  })
})
