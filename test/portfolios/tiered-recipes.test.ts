import { describe, expect, it } from 'vitest'
import { resolveRecipe } from '../../src/portfolios/resolve-recipe.ts'
import { coreAndAuxRecipe, coreOnlyRecipe, strategiesOfTier } from '../../src/portfolios/tiered-recipes.ts'
import { createCatalog } from '../../src/strategies/catalog.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { MacdCrossover } from '../../src/strategies/library/macd-crossover.ts'

const shares = ({ components = [] }: ReturnType<typeof coreOnlyRecipe>) =>
  Object.fromEntries(components.map(({ strategy, weight }) => [strategy, weight]))

describe('strategiesOfTier', () => {
  it('are those with a configuration, in the catalog', () => {
    expect(strategiesOfTier('core')).toEqual(['rsi_reversion', 'ma_crossover', 'bollinger_bands'])
    expect(strategiesOfTier('aux')).toEqual([
      'breakout',
      'macd',
      'momentum',
      'trend_following',
      'mean_reversion',
      'vol_regime_filter',
      'composite',
      'regime_aware_portfolio',
    ])
    expect(strategiesOfTier('aux', { exclude: ['composite'] })).not.toContain('composite')
    expect(strategiesOfTier('core', { catalog: createCatalog([MaCrossover]) })).toEqual(['ma_crossover'])
  })
})

describe('coreOnlyRecipe', () => {
  it('shares the account equally', () => {
    const recipe = coreOnlyRecipe()
    expect(resolveRecipe(recipe)).toEqual(recipe)
    for (const weight of Object.values(shares(recipe))) expect(weight).toBe(1 / 3)
    expect(recipe).toMatchObject({
      riskProfile: 'moderate',
      tags: ['core', 'tiered', 'phase80'],
      monteCarlo: { paths: 100 },
      tiers: ['core'],
    })
    expect(recipe.stress).toEqual({ scenarios: ['flash_crash', 'high_volatility'], severity: 0.5 })
  })

  it('takes a tiering of one’s own, and needs a strategy', () => {
    const tiering = { macd: { tier: 'core', recommendedConfigId: 'x' } } as const
    expect(shares(coreOnlyRecipe({ tiering, id: 'mine', title: 'Mine', riskProfile: 'conservative' }))).toEqual({ macd: 1 })
    expect(() => coreOnlyRecipe({ tiering: {} })).toThrow(expect.objectContaining({ code: 'recipe/tier' }))
  })
})

describe('coreAndAuxRecipe', () => {
  it('shares each part equally within its tier', () => {
    const recipe = coreAndAuxRecipe()
    const weights = shares(resolveRecipe(recipe))
    expect(weights.ma_crossover).toBeCloseTo(0.2, 15)
    expect(weights.macd).toBeCloseTo(0.4 / 8, 15)
    expect(recipe).toMatchObject({ riskProfile: 'aggressive', stress: { severity: 0.6 }, tiers: ['core', 'aux'] })
    const catalog = createCatalog([MaCrossover, MacdCrossover])
    expect(shares(coreAndAuxRecipe({ catalog, coreWeight: 0.9, auxWeight: 0.1 }))).toEqual({ ma_crossover: 0.9, macd: 0.1 })
  })

  it('a tier may get nothing, then it needs no strategy', () => {
    const catalog = createCatalog([MaCrossover])
    expect(shares(coreAndAuxRecipe({ catalog, coreWeight: 1, auxWeight: 0 }))).toEqual({ ma_crossover: 1 })
    expect(() => coreAndAuxRecipe({ catalog })).toThrow(expect.objectContaining({ code: 'recipe/tier' }))
  })

  it.each([
    [0.5, 0.4],
    [1.2, -0.2],
    [Number.NaN, 0.4],
  ])('refuses shares of %d and %d', (coreWeight, auxWeight) => {
    expect(() => coreAndAuxRecipe({ coreWeight, auxWeight })).toThrow(expect.objectContaining({ code: 'recipe/weights' }))
  })
})
