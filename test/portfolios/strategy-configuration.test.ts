import { describe, expect, it } from 'vitest'
import { resolveSettings } from '../../src/engine/settings.ts'
import { findConfiguration, strategyConfigurations } from '../../src/portfolios/strategy-configuration.ts'
import { presetCatalog } from '../../src/research/presets/preset-catalog.ts'
import { createStrategy } from '../../src/strategies/strategy.ts'
import { shippedTiering } from '../../src/strategies/tiering.ts'

describe('strategyConfigurations', () => {
  it.each(strategyConfigurations)('$id is what its strategy and the engine take', ({ id, strategy, params, exits }) => {
    expect(createStrategy(presetCatalog.get(strategy), params).params).toMatchObject(params)
    expect(resolveSettings({ exits }).exits).toMatchObject(exits ?? {})
    expect(presetCatalog.has(id)).toBe(false)
  })

  it('each has a name of its own', () => {
    expect(new Set(strategyConfigurations.map(({ id }) => id)).size).toBe(strategyConfigurations.length)
  })

  // From the configuration of Peak_Trade.
  it.each([
    ['rsi_reversion_btc_conservative', { period: 21, lower: 25, upper: 75 }, 0.03, 0.06, 'BTC'],
    ['rsi_reversion_eth_moderate', { period: 14, lower: 30, upper: 70 }, 0.04, 0.08, 'ETH'],
    ['rsi_reversion_eth_aggressive', { period: 10, lower: 20, upper: 80 }, 0.05, 0.1, 'ETH'],
    ['ma_trend_btc_conservative', { fast: 20, slow: 100 }, 0.04, 0.12, 'BTC'],
    ['ma_trend_btc_moderate', { fast: 20, slow: 60 }, 0.05, 0.15, 'BTC'],
    ['ma_trend_btc_aggressive', { fast: 10, slow: 40 }, 0.06, 0.2, 'BTC'],
    ['trend_following_eth_conservative', { period: 14, threshold: 25, exitThreshold: 20, maPeriod: 50 }, 0.04, 0.12, 'ETH'],
    ['trend_following_eth_moderate', { period: 14, threshold: 25, exitThreshold: 20, maPeriod: 30 }, 0.05, 0.15, 'ETH'],
    ['trend_following_eth_aggressive', { period: 14, threshold: 25, exitThreshold: 20, maPeriod: 20 }, 0.06, 0.2, 'ETH'],
    ['breakout_v1', { lookback: 15, side: 'long' }, 0.025, 0.05, undefined],
  ])('%s', (id, params, stopLoss, takeProfit, asset) => {
    expect(findConfiguration(id)).toMatchObject({ params, exits: { stopLoss, takeProfit } })
    expect(findConfiguration(id).asset).toBe(asset)
  })

  it('the configurations that the tiering recommends are there', () => {
    const missing = Object.entries(shippedTiering)
      .filter(([id, { recommendedConfigId }]) => presetCatalog.has(id) && recommendedConfigId !== undefined)
      .filter(([id, { recommendedConfigId = '' }]) => findConfiguration(recommendedConfigId).strategy !== id)
    expect(missing).toEqual([])
  })
})

it('findConfiguration suggests the nearest', () => {
  expect(() => findConfiguration('breakout_v2')).toThrow(
    expect.objectContaining({ code: 'configuration/unknown', message: expect.stringContaining('did you mean "breakout_v1"?') }),
  )
  expect(() => findConfiguration('x', [])).toThrow('there is no strategy configuration "x"')
})
