import { describe, expect, it } from 'vitest'
import { meetsTier, recommendTier } from '../../src/strategies/tier-criteria.ts'

describe('recommendTier', () => {
  it.each([
    [1.5, 0.15, 'core'],
    [1.5, 0.1500001, 'aux'],
    [1.4999999, 0.15, 'aux'],
    [1, 0.2, 'aux'],
    [0.9999999, 0.2, 'legacy'],
    [5, 0.2000001, 'legacy'],
    [Number.NaN, 0.01, 'legacy'],
    [3, Number.NaN, 'legacy'],
    [-2, 0, 'legacy'],
  ] as const)('a Sharpe ratio of %d and a drawdown of %d earn %s', (sharpe, maxDrawdown, tier) => {
    for (const before of ['core', 'aux', 'legacy'] as const) expect(recommendTier({ sharpe, maxDrawdown }, before)).toBe(tier)
  })

  it('leaves research where it is, whatever it earned', () => {
    expect(recommendTier({ sharpe: 9, maxDrawdown: 0 }, 'r_and_d')).toBe('r_and_d')
    expect(meetsTier({ sharpe: 9, maxDrawdown: 0 }, 'core')).toBe(true)
  })
})
