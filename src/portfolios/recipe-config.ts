import * as z from 'zod/mini'
import { ConfigError } from '../base/errors.ts'
import { readExits } from './exits-table.ts'
import { configurationSchema } from './parse-configurations.ts'
import type { PortfolioRecipe, RecipeAllocation, RecipeComponent } from './recipe.ts'
import { type RecipeTable, recipeSchema } from './recipe-table.ts'
import { refuseTable } from './refuse-table.ts'
import { resolveRecipe } from './resolve-recipe.ts'
import { findRecipe, portfolioRecipes } from './shipped-recipes.ts'
import { inCode, renameKeys } from './snake-case.ts'
import { recipeToTable } from './write-recipe.ts'

const ofRecipes = z.record(z.string().check(z.regex(/^[a-z0-9][a-z0-9_-]*$/)), recipeSchema, 'must be a table of tables')
const schema = z.strictObject({ portfolio_recipes: z.optional(ofRecipes), strategy_configurations: z.optional(z.unknown()) })

/** What is the body of a recipe: a list of components in one form or the other. */
const BODY = ['strategies', 'components', 'sweep_name', 'top_n', 'weights'] as const

/** What Peak_Trade did where a recipe said nothing. */
const PATHS = 1000
const STRESS = { scenarios: ['single_crash_bar', 'vol_spike'], severity: 0.2 }

/**
 * How {@link parseRecipes} reads.
 */
export interface ParseRecipesOptions {
  /** Recipes that may be extended besides those of the same file; default `portfolioRecipes`. */
  readonly base?: readonly PortfolioRecipe[] | undefined
}

/**
 * Reads recipes from plain data, such as a parsed TOML file: one table `portfolio_recipes.<id>` each, with the keys of Peak_Trade and some of
 * ours; `docs/recipes.md` lists them. With `extends` a recipe begins as another one of the file, or as a shipped one: what it says itself
 * wins, and a list of strategies, components or a sweep replaces the whole list. The file may have `strategy_configurations` as well, which
 * {@link parseConfigurations} reads.
 *
 * @returns Recipes in the order of the file, checked by {@link resolveRecipe}.
 * @throws {@link ConfigError} `recipe/unknown-key` with the nearest one, `recipe/value`, `recipe/extends` for recipes that extend each other
 * in a circle, `recipe/unknown` for one that extends what there is not, `recipe/duplicate` for an `id` that is there twice, and what
 * {@link resolveRecipe} throws.
 *
 * @example
 * ```ts
 * import { parseRecipes } from 'peak-trade'
 *
 * const [calm] = parseRecipes({ portfolio_recipes: { calm: { extends: 'moderate_v11', risk_profile: 'conservative', rebalance: 'month' } } })
 * calm.components?.map(({ strategy }) => strategy) // ['rsi_reversion', 'breakout', 'trend_following', 'macd']
 * ```
 */
export function parseRecipes(data: unknown, { base = portfolioRecipes }: ParseRecipesOptions = {}): readonly PortfolioRecipe[] {
  const parsed = z.safeParse(schema, data)
  if (!parsed.success) throw refuseTable(parsed.error.issues[0], { schema, data, area: 'recipe' })
  const { portfolio_recipes: tables = {} } = parsed.data
  const recipes = Object.keys(tables).map(key => readRecipe(key, extended(key, { tables, base, trail: [] })))
  const ids = recipes.map(({ id }) => id)
  const twice = ids.find((id, k) => ids.indexOf(id) !== k)
  if (twice !== undefined)
    throw new ConfigError('recipe/duplicate', `two recipes of the file have the id "${twice}"; rename one`, { id: twice })
  return recipes
}

/**
 * Recipes as plain data for JSON or TOML; {@link parseRecipes} reads them back to the same.
 *
 * @throws {@link ConfigError} `recipe/value` for what cannot be written down, such as a function or a parameter that is no number, text or
 * flag.
 *
 * @example
 * ```ts
 * import { findRecipe, formatRecipes, parseRecipes } from 'peak-trade'
 *
 * const data = formatRecipes([findRecipe('core_balanced')])
 * data.portfolio_recipes.core_balanced.weights // [0.34, 0.33, 0.33]
 * parseRecipes(data)[0].title // 'Core Balanced'
 * ```
 */
export function formatRecipes(recipes: readonly PortfolioRecipe[]): {
  readonly portfolio_recipes: Readonly<Record<string, Readonly<Record<string, unknown>>>>
} {
  return { portfolio_recipes: Object.fromEntries(recipes.map(recipe => [recipe.id, recipeToTable(recipe)])) }
}

/**
 * The JSON schema of a file with recipes and strategy configurations, for editors.
 *
 * @example
 * ```ts
 * import { portfolioRecipesSchema } from 'peak-trade'
 *
 * portfolioRecipesSchema().title // 'Portfolio recipes'
 * ```
 */
export function portfolioRecipesSchema(): Readonly<Record<string, unknown>> {
  const file = z.strictObject({
    portfolio_recipes: z.optional(ofRecipes),
    strategy_configurations: z.optional(z.record(z.string(), configurationSchema)),
  })
  return { title: 'Portfolio recipes', ...z.toJSONSchema(file, { io: 'input', reused: 'ref' }) }
}

interface Family {
  readonly tables: Readonly<Record<string, RecipeTable>>
  readonly base: readonly PortfolioRecipe[]
  readonly trail: readonly string[]
}

