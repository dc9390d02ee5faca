import { ConfigError } from '../../../../base/errors.ts'
import { didYouMean } from '../../../../base/nearest.ts'
import { allocationMethods } from '../../../../portfolios/allocate.ts'
import type { PortfolioRecipe } from '../../../../portfolios/recipe.ts'
import { parseRecipes } from '../../../../portfolios/recipe-config.ts'

/** What flags change of a recipe, as they were written. */
export interface RecipeChanges {
  /** `month`, `every=20`, `band=0.05`. */
  readonly rebalance?: string | object | undefined
  /** `inverse_volatility,lookback=250,when=month`, or `none`. */
  readonly allocation?: string | undefined
}

/**
 * A recipe with another rebalancing or allocation. It is read as a file would be, so that the same things are refused in the same words.
 *
 * @throws {@link ConfigError} `recipe/…` naming the flag.
 */
export function changeRecipe(recipe: PortfolioRecipe, { rebalance, allocation }: RecipeChanges): PortfolioRecipe {
  const { allocation: own, ...rest } = recipe
  const base = allocation === 'none' ? rest : { ...rest, ...(own === undefined ? {} : { allocation: own }) }
  const changes = {
    ...(rebalance === undefined ? {} : { rebalance: rebalanceOf(rebalance) }),
    ...(allocation === undefined || allocation === 'none' ? {} : { allocation: allocationOf(allocation) }),
  }
  if (Object.keys(changes).length === 0) return base
  try {
    const [changed] = parseRecipes({ portfolio_recipes: { [recipe.id]: { extends: recipe.id, ...changes } } }, { base: [base] })
    // What it is called is not inherited.
    return { ...changed, title: recipe.title }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const flag = error.message.includes('allocation') || rebalance === undefined ? '--allocation' : '--rebalance'
    const message = error.message.replace(`portfolio_recipes.${recipe.id}.`, '')
    throw new ConfigError(error.code, `${flag}: ${message}`, error.details, error)
  }
}

function rebalanceOf(text: string | object): string | object {
  if (typeof text === 'object') return text
  return text.includes('=') ? pairs(text.split(','), '--rebalance', 'month, every=20 or band=0.05') : text
}

function allocationOf(text: string): Record<string, unknown> {
  const [first, ...rest] = text.split(',')
  const method = first.trim()
  if (!(allocationMethods as readonly string[]).includes(method))
    throw new ConfigError(
      'recipe/flag',
      `--allocation: there is no method "${method}"${didYouMean(method, allocationMethods)} Known: ${allocationMethods.join(', ')}`,
      { method },
    )
  return { method, ...pairs(rest, '--allocation', 'inverse_volatility,lookback=250,when=month') }
}

function pairs(parts: readonly string[], flag: string, example: string): Record<string, unknown> {
  return Object.fromEntries(
    parts.map(part => {
      const [name, value = '', ...more] = part.split('=').map(piece => piece.trim())
      if (name === '' || value === '' || more.length > 0)
        throw new ConfigError('recipe/flag', `${flag}: "${part}" is not name=value; write for example ${flag} ${example}`, { part })
      return [name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`), Number.isNaN(Number(value)) ? value : Number(value)]
    }),
  )
}
