import { expect, it } from 'vitest'
import { listRecipes } from '../../../../../src/edge/cli/research/portfolio/list-recipes.ts'
import { recipeMarket } from './recipe-market.ts'

it('says what each recipe is made of and whose it is', async () => {
  const { text } = await listRecipes(recipeMarket().config)
  expect(text).toMatch(/^memory +moderate +quick_momentum on BTC 0\.5, quick_momentum on ETH 0\.5 +yours$/m)
  expect(text).toMatch(/^best_of_sweep +moderate +the best 2 of sweep ma_crossover_basic +yours$/m)
  expect(text).toMatch(/^core_plus_aux_aggro +aggressive +.*, 3 more +library$/m)
  expect(text).toMatch(/^regime_aware_conservative .*scaled by regime/m)
})
