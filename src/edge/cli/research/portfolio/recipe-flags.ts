import type { Command } from 'commander'
import { ConfigError } from '../../../../base/errors.ts'
import type { Refusal } from '../../../../base/verdict.ts'
import type { PortfolioRecipe } from '../../../../portfolios/recipe.ts'
import { findRecipe } from '../../../../portfolios/shipped-recipes.ts'
import { type BuiltPortfolio, buildPortfolio } from '../../../../research/build-portfolio.ts'
import { checkRecipeTiers } from '../../../../research/check-recipe-tiers.ts'
import { addConfigFlag } from '../../config/config-folder.ts'
import { addPanelFlags, type PanelOptionsGiven, type PanelPrices, readPanelPrices } from '../../panel-flags.ts'
import { addSettingsFlags, number, settingsFrom } from '../../settings-flags.ts'
import { changeRecipe, type RecipeChanges } from './change-recipe.ts'
import { loadRecipes, type Recipes } from './own-recipes.ts'

/** What the flags of {@link addRecipeFlags} give. */
export interface RecipeOptions extends PanelOptionsGiven, RecipeChanges {
  readonly preset?: string
  readonly config?: string
  readonly trainShare?: number
}

/** A recipe that was asked for, built on the prices that were named. */
export interface ChosenRecipe {
  readonly recipes: Recipes
  readonly recipe: PortfolioRecipe
  readonly prices: PanelPrices
  readonly built: BuiltPortfolio
  /** Strategies that the recipe should not have, by their tiers. */
  readonly tiers: readonly Refusal[]
}

/** When positions are brought back to size is said by the recipe, and by the flag of its own. */
const LEFT_OUT = { without: ['rebalance'] } as const

/** Gives a command the flags that say which portfolio to build, on which prices, and how to trade it. */
export function addRecipeFlags(command: Command): Command {
  return addPanelFlags(
    addConfigFlag(command.optionsGroup('What to run:').option('--preset <id>', 'a recipe of: peak-trade research portfolio --list')),
  )
    .optionsGroup('Changes to the recipe:')
    .option('--rebalance <when>', 'signal, day, week, month, quarter, year, every=20 (bars) or band=0.05')
    .option('--allocation <method,…>', 'such as inverse_volatility,lookback=250,when=month; none keeps the weights of the recipe')
    .option(
      '--train-share <fraction>',
      'share of the prices on which a recipe with a sweep looks for its components (default: 0.5)',
      number,
    )
}

/** Gives a command the flags for money, costs and exits, as far as a recipe leaves them open. */
export function addPortfolioSettings(command: Command): Command {
  return addSettingsFlags(command, LEFT_OUT)
}

/**
 * The portfolio that the flags ask for.
 *
 * @throws {@link ConfigError} `cli/preset` when none is named, `recipe/…`, `config/…`, and what reading prices throws.
 */
export async function readRecipe(options: RecipeOptions): Promise<ChosenRecipe> {
  const { preset, config, symbols, trainShare } = options
  if (preset === undefined)
    throw new ConfigError('cli/preset', '--preset is missing; name a recipe of: peak-trade research portfolio --list')
  const recipes = await loadRecipes(config)
  const { configurations, presets, tiering } = recipes
  const recipe = changeRecipe(findRecipe(preset, recipes.recipes), options)
  const settings = settingsFrom(options, LEFT_OUT)
  const prices = await readPanelPrices(options)
  const built = buildPortfolio(recipe, prices.panel, { configurations, presets, symbols, settings, ...(trainShare && { trainShare }) })
  return { recipes, recipe, prices, built, tiers: checkRecipeTiers(recipe, { configurations, presets, tiering }).refusals }
}
