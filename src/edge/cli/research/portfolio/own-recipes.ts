import type { PortfolioRecipe } from '../../../../portfolios/recipe.ts'
import { withRecipes } from '../../../../portfolios/shipped-recipes.ts'
import type { StrategyConfiguration } from '../../../../portfolios/strategy-configuration.ts'
import type { SweepPreset } from '../../../../research/presets/sweep-preset.ts'
import type { StrategyTiering, TieringEntry } from '../../../../strategies/tiering.ts'
import { shippedTiering } from '../../../../strategies/tiering.ts'
import { configFolder, ownEntries } from '../../config/config-folder.ts'

/** Everything that a recipe may name, the user's own in front of what comes with the library. */
export interface Recipes {
  /** The folder that the user's own are from. */
  readonly folder: string | undefined
  readonly recipes: readonly PortfolioRecipe[]
  /** Ids of recipes that are the user's own. */
  readonly own: ReadonlySet<string>
  readonly configurations: readonly StrategyConfiguration[]
  readonly presets: readonly SweepPreset[]
  readonly tiering: StrategyTiering
}

/**
 * Recipes with all that they may name: those of the folder of `--config`, else of `./config`, and those that come with the library.
 *
 * @throws {@link ConfigError} `config/folder`, `config/twice`, and what is wrong in a file, with its name.
 */
export async function loadRecipes(config: string | undefined): Promise<Recipes> {
  const folder = configFolder(config)
  const own = await ownEntries<PortfolioRecipe>(folder, 'portfolio-recipes')
  return {
    folder,
    recipes: withRecipes([...own.values()]),
    own: new Set(own.keys()),
    configurations: [...(await ownEntries<StrategyConfiguration>(folder, 'strategy-configurations')).values()],
    presets: [...(await ownEntries<SweepPreset>(folder, 'sweeps')).values()],
    tiering: { ...shippedTiering, ...Object.fromEntries(await ownEntries<TieringEntry>(folder, 'strategy-tiering')) },
  }
}
