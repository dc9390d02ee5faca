import { describe, expect, it } from 'vitest'
import { catalog } from '../../src/strategies/catalog.ts'
import { checkStrategy } from '../../src/strategies/strategy-contract.ts'

describe('every strategy of the catalog keeps the contract', () => {
  it.each(catalog.list({ includeResearch: true }).map(strategy => [strategy.id, strategy] as const))('%s', (_id, strategy) => {
    const check = checkStrategy(strategy, { histories: 200 })
    expect(check.refusals).toEqual([])
    expect(check.ok).toBe(true)
  })

  it.each([
    ['breakout', { atrFilter: true, atrMultiple: 0.9, side: 'long' }],
    ['rsi_reversion', { period: 2, trendFilter: true, trendPeriod: 5 }],
    ['vol_regime_filter', { method: 'std', period: 5, lookback: 20, invert: true }],
    ['trend_following', { period: 3, maFilter: false }],
  ])('%s with %j', (id, params) => {
    expect(checkStrategy(catalog.get(id), { params, histories: 60 }).refusals).toEqual([])
  })
})
