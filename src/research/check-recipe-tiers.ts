import { type Refusal, type Verdict, verdict } from '../base/verdict.ts'
import type { PortfolioRecipe } from '../portfolios/recipe.ts'
import { tierOf } from '../strategies/live-eligibility.ts'
import type { AnyStrategyClass, Tier } from '../strategies/strategy.ts'
import type { StrategyTiering } from '../strategies/tiering.ts'
import { presetCatalog } from './presets/preset-catalog.ts'
import type { SweepPreset } from './presets/sweep-preset.ts'
import { type RecipeNames, resolveComponent } from './recipe-sleeves.ts'
import { presetOf } from './recipe-sweep.ts'

/**
 * What {@link checkRecipeTiers} needs to know besides the recipe.
 */
export interface RecipeTiersOptions extends RecipeNames {
  /** Tiers from a file; they can lower a tier, never raise it. */
  readonly tiering?: StrategyTiering | undefined
  /** One's own sweep presets, beside the shipped ones. */
  readonly presets?: readonly SweepPreset[] | undefined
}

/**
 * The tiers that the strategies of a recipe may have: what the recipe says, else by its id. One that begins with `core_plus_aux` or `core_aux`
 * may have core and aux, another one that begins with `core_` only core, all others core and aux.
 *
 * @example
 * ```ts
 * import { allowedTiers, findRecipe } from 'peak-trade'
 *
 * allowedTiers(findRecipe('core_balanced')) // ['core']
 * ```
 */
export function allowedTiers({ id, tiers }: Pick<PortfolioRecipe, 'id' | 'tiers'>): readonly Tier[] {
  if (tiers !== undefined) return tiers
  return id.startsWith('core_') && !/^core_(plus_)?aux/.test(id) ? ['core'] : ['core', 'aux']
}

/**
 * Whether all strategies of a recipe are of {@link allowedTiers}, that of its sweep included. The tier that counts is the one of `tierOf`: a
 * strategy is trusted no more than what it is made of.
 *
 * @returns One refusal `recipe/tier` for each strategy of another tier.
 * @throws {@link ConfigError} `recipe/strategy`, `sweep/preset` and so on for names that there are not.
 *
 * @example
 * ```ts
 * import { checkRecipeTiers, findRecipe } from 'peak-trade'
 *
 * checkRecipeTiers(findRecipe('core_balanced')).ok // true
 * const { refusals } = checkRecipeTiers({ ...findRecipe('core_plus_aux_aggro'), tiers: ['core'] })
 * refusals[0].message // 'breakout is of tier aux; recipe "core_plus_aux_aggro" allows core'
 * ```
 */
export function checkRecipeTiers(recipe: PortfolioRecipe, options: RecipeTiersOptions = {}): Verdict {
  const allowed = allowedTiers(recipe)
  const seen = new Set<string>()
  const refusals = strategiesOf(recipe, options).flatMap(({ id, strategy, params }): Refusal[] => {
    const tier = tierOf(strategy, { params, tiering: options.tiering })
    if (tier !== undefined && allowed.includes(tier)) return []
    const what = tier === undefined ? 'states no tier' : `is of tier ${tier}`
    const message = `${id} ${what}; recipe "${recipe.id}" allows ${allowed.join(' and ')}`
    if (seen.has(message)) return []
    seen.add(message)
    return [{ code: 'recipe/tier', message }]
  })
  return verdict(refusals)
}

interface NamedStrategy {
  /** What the recipe calls it. */
  readonly id: string
  readonly strategy: AnyStrategyClass
  readonly params?: Readonly<Record<string, unknown>>
}

function strategiesOf(recipe: PortfolioRecipe, { presets, ...names }: RecipeTiersOptions): readonly NamedStrategy[] {
  const { components = [], sweep } = recipe
  const named = components.map((component): NamedStrategy => {
    const { strategy, params } = resolveComponent(component, names)
    return { id: component.strategy, strategy, params }
  })
  if (sweep === undefined) return named
  const preset = presetOf(sweep, presets)
  return [...named, { id: preset.strategy, strategy: (names.catalog ?? presetCatalog).get(preset.strategy) }]
}
