import type { PortfolioRecipe } from '../../../../portfolios/recipe.ts'
import type { CommandOutput } from '../../command.ts'
import { textTable } from '../../text-table.ts'
import { loadRecipes } from './own-recipes.ts'

/** All recipes, the user's own first. */
export async function listRecipes(config: string | undefined): Promise<CommandOutput> {
  const { recipes, own, folder } = await loadRecipes(config)
  const rows = recipes.map(recipe => [recipe.id, recipe.riskProfile, madeOf(recipe), own.has(recipe.id) ? 'yours' : 'library'])
  return {
    data: { recipes: recipes.map(recipe => ({ ...recipe, from: own.has(recipe.id) ? 'config' : 'library' })), config: folder ?? null },
    text: `${textTable(['recipe', 'risk', 'made of', 'from'], rows)}\n\nOne of them: peak-trade research portfolio --preset ${recipes[0].id}\n`,
  }
}

function madeOf({ components = [], sweep, regime }: PortfolioRecipe): string {
  const parts =
    sweep === undefined
      ? components.map(
          ({ strategy, asset, weight }) => `${strategy}${asset === undefined ? '' : ` on ${asset}`} ${Number(weight.toPrecision(3))}`,
        )
      : [`the best ${sweep.top} of sweep ${sweep.preset}`]
  const shown = parts.length > 4 ? [...parts.slice(0, 3), `${parts.length - 3} more`] : parts
  return `${shown.join(', ')}${regime === undefined ? '' : ', scaled by regime'}`
}
