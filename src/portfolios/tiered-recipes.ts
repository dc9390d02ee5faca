import { ConfigError } from '../base/errors.ts'
import { type Catalog, catalog as shippedCatalog } from '../strategies/catalog.ts'
import type { Tier } from '../strategies/strategy.ts'
import { type StrategyTiering, shippedTiering } from '../strategies/tiering.ts'
import type { PortfolioRecipe, RecipeComponent } from './recipe.ts'
import type { RiskProfileId } from './risk-profile.ts'

/**
 * Where a recipe by tiers takes its strategies from.
 */
export interface TieredRecipeOptions {
  /** Default depends on the recipe. */
  readonly id?: string | undefined
  readonly title?: string | undefined
  /** Default `shippedTiering`. */
  readonly tiering?: StrategyTiering | undefined
  /** Strategies that the tiering knows and this catalog does not are left out; default `catalog`. */
  readonly catalog?: Catalog | undefined
  /** Ids to leave out. */
  readonly exclude?: readonly string[] | undefined
  readonly riskProfile?: RiskProfileId | undefined
}

/** How the account is shared out between tiers. */
export interface CoreAndAuxOptions extends TieredRecipeOptions {
  /** Share of the core tier, default 0.6. */
  readonly coreWeight?: number | undefined
  /** Share of the aux tier, default 0.4. */
  readonly auxWeight?: number | undefined
}

/**
 * The strategies of a tier that the tiering has a configuration for: a yardstick such as `buy_and_hold` has none.
 *
 * @example
 * ```ts
 * import { strategiesOfTier } from 'peak-trade'
 *
 * strategiesOfTier('core') // ['rsi_reversion', 'ma_crossover', 'bollinger_bands']
 * ```
 */
export function strategiesOfTier(
  tier: Tier,
  { tiering = shippedTiering, catalog = shippedCatalog, exclude = [] }: Omit<TieredRecipeOptions, 'id' | 'title'> = {},
): readonly string[] {
  return Object.entries(tiering)
    .filter(([id, entry]) => entry.tier === tier && entry.recommendedConfigId !== undefined && catalog.has(id) && !exclude.includes(id))
    .map(([id]) => id)
}

/**
 * A recipe of all strategies of the core tier, with equal weights.
 *
 * @throws {@link ConfigError} `recipe/tier` when there is no strategy left.
 *
 * @example
 * ```ts
 * import { coreOnlyRecipe } from 'peak-trade'
 *
 * coreOnlyRecipe().components?.length // 3
 * ```
 */
export function coreOnlyRecipe(options: TieredRecipeOptions = {}): PortfolioRecipe {
  return {
    id: options.id ?? 'core_only',
    title: options.title ?? 'Core only',
    tags: ['core', 'tiered', 'phase80'],
    riskProfile: options.riskProfile ?? 'moderate',
    components: shareOut('core', 1, options),
    monteCarlo: { paths: 100 },
    stress: { scenarios: ['flash_crash', 'high_volatility'], severity: 0.5 },
    tiers: ['core'],
  }
}

/**
 * A recipe of all strategies of the core and of the aux tier, with equal weights within each tier.
 *
 * @throws {@link ConfigError} `recipe/tier` when a tier has no strategy left; `recipe/weights` when the shares do not sum to 1.
 *
 * @example
 * ```ts
 * import { coreAndAuxRecipe } from 'peak-trade'
 *
 * const recipe = coreAndAuxRecipe({ coreWeight: 0.75, auxWeight: 0.25, exclude: ['vol_regime_filter'] })
 * recipe.components?.[0] // { strategy: 'rsi_reversion', weight: 0.25 }
 * ```
 */
export function coreAndAuxRecipe({ coreWeight = 0.6, auxWeight = 0.4, ...options }: CoreAndAuxOptions = {}): PortfolioRecipe {
  if (!(coreWeight >= 0 && auxWeight >= 0 && Math.abs(coreWeight + auxWeight - 1) < 1e-9))
    throw new ConfigError('recipe/weights', `coreWeight ${coreWeight} and auxWeight ${auxWeight} must be positive and sum to 1`, {
      coreWeight,
      auxWeight,
    })
  return {
    id: options.id ?? 'core_and_aux',
    title: options.title ?? 'Core and aux',
    tags: ['core', 'aux', 'tiered', 'phase80'],
    riskProfile: options.riskProfile ?? 'aggressive',
    components: [...shareOut('core', coreWeight, options), ...shareOut('aux', auxWeight, options)],
    monteCarlo: { paths: 100 },
    stress: { scenarios: ['flash_crash', 'high_volatility', 'trend_reversal'], severity: 0.6 },
    tiers: ['core', 'aux'],
  }
}

function shareOut(tier: Tier, share: number, options: TieredRecipeOptions): readonly RecipeComponent[] {
  const strategies = strategiesOfTier(tier, options)
  if (strategies.length === 0 && share > 0)
    throw new ConfigError('recipe/tier', `no strategy of the ${tier} tier is left; change the tiering, or exclude less`, { tier })
  return strategies.map(strategy => ({ strategy, weight: share / strategies.length }))
}
