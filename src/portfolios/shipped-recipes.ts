import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import type { PortfolioRecipe, RecipeComponent } from './recipe.ts'
import type { RegimeScalingConfig } from './regime-scaling-config.ts'

const CRASH_AND_VOLATILITY = ['single_crash_bar', 'vol_spike']

/** Components from strategies and their weights. */
const of = (weights: Readonly<Record<string, number>>): readonly RecipeComponent[] =>
  Object.entries(weights).map(([strategy, weight]) => ({ strategy, weight }))

/** Peak_Trade's volatility filter with its bounds, as a regime. */
const volatility = { method: 'atr', period: 14, lookback: 100, low: 0.25, high: 0.75 } as const

const regime = (neutral: number): RegimeScalingConfig => ({
  method: 'risk',
  params: { volatility },
  scales: { risk_on_scale: 1, neutral_scale: neutral, risk_off_scale: 0 },
})

/**
 * The recipes that come with the library, under the names and with the numbers that they have in Peak_Trade: nine recipes, three presets by
 * tier, and two that take less risk in bad times. There most of them could not be run.
 *
 * @example
 * ```ts
 * import { portfolioRecipes } from 'peak-trade'
 *
 * portfolioRecipes.length // 14
 * ```
 */
export const portfolioRecipes: readonly PortfolioRecipe[] = Object.freeze([
  {
    id: 'rsi_reversion_balanced',
    title: 'RSI Reversion Balanced v1',
    description: 'The three best parameter sets of a sweep over RSI reversion',
    tags: ['rsi', 'reversion', 'balanced'],
    riskProfile: 'moderate',
    sweep: { preset: 'rsi_reversion_basic', top: 3, weights: [0.4, 0.3, 0.3] },
    monteCarlo: { paths: 1000 },
    stress: { scenarios: CRASH_AND_VOLATILITY, severity: 0.2 },
    format: 'both',
  },
  {
    id: 'rsi_reversion_conservative',
    title: 'RSI Reversion Conservative',
    description: 'RSI reversion with a long RSI and far levels on two coins',
    tags: ['rsi', 'reversion', 'conservative', 'btc', 'eth'],
    riskProfile: 'conservative',
    components: of({ rsi_reversion_btc_conservative: 0.6, rsi_reversion_eth_conservative: 0.4 }),
    monteCarlo: { paths: 2000 },
    stress: { scenarios: CRASH_AND_VOLATILITY, severity: 0.2 },
    format: 'both',
  },
  {
    id: 'rsi_reversion_moderate',
    title: 'RSI Reversion Moderate',
    description: 'RSI reversion with usual parameters on two coins',
    tags: ['rsi', 'reversion', 'moderate', 'btc', 'eth'],
    riskProfile: 'moderate',
    components: of({ rsi_reversion_btc_moderate: 0.5, rsi_reversion_eth_moderate: 0.5 }),
    monteCarlo: { paths: 2000 },
    stress: { scenarios: CRASH_AND_VOLATILITY, severity: 0.25 },
    format: 'both',
  },
  {
    id: 'rsi_reversion_aggressive',
    title: 'RSI Reversion Aggressive',
    description: 'RSI reversion with a short RSI on two coins, meant for bars of 15 minutes',
    tags: ['rsi', 'reversion', 'aggressive', 'btc', 'eth'],
    riskProfile: 'aggressive',
    components: of({ rsi_reversion_btc_aggressive: 0.5, rsi_reversion_eth_aggressive: 0.5 }),
    monteCarlo: { paths: 3000 },
    stress: { scenarios: CRASH_AND_VOLATILITY, severity: 0.3 },
    format: 'both',
  },
  {
    id: 'multi_style_moderate',
    title: 'Multi-Style Moderate',
    description: 'Reversion and trend on two coins, a quarter each',
    tags: ['multi-style', 'trend', 'reversion', 'moderate', 'btc', 'eth'],
    riskProfile: 'moderate',
    components: of({
      rsi_reversion_btc_moderate: 0.25,
      rsi_reversion_eth_moderate: 0.25,
      ma_trend_btc_moderate: 0.25,
      trend_following_eth_moderate: 0.25,
    }),
    monteCarlo: { paths: 3000 },
    stress: { scenarios: CRASH_AND_VOLATILITY, severity: 0.25 },
    format: 'both',
  },
  {
    id: 'multi_style_aggressive',
    title: 'Multi-Style Aggressive',
    description: 'Fast reversion and trend on two coins, a quarter each',
    tags: ['multi-style', 'trend', 'reversion', 'aggressive', 'btc', 'eth'],
    riskProfile: 'aggressive',
    components: of({
      rsi_reversion_btc_aggressive: 0.25,
      rsi_reversion_eth_aggressive: 0.25,
      ma_trend_btc_aggressive: 0.25,
      trend_following_eth_aggressive: 0.25,
    }),
    monteCarlo: { paths: 5000 },
    stress: { scenarios: CRASH_AND_VOLATILITY, severity: 0.35 },
    format: 'both',
  },
  {
    id: 'conservative_v11',
    title: 'Conservative Portfolio v1.1',
    description: 'Trend and reversion with little risk',
    tags: ['v1.1', 'conservative', 'stable', 'low-risk'],
    riskProfile: 'conservative',
    components: of({ ma_crossover: 0.3, mean_reversion: 0.25, bollinger_bands: 0.25, trend_following: 0.2 }),
    monteCarlo: { paths: 2000 },
    stress: { scenarios: [...CRASH_AND_VOLATILITY, 'liquidity_gap'], severity: 0.2 },
    format: 'both',
    maxDrawdownTarget: 0.1,
  },
  {
    id: 'moderate_v11',
    title: 'Moderate Portfolio v1.1',
    description: 'Four styles, a quarter each',
    tags: ['v1.1', 'moderate', 'balanced', 'diversified'],
    riskProfile: 'moderate',
    components: of({ rsi_reversion: 0.25, breakout: 0.25, trend_following: 0.25, macd: 0.25 }),
    monteCarlo: { paths: 3000 },
    stress: { scenarios: [...CRASH_AND_VOLATILITY, 'trend_reversal'], severity: 0.25 },
    format: 'both',
    maxDrawdownTarget: 0.15,
  },
  {
    id: 'aggressive_v11',
    title: 'Aggressive Portfolio v1.1',
    description: 'Breakout and momentum first',
    tags: ['v1.1', 'aggressive', 'high-risk', 'high-return'],
    riskProfile: 'aggressive',
    components: of({ breakout: 0.35, momentum: 0.3, rsi_reversion: 0.2, macd: 0.15 }),
    monteCarlo: { paths: 5000 },
    stress: { scenarios: [...CRASH_AND_VOLATILITY, 'flash_crash', 'trend_reversal'], severity: 0.3 },
    format: 'both',
    maxDrawdownTarget: 0.25,
  },
  {
    id: 'core_balanced',
    title: 'Core Balanced',
    description: 'The strategies of the core tier, a third each',
    tags: ['core', 'balanced', 'tiered', 'phase80', 'v1'],
    riskProfile: 'moderate',
    components: of({ rsi_reversion: 0.34, ma_crossover: 0.33, bollinger_bands: 0.33 }),
    monteCarlo: { paths: 100 },
    stress: { scenarios: ['flash_crash', 'high_volatility'], severity: 0.5 },
    format: 'both',
    tiers: ['core'],
  },
  {
    id: 'core_plus_aux_aggro',
    title: 'Core plus Aux Aggressive',
    description: 'The core tier, and half of the aux tier beside it',
    tags: ['core', 'aux', 'aggressive', 'high_return', 'tiered', 'phase80', 'v1'],
    riskProfile: 'aggressive',
    components: of({ rsi_reversion: 0.183, ma_crossover: 0.184, bollinger_bands: 0.183, breakout: 0.15, macd: 0.15, momentum: 0.15 }),
    monteCarlo: { paths: 200 },
    stress: { scenarios: ['flash_crash', 'high_volatility', 'trend_reversal', 'liquidity_crisis'], severity: 0.7 },
    format: 'both',
    tiers: ['core', 'aux'],
  },
  {
    id: 'core_trend_meanreversion',
    title: 'Core Trend and Mean Reversion',
    description: 'The core tier by style: trend 40 %, reversion 60 %',
    tags: ['core', 'trend', 'mean_reversion', 'style_split', 'tiered', 'phase80', 'v1'],
    riskProfile: 'moderate',
    components: of({ ma_crossover: 0.4, rsi_reversion: 0.3, bollinger_bands: 0.3 }),
    monteCarlo: { paths: 100 },
    stress: { scenarios: ['flash_crash', 'sideways_market', 'trend_reversal'], severity: 0.5 },
    format: 'both',
    tiers: ['core'],
  },
  {
    id: 'regime_aware_breakout_rsi',
    title: 'Regime-Aware Breakout and RSI',
    description: 'Breakout and RSI reversion: all of it when risk is on, half when it is neutral, nothing when it is off',
    tags: ['regime', 'breakout', 'reversion'],
    riskProfile: 'moderate',
    components: of({ breakout: 0.6, rsi_reversion: 0.4 }),
    regime: regime(0.5),
  },
  {
    id: 'regime_aware_conservative',
    title: 'Regime-Aware Conservative',
    description: 'Breakout and crossover: all of it when risk is on, 30 % when it is neutral, nothing when it is off',
    tags: ['regime', 'breakout', 'trend', 'conservative'],
    riskProfile: 'conservative',
    components: of({ breakout: 0.5, ma_crossover: 0.5 }),
    regime: regime(0.3),
  },
] satisfies readonly PortfolioRecipe[])

