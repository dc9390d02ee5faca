import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadRecipes } from '../../../../../src/edge/cli/research/portfolio/own-recipes.ts'
import { findRecipe, portfolioRecipes } from '../../../../../src/portfolios/shipped-recipes.ts'
import { shippedTiering } from '../../../../../src/strategies/tiering.ts'
import { recipeMarket } from './recipe-market.ts'

it('puts what is the user’s own in front of what comes with the library', async () => {
  const { config } = recipeMarket()
  writeFileSync(join(config, 'tiers.toml'), '[strategy.macd]\ntier = "legacy"\n')
  writeFileSync(join(config, 'sweep.toml'), '[sweep]\nid = "mine"\nstrategy = "macd"\n[sweep.parameters]\nfast = [5]\n')
  const { recipes, own, configurations, presets, tiering, folder } = await loadRecipes(config)
  expect([...own]).toEqual(['memory', 'core_balanced', 'best_of_sweep'])
  expect(recipes).toHaveLength(portfolioRecipes.length + 2)
  expect(findRecipe('core_balanced', recipes)).toEqual({ ...findRecipe('core_balanced'), title: 'core_balanced', rebalance: 'month' })
  expect(configurations.map(({ id }) => id)).toEqual(['quick_momentum'])
  expect(presets.map(({ id }) => id)).toEqual(['mine'])
  expect(tiering).toEqual({ ...shippedTiering, macd: { tier: 'legacy' } })
  expect(folder).toBe(config)
})

it('is what comes with the library where there is no folder', async () => {
  const { recipes, own, tiering } = await loadRecipes(undefined)
  expect([recipes, own.size, tiering]).toEqual([portfolioRecipes, 0, shippedTiering])
  await expect(loadRecipes('nowhere')).rejects.toMatchObject({ code: 'config/folder' })
})
