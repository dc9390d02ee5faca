import { ConfigError } from '../base/errors.ts'
import { barsPerYear } from '../base/timeframe.ts'
import type { BacktestSettingsInput } from '../engine/settings.ts'
import type { Sleeve } from '../engine/sleeve.ts'
import type { Panel } from '../market/panel.ts'
import { constrainWeights } from '../portfolios/constrain.ts'
import { matchAsset } from '../portfolios/match-asset.ts'
import type { Portfolio, PortfolioAllocation } from '../portfolios/portfolio.ts'
import type { PortfolioRecipe, RecipeAllocation } from '../portfolios/recipe.ts'
import type { RegimeScaling } from '../portfolios/regime-scaling.ts'
import { parseRegimeScaling } from '../portfolios/regime-scaling-config.ts'
import { resolveRecipe } from '../portfolios/resolve-recipe.ts'
import { type RiskProfile, riskProfiles } from '../portfolios/risk-profile.ts'
import type { SweepPreset } from './presets/sweep-preset.ts'
import { componentSleeves, type DraftSleeve, type RecipeNames } from './recipe-sleeves.ts'
import { sweptSleeves } from './recipe-sweep.ts'
import type { TriedSets } from './run-store.ts'
import { findScenario } from './stress/stress-scenarios.ts'

/**
 * What a recipe does not say.
 */
export interface BuildPortfolioOptions extends RecipeNames {
  /** Symbols of the panel by asset; on top of those of the recipe. See `matchAsset` for what needs no help. */
  readonly symbols?: Readonly<Record<string, string>> | undefined
  /** Share of the panel on which the sweep of a recipe looks for components; default 0.5. */
  readonly trainShare?: number | undefined
  /** One's own sweep presets, beside the shipped ones. */
  readonly presets?: readonly SweepPreset[] | undefined
  /** Costs and so on. They win over the risk profile, but for leverage: the smaller one counts. */
  readonly settings?: BacktestSettingsInput | undefined
}

/**
 * A portfolio that can be backtested: `backtestPortfolio(built.portfolio, built.panel, built.settings)`.
 */
export interface BuiltPortfolio {
  /** Checked, with weights that sum to 1. */
  readonly recipe: PortfolioRecipe
  readonly portfolio: Portfolio
  /** The part of the panel that was not used to choose components: all of it unless there was a sweep. */
  readonly panel: Panel
  readonly settings: BacktestSettingsInput
  readonly riskProfile: RiskProfile
  /** Deepest drawdown that is tolerated: the target of the recipe or that of the risk profile, whichever is smaller. */
  readonly maxDrawdown: number
  /** Parameter sets that were looked at to choose the components; 1 when none were. */
  readonly trials: number
  /** Those of a sweep, per symbol, with the prices that they were tried on; `describePortfolioRun` counts them. */
  readonly tried: readonly TriedSets[]
  /** What a reader should know, one sentence each. */
  readonly notes: readonly string[]
}

/**
 * Makes a portfolio of a recipe on the symbols of a panel.
 *
 * - A component with an asset gets a sleeve on its symbol, one without gets one on every symbol, in equal shares.
 * - Of a recipe with a sweep, the sweep is run on the first `trainShare` of the panel for each symbol, and its best parameter sets become
 *   sleeves. They have to have closed a trade. What is left of the panel is there to be traded on.
 * - The risk profile is applied: no weight above its cap (what cannot be placed stays in cash), its stop for sleeves without exits, its
 *   exposure as the size of a full position, its leverage.
 *
 * @throws {@link ConfigError} `recipe/asset` for an asset that the panel does not have, `recipe/strategy`, `recipe/sweep` and
 * `recipe/sweep-results` when a sweep finds too little, `stress/scenario`, `sweep/preset`, `strategy/params`, and what `resolveRecipe` throws.
 *
 * @example
 * ```ts
 * import { alignBars, buildPortfolio, findRecipe, syntheticBars } from 'peak-trade'
 *
 * const panel = alignBars(['BTC/EUR', 'ETH/EUR'].map((symbol, seed) => syntheticBars({ seed, length: 500, symbol })))
 * const { portfolio, settings } = buildPortfolio(findRecipe('rsi_reversion_moderate'), panel, { settings: { costs: { feeBps: 10 } } })
 * portfolio.sleeves.map(({ symbol, weight }) => `${symbol} ${weight}`) // ['BTC/EUR 0.5', 'ETH/EUR 0.5']
 * settings.sizing // { fraction: 0.9 }
 * ```
 */