/**
 * The recipe of a name.
 *
 * @param recipes - Where to look; default {@link portfolioRecipes}. {@link withRecipes} puts one's own in front of those.
 * @throws {@link ConfigError} `recipe/unknown`, with the nearest name.
 *
 * @example
 * ```ts
 * import { findRecipe } from 'peak-trade'
 *
 * findRecipe('multi_style_moderate').riskProfile // 'moderate'
 * ```
 */
export function findRecipe(id: string, recipes: readonly PortfolioRecipe[] = portfolioRecipes): PortfolioRecipe {
  const found = recipes.find(recipe => recipe.id === id)
  if (found !== undefined) return found
  const known = recipes.map(recipe => recipe.id)
  throw new ConfigError('recipe/unknown', `there is no recipe "${id}"${didYouMean(id, known)} Known: ${known.join(', ')}`, { id })
}

/**
 * Recipes with one's own added; of the same id one's own counts.
 *
 * @param recipes - Default {@link portfolioRecipes}.
 *
 * @example
 * ```ts
 * import { findRecipe, withRecipes } from 'peak-trade'
 *
 * const calmer = { ...findRecipe('moderate_v11'), riskProfile: 'conservative' } as const
 * findRecipe('moderate_v11', withRecipes([calmer])).riskProfile // 'conservative'
 * ```
 */
export function withRecipes(
  own: readonly PortfolioRecipe[],
  recipes: readonly PortfolioRecipe[] = portfolioRecipes,
): readonly PortfolioRecipe[] {
  const taken = new Set(own.map(({ id }) => id))
  return [...own, ...recipes.filter(({ id }) => !taken.has(id))]
}
