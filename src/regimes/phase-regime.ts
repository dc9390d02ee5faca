import { combineRegimes } from './combine-regimes.ts'
import type { Regime } from './regime.ts'
import { relabelRegime } from './relabel-regime.ts'
import { type TrendRegimeOptions, trendRegime } from './trend-regime.ts'
import { type VolatilityRegimeOptions, volatilityRegime } from './volatility-regime.ts'

/** Which kind of strategy suits a market: one that buys breakouts, one that fades moves, one that follows them, or none. */
export type PhaseLabel = 'ranging' | 'trending' | 'breakout' | 'unclear'

/**
 * The two parts of a {@link phaseRegime}.
 */
export interface PhaseRegimeOptions {
  readonly trend?: TrendRegimeOptions
  readonly volatility?: VolatilityRegimeOptions
}

/**
 * Phase of a market: high volatility is a `breakout`, low volatility is `ranging`, and in between a trend, up or down, is
 * `trending`; without one the phase is `unclear`. The labels by which Peak_Trade chose strategies.
 *
 * @throws {@link ConfigError} as {@link trendRegime} and {@link volatilityRegime}.
 *
 * @example
 * ```ts
 * import { labelBars, phaseRegime, syntheticBars } from 'peak-trade'
 *
 * // Its "range compression" detector:
 * const phase = phaseRegime({
 *   volatility: { method: 'range', period: 20, lookback: 50, low: 0.3, high: 0.7, margin: 0 },
 *   trend: { method: 'crossover', fast: 1, slow: 50, unit: 'price', enter: 0.02, exit: 0.02 },
 * })
 * labelBars(syntheticBars({ seed: 1, length: 200 }), phase).codes.findIndex(code => code >= 0) // 68
 * ```
 */
export function phaseRegime({ trend, volatility }: PhaseRegimeOptions = {}): Regime<PhaseLabel> {
  return relabelRegime(combineRegimes(trendRegime(trend), volatilityRegime(volatility)), {
    'down/low': 'ranging',
    'sideways/low': 'ranging',
    'up/low': 'ranging',
    'down/normal': 'trending',
    'up/normal': 'trending',
    'down/high': 'breakout',
    'sideways/high': 'breakout',
    'up/high': 'breakout',
    'sideways/normal': 'unclear',
  })
}
