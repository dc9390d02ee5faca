import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import type { Timeframe } from '../base/timeframe.ts'
import type { ExitRules } from '../engine/exits.ts'
import type { RiskProfileId } from './risk-profile.ts'

/**
 * A strategy with parameters and exits under a name of its own, so that recipes can ask for it. Unlike a `StrategyProfile` it says nothing
 * about results.
 *
 * @example
 * ```ts
 * import { backtest, catalog, findConfiguration, type StrategyConfiguration, syntheticBars } from 'peak-trade'
 *
 * const { strategy, params, exits }: StrategyConfiguration = findConfiguration('ma_trend_btc_moderate')
 * const options = { params: params as never, exits }
 * backtest(catalog.get(strategy), syntheticBars({ seed: 1, length: 500 }), options).settings.exits.stopLoss // 0.05
 * ```
 */
export interface StrategyConfiguration {
  readonly id: string
  readonly title: string
  /** Id of a strategy of the catalog. */
  readonly strategy: string
  /** What is left out has the default of the strategy. */
  readonly params: Readonly<Record<string, unknown>>
  readonly exits?: ExitRules | undefined
  /** What it is made for, such as `BTC`. */
  readonly asset?: string | undefined
  /** Bars that it is made for; nothing refuses others. */
  readonly timeframes?: readonly Timeframe[] | undefined
  readonly riskProfile?: RiskProfileId | undefined
}

const HOURS: readonly Timeframe[] = ['1h', '4h']
const TREND: readonly Timeframe[] = ['1h', '4h', '1d']
const REVERSION: readonly Timeframe[] = ['15m', '1h', '4h']

const levels: readonly RiskProfileId[] = ['conservative', 'moderate', 'aggressive']

/** Numbers in the order of the levels. */
type ByLevel<T> = readonly [conservative: T, moderate: T, aggressive: T]

interface Variants {
  readonly prefix: string
  readonly title: string
  readonly asset: string
  readonly strategy: string
  readonly timeframes: readonly Timeframe[]
  readonly params: ByLevel<Readonly<Record<string, unknown>>>
  readonly exits: ByLevel<ExitRules>
}

const variants = ({ prefix, title, asset, strategy, timeframes, params, exits }: Variants): readonly StrategyConfiguration[] =>
  levels.map((riskProfile, k) => ({
    id: `${prefix}_${asset.toLowerCase()}_${riskProfile}`,
    title: `${title}, ${asset}, ${riskProfile}`,
    strategy,
    params: params[k],
    exits: exits[k],
    asset,
    timeframes,
    riskProfile,
  }))

const stops = (stopLoss: number, takeProfit: number): ExitRules => ({ stopLoss, takeProfit })

const reversion = (asset: string): readonly StrategyConfiguration[] =>
  variants({
    prefix: 'rsi_reversion',
    title: 'RSI reversion',
    asset,
    strategy: 'rsi_reversion',
    timeframes: REVERSION,
    params: [
      { period: 21, lower: 25, upper: 75 },
      { period: 14, lower: 30, upper: 70 },
      { period: 10, lower: 20, upper: 80 },
    ],
    exits: [stops(0.03, 0.06), stops(0.04, 0.08), stops(0.05, 0.1)],
  })

const trendExits: ByLevel<ExitRules> = [stops(0.04, 0.12), stops(0.05, 0.15), stops(0.06, 0.2)]
const adx = { period: 14, threshold: 25, exitThreshold: 20 }

/** What the tiering recommends to begin with: the defaults of the strategy, with the stop that Peak_Trade's root configuration had. */
const recommended = (
  id: string,
  strategy: string,
  rest: Pick<StrategyConfiguration, 'timeframes' | 'exits'> & { readonly params?: StrategyConfiguration['params'] } = {},
): StrategyConfiguration => ({ id, title: `Recommended: ${strategy}`, strategy, ...rest, params: rest.params ?? {} })

/**
 * The configurations that come with the library: those of Peak_Trade, with the parameters that strategies here have, and those that
 * `shippedTiering` recommends. Their stops and targets are applied; there they were written down and never read.
 *
 * @example
 * ```ts
 * import { strategyConfigurations } from 'peak-trade'
 *
 * strategyConfigurations.filter(({ asset }) => asset === 'ETH').length // 6
 * ```
 */
