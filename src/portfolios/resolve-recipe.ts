import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import { checkExits } from './exits-table.ts'
import type { PortfolioRecipe } from './recipe.ts'
import { parseRegimeScaling } from './regime-scaling-config.ts'
import { riskProfiles } from './risk-profile.ts'

/** Weights may miss their sum by this much; then they are scaled to it. */
const ROOM = 0.01

const TIERS = ['core', 'aux', 'legacy', 'r_and_d']

/**
 * A recipe, checked, with weights that sum to 1. Names of strategies, sweeps and scenarios are checked when a portfolio is built.
 *
 * @throws {@link ConfigError} `recipe/id`, `recipe/risk-profile`, `recipe/components` (neither or both of components and sweep, none, a
 * name twice), `recipe/weights` (negative, not a number, or a sum that misses 1 by more than 0.01), `recipe/sweep`, `recipe/montecarlo`,
 * `recipe/stress`, `recipe/regime`, `recipe/value`.
 *
 * @example
 * ```ts
 * import { resolveRecipe } from 'peak-trade'
 *
 * const thirds = ['macd', 'momentum', 'breakout'].map(strategy => ({ strategy, weight: 0.333 }))
 * const recipe = resolveRecipe({ id: 'thirds', title: 'Thirds', riskProfile: 'moderate', components: thirds })
 * recipe.components?.[0].weight // about 0.33333333
 * ```
 */
export function resolveRecipe(recipe: PortfolioRecipe): PortfolioRecipe {
  const { id, components, sweep } = recipe
  if (!/^[a-z0-9][a-z0-9_-]*$/.test(id))
    throw new ConfigError('recipe/id', `a recipe is called "${id}"; an id has lower-case letters, digits, _ and - only`, { id })
  if (!Object.hasOwn(riskProfiles, recipe.riskProfile)) {
    const known = Object.keys(riskProfiles)
    throw refusal(
      recipe,
      'risk-profile',
      `there is no risk profile "${recipe.riskProfile}"${didYouMean(recipe.riskProfile, known)} Known: ${known.join(', ')}`,
    )
  }
  if ((components === undefined) === (sweep === undefined))
    throw refusal(
      recipe,
      'components',
      components === undefined
        ? 'it is made of nothing; give strategies with weights, components, or a sweep with its top n and weights'
        : 'it has components and a sweep; give one of them',
    )
  checkRest(recipe)
  if (sweep !== undefined) return { ...recipe, sweep: { ...sweep, weights: sweepWeights(recipe, sweep) } }
  const parts = components ?? []
  checkComponents(recipe, parts)
  const weights = normalized(
    recipe,
    parts.map(({ weight }) => weight),
  )
  return { ...recipe, components: parts.map((component, k) => ({ ...component, weight: weights[k] })) }
}

type Components = NonNullable<PortfolioRecipe['components']>

function checkComponents(recipe: PortfolioRecipe, components: Components): void {
  if (components.length === 0) throw refusal(recipe, 'components', 'its list of components is empty; give at least one')
  const names = components.flatMap(({ name }) => (name === undefined ? [] : [name]))
  const twice = names.find((name, k) => names.indexOf(name) !== k)
  if (twice !== undefined) throw refusal(recipe, 'components', `two components are called "${twice}"; give each its own name`)
  for (const [k, { strategy, exits }] of components.entries()) {
    if (strategy === '') throw refusal(recipe, 'components', `component ${k + 1} has no strategy; name one`)
    if (exits !== undefined) checkExits(exits, { where: `recipe "${recipe.id}": component ${k + 1}`, code: 'recipe/value' })
  }
}

function sweepWeights(recipe: PortfolioRecipe, { preset, top, weights }: NonNullable<PortfolioRecipe['sweep']>): readonly number[] {
  if (preset === '') throw refusal(recipe, 'sweep', 'its sweep has no name; name a preset')
  if (!(Number.isInteger(top) && top >= 1))
    throw refusal(recipe, 'sweep', `it takes the best ${top} of its sweep; give a whole number from 1`)
  if (weights.length !== top)
    throw refusal(recipe, 'weights', `it takes the best ${top} of its sweep and has ${weights.length} weights; give one each`)
  return normalized(recipe, weights)
}

/** Weights that sum to 1 are left as they are, so that doing it twice changes nothing. */
function normalized(recipe: PortfolioRecipe, weights: readonly number[]): readonly number[] {
  const wrong = weights.findIndex(weight => !(weight >= 0 && Number.isFinite(weight)))
  if (wrong >= 0)
    throw refusal(recipe, 'weights', `weight ${wrong + 1} is ${weights[wrong]}; weights are numbers from 0 to 1 that sum to 1`)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  if (Math.abs(sum - 1) > ROOM + 1e-12)
    throw refusal(recipe, 'weights', `its weights sum to ${Number(sum.toPrecision(12))}, not to 1; correct them`)
  return Math.abs(sum - 1) <= 1e-12 ? weights : weights.map(weight => weight / sum)
}

function checkRest(recipe: PortfolioRecipe): void {
  const { monteCarlo, stress, maxDrawdownTarget, tiers, trials } = recipe
  if (monteCarlo !== undefined && !isCount(monteCarlo.paths))
    throw refusal(recipe, 'montecarlo', `it asks for ${monteCarlo.paths} Monte Carlo paths; give a whole number from 1`)
  if (stress !== undefined) {
    if (!(stress.severity >= 0 && stress.severity <= 1))
      throw refusal(recipe, 'stress', `its stress severity is ${stress.severity}; it lies between 0 and 1`)
    if (stress.scenarios.length === 0) throw refusal(recipe, 'stress', 'it asks for a stress test without scenarios; name at least one')
  }
  if (maxDrawdownTarget !== undefined && !(maxDrawdownTarget > 0 && maxDrawdownTarget <= 1))
    throw refusal(recipe, 'value', `its drawdown target is ${maxDrawdownTarget}; it is a fraction, such as 0.15`)
  const tier = tiers?.find(one => !TIERS.includes(one))
  if (tier !== undefined || tiers?.length === 0)
    throw refusal(
      recipe,
      'value',
      `its tiers are ${tier === undefined ? 'an empty list' : `wrong: "${tier}"`}; there are ${TIERS.join(', ')}`,
    )
  checkRegime(recipe)
  if (trials !== undefined && !isCount(trials)) throw refusal(recipe, 'value', `trials is ${trials}; it is a whole number from 1`)
}

function checkRegime(recipe: PortfolioRecipe): void {
  if (recipe.regime === undefined) return
  try {
    parseRegimeScaling(recipe.regime)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    throw new ConfigError('recipe/regime', `recipe "${recipe.id}": ${error.message}`, error.details, error)
  }
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 1
}

function refusal({ id }: PortfolioRecipe, kind: string, problem: string): ConfigError {
  return new ConfigError(`recipe/${kind}`, `recipe "${id}": ${problem}`, { id })
}
