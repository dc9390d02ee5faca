import { ConfigError } from '../base/errors.ts'
import type { Timeframe } from '../base/timeframe.ts'
import { backtest } from '../engine/backtest.ts'
import type { BacktestResult } from '../engine/backtest-result.ts'
import type { AnyOrderStrategyClass } from '../engine/orders/order-strategy.ts'
import { type BacktestSettings, type BacktestSettingsInput, resolveSettings } from '../engine/settings.ts'
import type { Bars } from '../market/bars.ts'
import type { Summary } from '../metrics/summary.ts'
import { type PerformanceByRegime, performanceByRegime } from '../regimes/performance-by-regime.ts'
import type { Regime } from '../regimes/regime.ts'
import { labelBars } from '../regimes/regime-labels.ts'
import { trendRegime } from '../regimes/trend-regime.ts'
import { volatilityRegime } from '../regimes/volatility-regime.ts'
import { tierOf } from '../strategies/live-eligibility.ts'
import type { AnyStrategyClass, ParamsOf } from '../strategies/strategy.ts'
import type { Tier } from '../strategies/strategy-base.ts'
import { recommendTier } from '../strategies/tier-criteria.ts'
import { isAllowed, type ParameterSet, parameterNeighbors, parameterSteps } from './parameter-neighbors.ts'

/**
 * How to profile. Everything may be left out; what is not listed here are settings of the backtest, such as `costs`.
 */
export interface StrategyProfileOptions<C extends AnyStrategyClass | AnyOrderStrategyClass = AnyStrategyClass>
  extends BacktestSettingsInput {
  readonly params?: ParamsOf<C> | undefined
  /** Regimes by which performance is split; default the trend and the volatility regime. */
  readonly regimes?: Readonly<Record<string, Regime>> | undefined
  /** How far a parameter is moved, as a fraction of its value; whole numbers move by at least 1. Default 0.2. */
  readonly step?: number | undefined
  /** How many neighboring parameter sets are tried at most; default 80. */
  readonly neighbors?: number | undefined
  /** For the choice among more neighbors than that; default 1. */
  readonly seed?: number | string | undefined
}

/**
 * What a step of one parameter does, all others as they are. Undefined when the strategy does not allow the step.
 */
export interface ParameterSensitivity {
  readonly name: string
  readonly value: number
  readonly down: ParameterEffect | undefined
  readonly up: ParameterEffect | undefined
}

/** A parameter at another value. */
export interface ParameterEffect {
  readonly value: number
  readonly sharpe: number
  /** Sharpe ratio there less the Sharpe ratio of the profile. */
  readonly sharpeChange: number
}

/**
 * What a strategy is like on a history, as plain data: results, results by regime, how much depends on the exact parameters, and the tier
 * that this would earn.
 */
export interface StrategyProfile {
  readonly strategy: {
    readonly id: string
    readonly title: string
    readonly tier: Tier
    readonly params: ParameterSet
  }
  readonly symbol: string
  readonly timeframe: Timeframe
  readonly settings: BacktestSettings
  readonly summary: Summary
  /** Performance by the labels of each regime. */
  readonly regimes: Readonly<Record<string, PerformanceByRegime>>
  /** One entry per numeric parameter. */
  readonly sensitivity: readonly ParameterSensitivity[]
  /** Results of the parameter sets around this one. */
  readonly robustness: {
    /** Share of the neighbors with a positive total return; NaN when there are none. */
    readonly score: number
    readonly neighbors: number
    readonly positive: number
  }
  /** The tier that these results would earn: advice only. Research stays research. */
  readonly recommendedTier: Tier
}

/**
 * Measures a strategy on a history: a backtest, its performance by regime, a backtest for one step of every numeric parameter to both sides,
 * and one for every neighboring parameter set, of which the share with a positive return is the robustness score. Flags and choices stay as
 * they are: another word is another strategy, not a neighbor.
 *
 * The same input gives the same profile. All of it is in-sample: it describes, and proves nothing about the future.
 *
 * @param strategy - A class that extends `Strategy` or `OrderStrategy`.
 * @throws {@link ConfigError} `profile/step`, `profile/neighbors`, and what `backtest` throws.
 *
 * @example
 * ```ts
 * import { MaCrossover, profileStrategy, syntheticBars } from 'peak-trade'
 *
 * const profile = profileStrategy(MaCrossover, syntheticBars({ seed: 1, length: 500 }), { params: { fast: 10, slow: 30 } })
 * profile.robustness.neighbors // 8
 * profile.regimes.trend.regimes.map(({ label }) => label).join() // 'down,sideways,up'
 * ```
 */
export function profileStrategy<C extends AnyStrategyClass | AnyOrderStrategyClass>(
  strategy: C,
  bars: Bars,
  options: StrategyProfileOptions<C> = {},
): StrategyProfile {
  const { params, regimes = { trend: trendRegime(), volatility: volatilityRegime() }, ...rest } = options
  const { step = 0.2, neighbors = 80, seed = 1, ...input } = rest
  checkOptions(step, neighbors)
  const run = (set: unknown): BacktestResult => backtest(strategy as AnyStrategyClass, bars, { params: set as never, ...input })
  const result = run(params)
  const { summary, equity, barsPerYear } = result
  const center: ParameterSet = result.strategy.params
  const tier = tierOf(strategy, { params: center }) ?? strategy.tier
  const sets = parameterNeighbors(strategy, center, { step, most: neighbors, seed })
  const positive = sets.filter(set => run(set).summary.totalReturn > 0).length
  return {
    strategy: { id: strategy.id, title: strategy.title, tier, params: center },
    symbol: bars.symbol,
    timeframe: bars.timeframe,
    settings: resolveSettings(input),
    summary,
    regimes: Object.fromEntries(
      Object.entries(regimes).map(([name, regime]) => [
        name,
        performanceByRegime(equity, { labels: labelBars(bars, regime), barsPerYear }),
      ]),
    ),
    sensitivity: parameterSteps(strategy, center, step).map(({ name, value, down, up }) => {
      const effect = (to: number | undefined): ParameterEffect | undefined => {
        const set = { ...center, [name]: to }
        if (to === undefined || !isAllowed(strategy, set)) return undefined
        const { sharpe } = run(set).summary
        return { value: to, sharpe, sharpeChange: sharpe - summary.sharpe }
      }
      return { name, value, down: effect(down), up: effect(up) }
    }),
    robustness: { score: sets.length === 0 ? Number.NaN : positive / sets.length, neighbors: sets.length, positive },
    recommendedTier: recommendTier(summary, tier),
  }
}

function checkOptions(step: number, neighbors: number): void {
  if (!(step > 0 && step < 1)) throw new ConfigError('profile/step', `step is ${step}, it must be between 0 and 1, such as 0.2`, { step })
  if (!(Number.isSafeInteger(neighbors) && neighbors >= 0))
    throw new ConfigError('profile/neighbors', `neighbors is ${neighbors}, it must be a whole number, 0 or more`, { neighbors })
}