export const strategyConfigurations: readonly StrategyConfiguration[] = Object.freeze([
  ...reversion('BTC'),
  ...reversion('ETH'),
  ...variants({
    prefix: 'ma_trend',
    title: 'Moving-average trend',
    asset: 'BTC',
    strategy: 'ma_crossover',
    timeframes: TREND,
    params: [
      { fast: 20, slow: 100 },
      { fast: 20, slow: 60 },
      { fast: 10, slow: 40 },
    ],
    exits: trendExits,
  }),
  ...variants({
    prefix: 'trend_following',
    title: 'Trend following',
    asset: 'ETH',
    strategy: 'trend_following',
    timeframes: TREND,
    params: [
      { ...adx, maPeriod: 50 },
      { ...adx, maPeriod: 30 },
      { ...adx, maPeriod: 20 },
    ],
    exits: trendExits,
  }),
  {
    id: 'breakout_basic',
    title: 'Breakout while volatility is at least usual',
    strategy: 'breakout',
    params: { lookback: 20, atrFilter: true, atrMultiple: 1 },
    exits: stops(0.03, 0.06),
    timeframes: HOURS,
  },
  {
    id: 'breakout_v1',
    title: 'Short breakout, long only, with a trailing stop',
    strategy: 'breakout',
    params: { lookback: 15, side: 'long' },
    exits: { ...stops(0.025, 0.05), trailingStop: 0.02 },
    timeframes: HOURS,
  },
  {
    id: 'vol_regime_basic',
    title: 'Volatility neither low nor high',
    strategy: 'vol_regime_filter',
    // Bounds in units of price (0.5 and 2) mean something else on every market; here they are ranks.
    params: { period: 14, low: 25, high: 75 },
    timeframes: HOURS,
  },
  {
    id: 'momentum_1h',
    title: 'Momentum under the name that Peak_Trade gave it',
    strategy: 'momentum',
    params: {},
    exits: { stopLoss: 0.025 },
    timeframes: HOURS,
  },
  recommended('rsi_reversion_v1_core', 'rsi_reversion', { timeframes: REVERSION, exits: { stopLoss: 0.02 } }),
  recommended('ma_crossover_v1_core', 'ma_crossover', { timeframes: TREND, exits: { stopLoss: 0.02 } }),
  recommended('bollinger_bands_v1_core', 'bollinger_bands', { timeframes: TREND, exits: { stopLoss: 0.03 } }),
  recommended('breakout_v1_balanced', 'breakout', { timeframes: HOURS, exits: stops(0.03, 0.06) }),
  recommended('macd_v1_balanced', 'macd', { timeframes: ['4h', '1d'], exits: { stopLoss: 0.025 } }),
  recommended('momentum_1h_v1', 'momentum', { timeframes: HOURS, exits: { stopLoss: 0.025 } }),
  recommended('trend_following_v1', 'trend_following', { timeframes: TREND, exits: { stopLoss: 0.025 } }),
  recommended('mean_reversion_v1', 'mean_reversion', { timeframes: HOURS, exits: { stopLoss: 0.02 } }),
  recommended('vol_regime_filter_v1', 'vol_regime_filter', {
    timeframes: HOURS,
    params: { period: 14, lookback: 100, low: 25, high: 75 },
  }),
  recommended('composite_v1', 'composite'),
  recommended('regime_aware_portfolio_v1', 'regime_aware_portfolio'),
  recommended('breakout_donchian_v0', 'breakout_donchian', { exits: { stopLoss: 0.02 } }),
  recommended('my_strategy_v0', 'my_strategy', { exits: { stopLoss: 0.02 } }),
  recommended('vol_breakout_v0', 'vol_breakout'),
  recommended('armstrong_cycle_v0_research', 'armstrong_cycle'),
  recommended('el_karoui_vol_v0_research', 'el_karoui_vol_model'),
  recommended('ehlers_cycle_filter_v0_research', 'ehlers_cycle_filter'),
  recommended('meta_labeling_v0_research', 'meta_labeling'),
  recommended('bouchaud_microstructure_v0_skeleton', 'bouchaud_microstructure'),
  recommended('vol_regime_overlay_v0_skeleton', 'vol_regime_overlay'),
])

/**
 * The configuration of a name.
 *
 * @param configurations - Where to look; default {@link strategyConfigurations}.
 * @throws {@link ConfigError} `configuration/unknown`, with the nearest name.
 *
 * @example
 * ```ts
 * import { findConfiguration } from 'peak-trade'
 *
 * findConfiguration('rsi_reversion_btc_conservative').params // { period: 21, lower: 25, upper: 75 }
 * ```
 */
export function findConfiguration(
  id: string,
  configurations: readonly StrategyConfiguration[] = strategyConfigurations,
): StrategyConfiguration {
  const found = configurations.find(one => one.id === id)
  if (found !== undefined) return found
  const known = configurations.map(one => one.id)
  throw new ConfigError(
    'configuration/unknown',
    `there is no strategy configuration "${id}"${didYouMean(id, known)} Known: ${known.join(', ')}`,
    { id },
  )
}
