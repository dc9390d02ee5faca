import { resolveParams } from '../indicators/indicator.ts'
import { combineRegimes } from './combine-regimes.ts'
import type { Regime } from './regime.ts'
import { relabelRegime } from './relabel-regime.ts'
import { steadyRegime } from './steady-regime.ts'
import { type TrendRegimeOptions, trendRegime } from './trend-regime.ts'
import { type VolatilityRegimeOptions, volatilityRegime } from './volatility-regime.ts'

/** Whether it is a time to take risk. `risk_on` is a calm or rising market, never a wild or falling one. */
export type RiskLabel = 'risk_off' | 'neutral' | 'risk_on'

/**
 * The two parts of a {@link riskRegime}.
 */
export interface RiskRegimeOptions {
  readonly trend?: TrendRegimeOptions
  readonly volatility?: VolatilityRegimeOptions
  /** A label stays for at least so many bars, except that `risk_off` may begin at any time; default 5. */
  readonly minBars?: number
}

/**
 * Risk: the trend votes (up +1, sideways 0, down -1), the volatility votes (low +1, normal 0, high -1), and the sign of the sum
 * decides between `risk_on`, `neutral` and `risk_off`.
 *
 * | | low | normal | high |
 * |---|---|---|---|
 * | up | risk_on | risk_on | neutral |
 * | sideways | risk_on | neutral | risk_off |
 * | down | neutral | risk_off | risk_off |
 *
 * @throws {@link ConfigError} as {@link trendRegime} and {@link volatilityRegime}.
 *
 * @example
 * ```ts
 * import { labelBars, riskRegime, syntheticBars } from 'peak-trade'
 *
 * const risk = riskRegime({ trend: { period: 100 }, volatility: { lookback: 500 }, minBars: 10 })
 * labelBars(syntheticBars({ seed: 1, length: 2000 }), risk).labels.join() // 'risk_off,neutral,risk_on'
 * ```
 */
export function riskRegime({ trend, volatility, minBars: given }: RiskRegimeOptions = {}): Regime<RiskLabel> {
  const { minBars } = resolveParams(
    { id: 'risk_regime', params: { minBars: { default: 5, min: 1, integer: true } } },
    given === undefined ? {} : { minBars: given },
  )
  const risk = relabelRegime(combineRegimes(trendRegime(trend), volatilityRegime(volatility)), {
    'down/high': 'risk_off',
    'down/normal': 'risk_off',
    'sideways/high': 'risk_off',
    'down/low': 'neutral',
    'sideways/normal': 'neutral',
    'up/high': 'neutral',
    'sideways/low': 'risk_on',
    'up/normal': 'risk_on',
    'up/low': 'risk_on',
  })
  return steadyRegime(risk, { minBars, urgent: ['risk_off'] })
}
