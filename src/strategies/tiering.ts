import type { Tier } from './strategy-base.ts'

/**
 * What is known about the place of one strategy. Whether it may go live is not in here: that is derived, never set.
 */
export interface TieringEntry {
  readonly tier: Tier
  /** Id of the configuration to start from. */
  readonly recommendedConfigId?: string | undefined
  readonly label?: string | undefined
  /** What it is about, such as `cycles`. */
  readonly category?: string | undefined
  readonly riskProfile?: string | undefined
  readonly owner?: string | undefined
  readonly tags?: readonly string[] | undefined
  readonly notes?: string | undefined
}

/** Strategies by id, and the place of each. */
export type StrategyTiering = Readonly<Record<string, TieringEntry>>

const entry = (tier: Tier, recommendedConfigId?: string, notes?: string): TieringEntry =>
  Object.freeze({
    tier,
    ...(recommendedConfigId === undefined ? {} : { recommendedConfigId }),
    ...(notes === undefined ? {} : { notes }),
  })

const research = (category: string, recommendedConfigId?: string, notes?: string): TieringEntry =>
  Object.freeze({ ...entry('r_and_d', recommendedConfigId, notes), category, riskProfile: 'experimental', owner: 'research' })

/**
 * The tiers of the strategies that come with the library and of those of Peak_Trade. A strategy class states its own tier; this table
 * can only lower it: a class that calls itself `core` under the id of a research strategy stays research.
 *
 * @example
 * ```ts
 * import { shippedTiering } from 'peak-trade'
 *
 * shippedTiering.ma_crossover.tier // 'core'
 * ```
 */
export const shippedTiering: StrategyTiering = Object.freeze({
  rsi_reversion: entry('core', 'rsi_reversion_v1_core'),
  ma_crossover: entry('core', 'ma_crossover_v1_core'),
  bollinger_bands: entry('core', 'bollinger_bands_v1_core'),
  buy_and_hold: entry('core', undefined, 'the yardstick; Peak_Trade has none'),
  breakout: entry('aux', 'breakout_v1_balanced'),
  macd: entry('aux', 'macd_v1_balanced'),
  momentum: entry('aux', 'momentum_1h_v1', 'momentum_1h in Peak_Trade'),
  trend_following: entry('aux', 'trend_following_v1'),
  mean_reversion: entry('aux', 'mean_reversion_v1'),
  vol_regime_filter: entry('aux', 'vol_regime_filter_v1'),
  composite: entry('aux', 'composite_v1'),
  regime_switch: entry('aux', undefined, 'strategy switching by regime, never used in Peak_Trade'),
  regime_aware_portfolio: entry('aux', 'regime_aware_portfolio_v1'),
  breakout_donchian: entry('legacy', 'breakout_donchian_v0'),
  my_strategy: entry('legacy', 'my_strategy_v0', 'the one to copy'),
  vol_breakout: entry('legacy', 'vol_breakout_v0'),
  mean_reversion_channel: entry('legacy', undefined, 'not classified in Peak_Trade'),
  armstrong_cycle: research('cycles', 'armstrong_cycle_v0_research'),
  ecm_cycle: research('cycles', undefined, 'not classified in Peak_Trade'),
  armstrong_el_karoui: research('cycles', undefined, 'an experiment of two strategies in Peak_Trade'),
  el_karoui_vol_model: research('volatility', 'el_karoui_vol_v0_research'),
  ehlers_cycle_filter: research('cycles', 'ehlers_cycle_filter_v0_research'),
  meta_labeling: research('ml', 'meta_labeling_v0_research'),
  bouchaud_microstructure: research('microstructure', 'bouchaud_microstructure_v0_skeleton'),
  vol_regime_overlay: research('volatility', 'vol_regime_overlay_v0_skeleton'),
})