/** A table on top of what it extends. A recipe that extends its own name means the one that it replaces. */
function extended(key: string, { tables, base, trail }: Family): RecipeTable {
  const { extends: from, ...own } = tables[key]
  if (from === undefined) return own
  const steps = [...trail, key]
  const inside = from !== key && Object.hasOwn(tables, from)
  if (inside && steps.includes(from))
    throw new ConfigError('recipe/extends', `recipe "${key}" extends itself: ${[...steps, from].join(' → ')}; break the circle`, {
      id: key,
    })
  const under = inside
    ? extended(from, { tables, base, trail: steps })
    : (recipeToTable(findRecipe(from, [...base, ...unfound(tables, key, base)])) as RecipeTable)
  const { id: _id, portfolio_name: _name, ...inherited } = under
  const dropped: string[] = []
  if (own.strategies !== undefined || own.components !== undefined || own.sweep_name !== undefined) dropped.push(...BODY)
  if (own.run_montecarlo === false) dropped.push('mc_num_runs')
  if (own.run_stress_tests === false) dropped.push('stress_scenarios', 'stress_severity')
  const kept = Object.fromEntries(Object.entries(inherited).filter(([name]) => !dropped.includes(name)))
  return { ...kept, ...own }
}

/** The other recipes of the file, so that the message knows them. */
function unfound(tables: Family['tables'], key: string, base: readonly PortfolioRecipe[]): PortfolioRecipe[] {
  const known = new Set([key, ...base.map(({ id }) => id)])
  return Object.keys(tables)
    .filter(id => !known.has(id))
    .map(id => ({ id, title: id, riskProfile: 'moderate' }))
}

function readRecipe(key: string, table: RecipeTable): PortfolioRecipe {
  const { id = key, portfolio_name: title = id, allocation, rebalance, regime, symbols, max_drawdown_target: maxDrawdownTarget } = table
  const monteCarlo = readMonteCarlo(id, table)
  const stress = readStress(id, table)
  const whole = {
    id,
    title,
    description: table.description,
    tags: table.tags,
    riskProfile: table.risk_profile ?? 'moderate',
    ...readBody(id, table),
    allocation: allocation === undefined ? undefined : (renameKeys(allocation, inCode) as unknown as RecipeAllocation),
    rebalance,
    regime: regime === undefined ? undefined : renameKeys(regime, name => name),
    symbols,
    monteCarlo,
    stress,
    format: table.format === 'md' ? 'markdown' : table.format,
    maxDrawdownTarget,
    tiers: table.tiers,
    trials: table.trials,
  }
  return resolveRecipe(renameKeys(whole, name => name) as unknown as PortfolioRecipe)
}

function readBody(id: string, table: RecipeTable): Pick<PortfolioRecipe, 'components' | 'sweep'> {
  const { strategies, components, sweep_name: preset, top_n: top, weights } = table
  const given = [strategies && 'strategies', components && 'components', preset !== undefined && 'sweep_name'].filter(Boolean)
  if (given.length > 1) throw invalid(id, 'components', `it has ${given.join(' and ')}; give one of them`)
  if (preset === undefined && top !== undefined) throw invalid(id, 'sweep', 'it has a top_n without a sweep_name; give both')
  if (strategies !== undefined) {
    if (weights?.length !== strategies.length)
      throw invalid(id, 'weights', `it has ${strategies.length} strategies and ${weights?.length ?? 0} weights; give one each`)
    return { components: strategies.map((strategy, k) => ({ strategy, weight: weights[k] })) }
  }
  if (preset !== undefined) {
    if (top === undefined || weights === undefined)
      throw invalid(
        id,
        'sweep',
        `it has a sweep_name without ${top === undefined ? 'top_n' : 'weights'}; give the number of best sets and a weight for each`,
      )
    return { sweep: { preset, top, weights } }
  }
  if (weights !== undefined && components !== undefined)
    throw invalid(id, 'weights', 'it has components and weights; the weight of a component stands in its own table')
  return components === undefined ? {} : { components: components.map(readComponent) }
}

function readComponent({ params, exits, ...rest }: NonNullable<RecipeTable['components']>[number]): RecipeComponent {
  return {
    ...rest,
    ...(params === undefined ? {} : { params: renameKeys(params, inCode) }),
    ...(exits === undefined ? {} : { exits: readExits(exits) }),
  }
}

function readMonteCarlo(id: string, { run_montecarlo: run, mc_num_runs: paths }: RecipeTable): PortfolioRecipe['monteCarlo'] {
  if (run === true) return { paths: paths ?? PATHS }
  if (paths !== undefined) throw invalid(id, 'montecarlo', 'it has mc_num_runs but no run_montecarlo = true; add it or leave both out')
  return undefined
}

function readStress(id: string, table: RecipeTable): PortfolioRecipe['stress'] {
  const { run_stress_tests: run, stress_scenarios: scenarios, stress_severity: severity } = table
  if (run === true) return { scenarios: scenarios ?? STRESS.scenarios, severity: severity ?? STRESS.severity }
  const given = scenarios === undefined ? 'stress_severity' : 'stress_scenarios'
  if ((scenarios?.length ?? 0) > 0 || severity !== undefined)
    throw invalid(id, 'stress', `it has ${given} but no run_stress_tests = true; add it or leave both out`)
  return undefined
}

function invalid(id: string, kind: string, problem: string): ConfigError {
  return new ConfigError(`recipe/${kind}`, `recipe "${id}": ${problem}`, { id })
}
