import { describe, expect, it } from 'vitest'
import { changeRecipe } from '../../../../../src/edge/cli/research/portfolio/change-recipe.ts'
import { findRecipe } from '../../../../../src/portfolios/shipped-recipes.ts'

const recipe = findRecipe('multi_style_moderate')

describe('changeRecipe', () => {
  it('leaves a recipe alone that nobody changes', () => {
    expect(changeRecipe(recipe, {})).toEqual(recipe)
  })

  it.each([
    ['month', 'month'],
    ['signal', 'signal'],
    ['every=20', { every: 20 }],
    ['band=0.05', { band: 0.05 }],
    [{ band: 0.1 }, { band: 0.1 }],
  ] as const)('rebalances %j', (rebalance, found) => {
    expect(changeRecipe(recipe, { rebalance })).toEqual({ ...recipe, rebalance: found })
  })

  it('allocates by a method with its options, or as the recipe says', () => {
    const changed = changeRecipe(recipe, { allocation: 'inverse_volatility, lookback=250, when=month, maximum=0.4' })
    expect(changed.allocation).toEqual({ method: 'inverse_volatility', lookback: 250, when: 'month', maximum: 0.4 })
    expect(changeRecipe(changed, { allocation: 'none' })).toEqual(recipe)
    expect(changeRecipe(changed, { allocation: 'equal' }).allocation).toEqual({ method: 'equal' })
  })

  it.each([
    [{ rebalance: 'monthly' }, /^--rebalance: rebalance must be signal/],
    [{ rebalance: 'every=' }, /^--rebalance: "every=" is not name=value/],
    [{ allocation: 'inverse_volatilty' }, /^--allocation: there is no method "inverse_volatilty"; did you mean "inverse_volatility"\?/],
    [{ allocation: 'equal,lokback=5' }, /^--allocation: .*did you mean "lookback"\?/],
    [{ allocation: 'equal,lookback' }, /^--allocation: "lookback" is not name=value/],
    [{ rebalance: 'month', allocation: 'kelly,fraction=x' }, /^--allocation: /],
  ])('refuses %j', (changes, message) => {
    expect(() => changeRecipe(recipe, changes)).toThrow(message)
  })
})
