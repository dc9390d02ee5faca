import { ConfigError } from '../base/errors.ts'
import { writeExits } from './exits-table.ts'
import { writeParams } from './parse-configurations.ts'
import type { PortfolioRecipe, RecipeComponent } from './recipe.ts'
import { inFile, renameKeys } from './snake-case.ts'

/** A recipe as the table of a file, without anything that is undefined. */
export function recipeToTable(recipe: PortfolioRecipe): Record<string, unknown> {
  const { title, riskProfile, monteCarlo, stress, format } = recipe
  const table = renameKeys(
    {
      portfolio_name: title,
      description: recipe.description,
      tags: recipe.tags,
      risk_profile: riskProfile,
      ...bodyOf(recipe),
      allocation: recipe.allocation === undefined ? undefined : renameKeys(recipe.allocation, inFile),
      rebalance: recipe.rebalance,
      regime: recipe.regime === undefined ? undefined : renameKeys(recipe.regime, name => name),
      symbols: recipe.symbols,
      ...(monteCarlo === undefined ? {} : { run_montecarlo: true, mc_num_runs: monteCarlo.paths }),
      ...(stress === undefined ? {} : { run_stress_tests: true, stress_scenarios: stress.scenarios, stress_severity: stress.severity }),
      format: format === 'markdown' ? 'md' : format,
      max_drawdown_target: recipe.maxDrawdownTarget,
      tiers: recipe.tiers,
      trials: recipe.trials,
    },
    name => name,
  )
  checkPlain(table, recipe.id)
  return table
}

function bodyOf({ id, components, sweep }: PortfolioRecipe): object {
  if (sweep !== undefined) return { sweep_name: sweep.preset, top_n: sweep.top, weights: sweep.weights }
  if (components === undefined) return {}
  if (components.every(isShort))
    return { strategies: components.map(({ strategy }) => strategy), weights: components.map(({ weight }) => weight) }
  return { components: components.map((component, k) => componentOf(component, `recipe "${id}": component ${k + 1}`)) }
}

/** True when nothing but strategy and weight are given. */
function isShort({ asset, params, exits, name }: RecipeComponent): boolean {
  return [asset, params, exits, name].every(part => part === undefined)
}

function componentOf({ params, exits, ...rest }: RecipeComponent, where: string): Record<string, unknown> {
  return {
    ...renameKeys(rest, name => name),
    ...writeParams(params, where, 'recipe/value'),
    ...(exits === undefined ? {} : { exits: writeExits(exits) }),
  }
}

/** What is a function cannot be written down, however deep it is. */
function checkPlain(value: unknown, id: string, path = ''): void {
  if (typeof value === 'function')
    throw new ConfigError('recipe/value', `recipe "${id}": ${path} is a function and cannot stand in a file; name a method`, { id, path })
  if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) checkPlain(inner, id, path === '' ? name : `${path}.${name}`)
}