export function buildPortfolio(given: PortfolioRecipe, panel: Panel, options: BuildPortfolioOptions = {}): BuiltPortfolio {
  const recipe = resolveRecipe(given)
  for (const scenario of recipe.stress?.scenarios ?? []) findScenario(scenario)
  const riskProfile = riskProfiles[recipe.riskProfile]
  const { settings, notes: settingNotes } = profiledSettings(riskProfile, options.settings)
  const symbols = { ...recipe.symbols, ...options.symbols }
  const { trainShare = 0.5, catalog, configurations, presets } = options
  const { sweep } = recipe
  const drafts =
    sweep === undefined
      ? { ...componentSleeves(recipe, panel, { catalog, configurations, symbols }), panel, trials: recipe.trials ?? 1, tried: [] }
      : sweptSleeves(recipe, sweep, panel, { catalog, presets, trainShare, settings })
  const names = uniqueNames(drafts.sleeves)
  const capped = capWeights(
    drafts.sleeves.map(({ weight }) => weight),
    names,
    riskProfile,
  )
  const sleeves = drafts.sleeves.map(
    ({ strategy, params, exits, symbol }, k): Sleeve => ({
      strategy,
      params: params as never,
      symbol,
      weight: capped.weights[k],
      name: names[k],
      exits: exits ?? settings.exits,
    }),
  )
  const allocation = recipe.allocation && capAllocation(recipe.allocation, { names, riskProfile, panel, net: capped.net })
  return {
    recipe,
    portfolio: {
      sleeves,
      ...(allocation === undefined ? {} : { allocation }),
      ...(recipe.rebalance === undefined ? {} : { rebalance: recipe.rebalance }),
      ...(recipe.regime === undefined ? {} : { regime: placeRegime(recipe, panel, symbols) }),
    },
    panel: drafts.panel,
    settings,
    riskProfile,
    maxDrawdown: Math.min(recipe.maxDrawdownTarget ?? 1, riskProfile.maxDrawdown),
    trials: Math.max(drafts.trials, recipe.trials ?? 1),
    tried: drafts.tried,
    notes: [...drafts.notes, ...settingNotes, ...capped.notes],
  }
}

function profiledSettings(
  { exposure, maxLeverage, stopLoss, id }: RiskProfile,
  own: BacktestSettingsInput = {},
): { readonly settings: BacktestSettingsInput; readonly notes: readonly string[] } {
  const asked = own.maxLeverage
  const settings = {
    ...own,
    sizing: own.sizing ?? { fraction: exposure },
    exits: own.exits ?? { stopLoss },
    maxLeverage: Math.min(asked ?? maxLeverage, maxLeverage),
  }
  const lowered = asked !== undefined && asked > maxLeverage
  return { settings, notes: lowered ? [`A leverage of ${asked} is more than the ${id} profile allows; it is ${maxLeverage}.`] : [] }
}

function uniqueNames(sleeves: readonly DraftSleeve[]): readonly string[] {
  const seen = new Map<string, number>()
  return sleeves.map(({ name }) => {
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name} (${count})`
  })
}

interface CappedWeights {
  readonly weights: ArrayLike<number>
  /** What they sum to. */
  readonly net: number
  readonly notes: readonly string[]
}

/** Too few sleeves for the cap cannot take all of the account. */
function capWeights(weights: readonly number[], names: readonly string[], { id, maxWeight }: RiskProfile): CappedWeights {
  const net = Math.min(1, maxWeight * weights.length)
  const { weights: within, binding } = constrainWeights(weights, { names, maximum: maxWeight, net })
  const held = binding.length === 0 ? [] : [`The ${id} profile caps weights at ${maxWeight}: ${binding.join(', ')}.`]
  const cash =
    net < 1
      ? [
          `With ${weights.length} sleeve${weights.length === 1 ? '' : 's'} of at most ${maxWeight} each, ${Number((1 - net).toPrecision(6))} of the account is not shared out.`,
        ]
      : []
  return { weights: within, net, notes: [...held, ...cash] }
}

interface Cap {
  readonly names: readonly string[]
  readonly riskProfile: RiskProfile
  readonly panel: Panel
  readonly net: number
}

/** An allocation within the cap and the leverage of a profile. Targets are per year. */
function capAllocation(allocation: RecipeAllocation, { names, riskProfile, panel, net }: Cap): PortfolioAllocation {
  const { maxWeight, maxLeverage } = riskProfile
  const { maximum } = allocation
  const of = (name: string) =>
    typeof maximum === 'number' ? maximum : maximum !== undefined && Object.hasOwn(maximum, name) ? maximum[name] : 1
  const unknown = typeof maximum === 'object' ? Object.keys(maximum).find(name => !names.includes(name)) : undefined
  if (unknown !== undefined)
    throw new ConfigError('portfolio/sleeve', `there is no sleeve "${unknown}"; there are ${names.join(', ')}`, { name: unknown })
  const capped = { maximum: Object.fromEntries(names.map(name => [name, Math.min(of(name), maxWeight)])) }
  switch (allocation.method) {
    case 'volatility_target': {
      const perYear = allocation.barsPerYear ?? barsPerYear(panel.timeframe, panel.calendar)
      return { ...allocation, ...capped, barsPerYear: perYear, leverage: Math.min(allocation.leverage ?? 1, maxLeverage) }
    }
    case 'kelly':
      return { ...allocation, ...capped, leverage: Math.min(allocation.leverage ?? 1, maxLeverage) }
    case 'fixed':
      return net < 1 ? { ...allocation, ...capped, net: Math.min(allocation.net ?? 1, net), scale: true } : { ...allocation, ...capped }
    default:
      return net < 1 ? { ...allocation, ...capped, net: Math.min(allocation.net ?? 1, net) } : { ...allocation, ...capped }
  }
}

function placeRegime({ regime = {}, id }: PortfolioRecipe, panel: Panel, symbols: Readonly<Record<string, string>>): RegimeScaling {
  if (regime.symbol === undefined) return parseRegimeScaling(regime)
  const symbol = matchAsset(regime.symbol, { among: panel.symbols, symbols, of: `the regime of recipe "${id}"` })
  return parseRegimeScaling({ ...regime, symbol })
}
