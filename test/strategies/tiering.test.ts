import { describe, expect, it } from 'vitest'
import { catalog } from '../../src/strategies/catalog.ts'
import { tierOf } from '../../src/strategies/live-eligibility.ts'
import { shippedTiering } from '../../src/strategies/tiering.ts'

/** The table of Peak_Trade; momentum was called momentum_1h there. */
const ancestor = {
  core: ['rsi_reversion', 'ma_crossover', 'bollinger_bands'],
  aux: ['breakout', 'macd', 'momentum', 'trend_following', 'mean_reversion', 'vol_regime_filter', 'composite', 'regime_aware_portfolio'],
  legacy: ['breakout_donchian', 'my_strategy', 'vol_breakout'],
  r_and_d: [
    'armstrong_cycle',
    'el_karoui_vol_model',
    'ehlers_cycle_filter',
    'meta_labeling',
    'bouchaud_microstructure',
    'vol_regime_overlay',
  ],
}

describe('the shipped tiering', () => {
  it.each(Object.entries(ancestor).flatMap(([tier, ids]) => ids.map(id => [id, tier])))('%s is %s, as in Peak_Trade', (id, tier) => {
    expect(shippedTiering[id]).toMatchObject({ tier, recommendedConfigId: expect.stringMatching(/_v\d/) })
  })

  it.each(catalog.list({ includeResearch: true }).map(strategy => [strategy.id, strategy] as const))(
    'agrees with the class of %s',
    (id, strategy) => {
      // A strategy that the table does not know stands for itself.
      expect(shippedTiering[id]?.tier ?? strategy.tier).toBe(strategy.tier)
      expect(tierOf(strategy)).toBe(strategy.tier)
    },
  )

  it('cannot be changed', () => {
    expect(() => Object.assign(shippedTiering.armstrong_cycle, { tier: 'core' })).toThrow(TypeError)
    expect(() => Object.assign(shippedTiering, { armstrong_cycle: { tier: 'core' } })).toThrow(TypeError)
  })
})
