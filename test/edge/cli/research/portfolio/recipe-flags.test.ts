import { Command } from 'commander'
import { expect, it } from 'vitest'
import {
  addPortfolioSettings,
  addRecipeFlags,
  type RecipeOptions,
  readRecipe,
} from '../../../../../src/edge/cli/research/portfolio/recipe-flags.ts'
import { recipeMarket } from './recipe-market.ts'

const { prices, config } = recipeMarket()
const read = (...argv: string[]) =>
  readRecipe(addPortfolioSettings(addRecipeFlags(new Command())).parse(argv, { from: 'user' }).opts() as RecipeOptions)

it('builds the recipe that is named, on the prices that are named', async () => {
  const {
    built,
    recipe,
    recipes,
    prices: found,
    tiers,
  } = await read('--preset', 'memory', '--config', config, '--data', prices, '--fee-bps', '7')
  expect([recipe.title, recipes.folder, tiers]).toEqual(['Memory', config, []])
  expect(found.panel.symbols).toEqual(['BTC/EUR', 'ETH/EUR'])
  expect(built.settings).toMatchObject({ costs: { feeBps: 7 }, sizing: { fraction: 0.9 } })
  expect(built.portfolio.sleeves.map(({ params }) => (params as { lookback: number }).lookback)).toEqual([1, 1])
})

it('hands over changes, symbols and settings', async () => {
  const { built } = await read(
    ...['--preset', 'rsi_reversion_moderate', '--symbols', 'BTC=ETH/EUR,ETH=BTC/EUR'],
    ...['--rebalance', 'band=0.1', '--allocation', 'equal', '--sizing', 'fraction=0.2', '--capital', '77'],
  )
  expect(built.portfolio.sleeves.map(({ symbol }) => symbol)).toEqual(['ETH/EUR', 'BTC/EUR'])
  expect(built.portfolio).toMatchObject({ rebalance: { band: 0.1 }, allocation: { method: 'equal' } })
  expect(built.settings).toMatchObject({ capital: 77, sizing: { fraction: 0.2 } })
})

it('complains about flags before it reads prices', async () => {
  await expect(read()).rejects.toMatchObject({ code: 'cli/preset' })
  await expect(read('--preset', 'core_balanced', '--data', 'nowhere.csv', '--fee-bps', '-1')).rejects.toThrow('--fee-bps')
})
