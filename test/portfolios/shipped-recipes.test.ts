import { describe, expect, it } from 'vitest'
import { resolveRecipe } from '../../src/portfolios/resolve-recipe.ts'
import { riskProfiles } from '../../src/portfolios/risk-profile.ts'
import { findRecipe, portfolioRecipes, withRecipes } from '../../src/portfolios/shipped-recipes.ts'
import { sweepPreset } from '../../src/research/presets/sweep-presets.ts'
import { findScenario } from '../../src/research/stress/stress-scenarios.ts'

/** Name, what it is made of, paths, stress scenarios, severity, profile; from Peak_Trade's files. */
const theirs = {
  rsi_reversion_balanced: ['3 of rsi_reversion_basic .4 .3 .3', 1000, 'single_crash_bar vol_spike', 0.2, 'moderate'],
  rsi_reversion_conservative: [
    'rsi_reversion_btc_conservative .6 rsi_reversion_eth_conservative .4',
    2000,
    'single_crash_bar vol_spike',
    0.2,
    'conservative',
  ],
  rsi_reversion_moderate: [
    'rsi_reversion_btc_moderate .5 rsi_reversion_eth_moderate .5',
    2000,
    'single_crash_bar vol_spike',
    0.25,
    'moderate',
  ],
  rsi_reversion_aggressive: [
    'rsi_reversion_btc_aggressive .5 rsi_reversion_eth_aggressive .5',
    3000,
    'single_crash_bar vol_spike',
    0.3,
    'aggressive',
  ],
  multi_style_moderate: [
    'rsi_reversion_btc_moderate .25 rsi_reversion_eth_moderate .25 ma_trend_btc_moderate .25 trend_following_eth_moderate .25',
    3000,
    'single_crash_bar vol_spike',
    0.25,
    'moderate',
  ],
  multi_style_aggressive: [
    'rsi_reversion_btc_aggressive .25 rsi_reversion_eth_aggressive .25 ma_trend_btc_aggressive .25 trend_following_eth_aggressive .25',
    5000,
    'single_crash_bar vol_spike',
    0.35,
    'aggressive',
  ],
  conservative_v11: [
    'ma_crossover .3 mean_reversion .25 bollinger_bands .25 trend_following .2',
    2000,
    'single_crash_bar vol_spike liquidity_gap',
    0.2,
    'conservative',
  ],
  moderate_v11: [
    'rsi_reversion .25 breakout .25 trend_following .25 macd .25',
    3000,
    'single_crash_bar vol_spike trend_reversal',
    0.25,
    'moderate',
  ],
  aggressive_v11: [
    'breakout .35 momentum .3 rsi_reversion .2 macd .15',
    5000,
    'single_crash_bar vol_spike flash_crash trend_reversal',
    0.3,
    'aggressive',
  ],
  core_balanced: ['rsi_reversion .34 ma_crossover .33 bollinger_bands .33', 100, 'flash_crash high_volatility', 0.5, 'moderate'],
  core_plus_aux_aggro: [
    'rsi_reversion .183 ma_crossover .184 bollinger_bands .183 breakout .15 macd .15 momentum .15',
    200,
    'flash_crash high_volatility trend_reversal liquidity_crisis',
    0.7,
    'aggressive',
  ],
  core_trend_meanreversion: [
    'ma_crossover .4 rsi_reversion .3 bollinger_bands .3',
    100,
    'flash_crash sideways_market trend_reversal',
    0.5,
    'moderate',
  ],
  regime_aware_breakout_rsi: ['breakout .6 rsi_reversion .4', undefined, undefined, undefined, 'moderate'],
  regime_aware_conservative: ['breakout .5 ma_crossover .5', undefined, undefined, undefined, 'conservative'],
} as const

const short = (weight: number) => String(weight).replace(/^0/, '')

describe('portfolioRecipes', () => {
  it('are those of Peak_Trade, with its numbers', () => {
    const ours = portfolioRecipes.map(({ id, components = [], sweep, monteCarlo, stress, riskProfile }) => [
      id,
      [
        sweep === undefined
          ? components.map(({ strategy, weight }) => `${strategy} ${short(weight)}`).join(' ')
          : `${sweep.top} of ${sweep.preset} ${sweep.weights.map(short).join(' ')}`,
        monteCarlo?.paths,
        stress?.scenarios.join(' '),
        stress?.severity,
        riskProfile,
      ],
    ])
    expect(Object.fromEntries(ours)).toEqual(theirs)
  })

  it.each(portfolioRecipes)('$id is right as it stands, and keeps within its own profile', recipe => {
    expect(resolveRecipe(recipe)).toEqual(recipe)
    const profile = riskProfiles[recipe.riskProfile]
    for (const { weight } of recipe.components ?? []) expect(weight).toBeLessThanOrEqual(profile.maxWeight)
    if (recipe.maxDrawdownTarget !== undefined) expect(recipe.maxDrawdownTarget).toBeLessThanOrEqual(profile.maxDrawdown)
  })

  it('every stress scenario and every sweep that they name is there', () => {
    for (const { stress, sweep } of portfolioRecipes) {
      for (const scenario of stress?.scenarios ?? []) expect(findScenario(scenario).id).toMatch(/^[a-z_]+$/)
      if (sweep !== undefined) expect(sweepPreset(sweep.preset).strategy).toBe('rsi_reversion')
    }
    const names = ['liquidity_gap', 'high_volatility', 'liquidity_crisis', 'sideways_market', 'flash_crash', 'trend_reversal']
    expect(names.map(name => findScenario(name).id)).toEqual([
      'liquidity_drought',
      'vol_spike',
      'liquidity_drought',
      'sideways_market',
      'flash_crash',
      'trend_reversal',
    ])
  })

  it('the regime-aware ones take less risk in bad times', () => {
    const scales = ['regime_aware_breakout_rsi', 'regime_aware_conservative'].map(id => findRecipe(id).regime?.scales)
    expect(scales).toEqual([
      { risk_on_scale: 1, neutral_scale: 0.5, risk_off_scale: 0 },
      { risk_on_scale: 1, neutral_scale: 0.3, risk_off_scale: 0 },
    ])
  })
})

describe('findRecipe and withRecipes', () => {
  it('suggest the nearest name', () => {
    expect(() => findRecipe('multi_style_modrate')).toThrow(
      expect.objectContaining({ code: 'recipe/unknown', message: expect.stringContaining('did you mean "multi_style_moderate"?') }),
    )
    expect(() => findRecipe('x', [])).toThrow('there is no recipe "x"')
  })

  it('one’s own replace shipped ones', () => {
    const own = { ...findRecipe('core_balanced'), title: 'Mine' }
    const recipes = withRecipes([own])
    expect(recipes).toHaveLength(portfolioRecipes.length)
    expect(findRecipe('core_balanced', recipes).title).toBe('Mine')
    expect(withRecipes([{ ...own, id: 'new' }])).toHaveLength(portfolioRecipes.length + 1)
    expect(withRecipes([own], [])).toEqual([own])
  })
})
