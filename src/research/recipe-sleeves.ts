import { ConfigError } from '../base/errors.ts'
import { didYouMean, someOf } from '../base/nearest.ts'
import type { ExitRules } from '../engine/exits.ts'
import type { Panel } from '../market/panel.ts'
import { matchAsset } from '../portfolios/match-asset.ts'
import type { PortfolioRecipe, RecipeComponent } from '../portfolios/recipe.ts'
import { type StrategyConfiguration, strategyConfigurations } from '../portfolios/strategy-configuration.ts'
import type { Catalog } from '../strategies/catalog.ts'
import { type AnyStrategyClass, createStrategy } from '../strategies/strategy.ts'
import { presetCatalog } from './presets/preset-catalog.ts'

/**
 * Where names of strategies are looked up.
 */
export interface RecipeNames {
  /** Default `presetCatalog`. */
  readonly catalog?: Catalog | undefined
  /** One's own, beside the shipped ones; of the same id one's own counts. */
  readonly configurations?: readonly StrategyConfiguration[] | undefined
}

/** A component with its names looked up. */
export interface ResolvedComponent {
  readonly strategy: AnyStrategyClass
  readonly params: Readonly<Record<string, unknown>>
  readonly exits: ExitRules | undefined
  readonly asset: string | undefined
  readonly configuration: StrategyConfiguration | undefined
}

/** A sleeve whose weight is not final. */
export interface DraftSleeve {
  readonly strategy: AnyStrategyClass
  readonly params: Readonly<Record<string, unknown>>
  readonly exits: ExitRules | undefined
  readonly symbol: string
  readonly weight: number
  readonly name: string
}

/**
 * The strategy of a component, by the id of a configuration or of a strategy.
 *
 * @throws {@link ConfigError} `recipe/strategy` for an id that there is not, `strategy/params`.
 */
export function resolveComponent(
  component: RecipeComponent,
  { catalog = presetCatalog, configurations = [] }: RecipeNames = {},
): ResolvedComponent {
  const all = [...configurations, ...strategyConfigurations]
  const configuration = all.find(({ id }) => id === component.strategy)
  const id = configuration?.strategy ?? component.strategy
  if (!catalog.has(id)) {
    const known = new Set([...catalog.list().map(strategy => strategy.id), ...all.map(one => one.id)])
    const which = configuration === undefined ? '' : `, which the configuration "${configuration.id}" asks for`
    const remedy = didYouMean(id, known, { otherwise: `. Known: ${someOf(relatedFirst(id, known))}` })
    throw new ConfigError('recipe/strategy', `there is no strategy "${id}"${which}${remedy}`, { id })
  }
  const strategy = catalog.get(id)
  const params = { ...configuration?.params, ...component.params }
  createStrategy(strategy, params)
  return {
    strategy,
    params,
    exits: component.exits ?? configuration?.exits,
    asset: component.asset ?? configuration?.asset,
    configuration,
  }
}

/** Names that share a word with the one that was asked for come first. */
function relatedFirst(id: string, known: ReadonlySet<string>): readonly string[] {
  const words = new Set(id.toLowerCase().split('_'))
  const isRelated = (name: string) => name.split('_').some(word => words.has(word))
  return [...[...known].filter(isRelated), ...[...known].filter(name => !isRelated(name))]
}

/** The sleeves of a list of components, and what there is to say about them. */
export function componentSleeves(
  recipe: PortfolioRecipe,
  panel: Panel,
  { symbols, ...names }: RecipeNames & { readonly symbols?: Readonly<Record<string, string>> | undefined },
): { readonly sleeves: readonly DraftSleeve[]; readonly notes: readonly string[] } {
  const notes: string[] = []
  const sleeves = (recipe.components ?? []).flatMap((component, k): DraftSleeve[] => {
    const { strategy, params, exits, asset, configuration } = resolveComponent(component, names)
    const label = component.name ?? component.strategy
    const of = `component ${k + 1} (${label}) of recipe "${recipe.id}"`
    const traded = asset === undefined ? panel.symbols : [matchAsset(asset, { among: panel.symbols, symbols, of })]
    const { timeframes } = configuration ?? {}
    if (timeframes !== undefined && !timeframes.includes(panel.timeframe))
      notes.push(`${component.strategy} is made for bars of ${timeframes.join(', ')}; these are of ${panel.timeframe}.`)
    if (component.weight === 0) {
      notes.push(`${label} has a weight of 0 and is left out.`)
      return []
    }
    return traded.map(symbol => ({
      strategy,
      params,
      exits,
      symbol,
      weight: component.weight / traded.length,
      name: component.name !== undefined && traded.length === 1 ? label : `${label} ${symbol}`,
    }))
  })
  return { sleeves, notes: [...new Set(notes)] }
}
