import type { ExitRules } from '../engine/exits.ts'
import type { Tier } from '../strategies/strategy.ts'
import type { Allocator } from './allocate.ts'
import type { PortfolioAllocation, PortfolioRebalance } from './portfolio.ts'
import type { RegimeScalingConfig } from './regime-scaling-config.ts'
import type { RiskProfileId } from './risk-profile.ts'

/**
 * A part of a recipe: a strategy, what it trades, and its share.
 */
export interface RecipeComponent {
  /** Id of a strategy, or of a configuration such as `rsi_reversion_btc_moderate`. */
  readonly strategy: string
  /** `BTC`, or a whole symbol. Default: what the configuration was made for, else every symbol of the panel, in equal shares. */
  readonly asset?: string | undefined
  /** On top of those of the configuration. */
  readonly params?: Readonly<Record<string, unknown>> | undefined
  /** Instead of those of the configuration. */
  readonly exits?: ExitRules | undefined
  /** Fraction of the whole; those of all components sum to 1. */
  readonly weight: number
  /** Default: strategy and symbol. */
  readonly name?: string | undefined
}

/**
 * Components that are yet to be found: the best parameter sets of a sweep.
 */
export interface RecipeSweep {
  /** Id of a sweep preset. */
  readonly preset: string
  /** How many of its best parameter sets. */
  readonly top: number
  /** One per place, best first; they sum to 1. */
  readonly weights: readonly number[]
}

/** An allocation that can be written down: a method by its name. */
export type RecipeAllocation = Exclude<PortfolioAllocation, { readonly method: Allocator }>

/**
 * A portfolio as plain data: what it is made of, how much risk it may take, and how it is to be tried. `buildPortfolio` makes sleeves of it.
 *
 * @example
 * ```ts
 * import { type PortfolioRecipe, resolveRecipe } from 'peak-trade'
 *
 * const recipe: PortfolioRecipe = {
 *   id: 'two_ideas',
 *   title: 'Two ideas',
 *   riskProfile: 'moderate',
 *   components: [
 *     { strategy: 'ma_crossover', asset: 'BTC', params: { fast: 10 }, weight: 0.5 },
 *     { strategy: 'rsi_reversion_eth_moderate', weight: 0.5 },
 *   ],
 *   rebalance: 'month',
 * }
 * resolveRecipe(recipe).components?.length // 2
 * ```
 */
export interface PortfolioRecipe {
  /** Lower-case letters, digits, _ and -. */
  readonly id: string
  readonly title: string
  readonly description?: string | undefined
  readonly tags?: readonly string[] | undefined
  readonly riskProfile: RiskProfileId
  /** Either this or `sweep`. */
  readonly components?: readonly RecipeComponent[] | undefined
  readonly sweep?: RecipeSweep | undefined
  /** Default: the weights stay as they are. */
  readonly allocation?: RecipeAllocation | undefined
  readonly rebalance?: PortfolioRebalance | undefined
  /** Less risk in bad times; `symbol` may be an asset. */
  readonly regime?: RegimeScalingConfig | undefined
  /** Which symbol stands for which asset: `{ BTC: 'BTC/USDT' }`. */
  readonly symbols?: Readonly<Record<string, string>> | undefined
  /** Resample its returns into so many paths. */
  readonly monteCarlo?: { readonly paths: number } | undefined
  /** Stress it with these scenarios, as hard as that (0 to 1). */
  readonly stress?: { readonly scenarios: readonly string[]; readonly severity: number } | undefined
  /** What its report is written as. */
  readonly format?: 'markdown' | 'html' | 'both' | undefined
  /** Deepest drawdown that is aimed at, as a positive fraction. */
  readonly maxDrawdownTarget?: number | undefined
  /** Tiers that its strategies may have; default by the id, see `checkRecipeTiers`. */
  readonly tiers?: readonly Tier[] | undefined
  /** How many parameter sets were looked at to choose the components; tests for luck have to know. */
  readonly trials?: number | undefined
}
