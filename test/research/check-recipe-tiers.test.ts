import { describe, expect, it } from 'vitest'
import type { PortfolioRecipe } from '../../src/portfolios/recipe.ts'
import { findRecipe, portfolioRecipes } from '../../src/portfolios/shipped-recipes.ts'
import { coreAndAuxRecipe, coreOnlyRecipe } from '../../src/portfolios/tiered-recipes.ts'
import { allowedTiers, checkRecipeTiers } from '../../src/research/check-recipe-tiers.ts'
import { presetCatalog } from '../../src/research/presets/preset-catalog.ts'
import { Strategy } from '../../src/strategies/strategy.ts'

const of = (id: string, ...strategies: string[]): PortfolioRecipe => ({
  id,
  title: id,
  riskProfile: 'moderate',
  components: strategies.map(strategy => ({ strategy, weight: 1 / strategies.length })),
})

describe('allowedTiers', () => {
  it.each([
    ['core_plus_aux_mine', ['core', 'aux']],
    ['core_aux_mine', ['core', 'aux']],
    ['core_mine', ['core']],
    ['corelation', ['core', 'aux']],
    ['anything', ['core', 'aux']],
  ])('%s may have %j', (id, tiers) => {
    expect(allowedTiers({ id })).toEqual(tiers)
  })

  it('what the recipe says counts first', () => {
    expect(allowedTiers({ id: 'core_mine', tiers: ['legacy'] })).toEqual(['legacy'])
  })
})

describe('checkRecipeTiers', () => {
  it.each([...portfolioRecipes, coreOnlyRecipe(), coreAndAuxRecipe()])('$id keeps to its tiers', recipe => {
    expect(checkRecipeTiers(recipe).refusals).toEqual([])
  })

  it('says which strategy is of which tier, each once', () => {
    const { ok, refusals } = checkRecipeTiers(of('core_mine', 'macd', 'ma_crossover', 'breakout_v1', 'macd', 'armstrong_cycle'))
    expect(ok).toBe(false)
    expect(refusals).toEqual([
      { code: 'recipe/tier', message: 'macd is of tier aux; recipe "core_mine" allows core' },
      { code: 'recipe/tier', message: 'breakout_v1 is of tier aux; recipe "core_mine" allows core' },
      { code: 'recipe/tier', message: 'armstrong_cycle is of tier r_and_d; recipe "core_mine" allows core' },
    ])
  })

  it('looks at the strategy of a sweep: there is no way around by not naming one', () => {
    const sweep = { preset: 'donchian_turtle', top: 1, weights: [1] }
    const recipe: PortfolioRecipe = { id: 'swept', title: 'Swept', riskProfile: 'moderate', sweep }
    expect(checkRecipeTiers(recipe).refusals.map(({ message }) => message)).toEqual([
      'donchian_channel is of tier legacy; recipe "swept" allows core and aux',
    ])
    expect(checkRecipeTiers({ ...recipe, tiers: ['legacy'] }).ok).toBe(true)
    expect(() => checkRecipeTiers({ ...recipe, sweep: { ...sweep, preset: 'turtle' } })).toThrow(
      expect.objectContaining({ code: 'sweep/preset' }),
    )
  })

  it('a tiering can lower a tier', () => {
    const tiering = { ma_crossover: { tier: 'legacy' } } as const
    expect(checkRecipeTiers(of('core_mine', 'ma_crossover'), { tiering }).refusals[0].message).toContain('of tier legacy')
  })

  it('a class of one’s own that states no tier is refused', () => {
    class Mine extends Strategy {
      static override readonly id = 'mine'
      protected override decide(): number {
        return 0
      }
    }
    const { refusals } = checkRecipeTiers(of('any', 'mine'), { catalog: presetCatalog.with(Mine) })
    expect(refusals.map(({ message }) => message)).toEqual(['mine states no tier; recipe "any" allows core and aux'])
  })

  it('unknown strategies are an error', () => {
    expect(() => checkRecipeTiers(of('any', 'nothing'))).toThrow(expect.objectContaining({ code: 'recipe/strategy' }))
    expect(checkRecipeTiers(findRecipe('rsi_reversion_balanced')).ok).toBe(true)
  })
})
