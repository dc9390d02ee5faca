import { percentileRank } from '../../indicators/percentile-rank.ts'
import { decimal, flag, params, whole } from '../param.ts'
import { Strategy } from '../strategy.ts'
import { day, startOfDay } from './day-param.ts'
import { dayOfCycle, isNear } from './economic-cycle.ts'
import { varianceForecast } from './variance-forecast.ts'
import { exposureAt } from './vol-regime.ts'

/**
 * Direction from the calendar, size from volatility: long in the half of Armstrong's 8.6-year cycle in which confidence is said to rise, with the
 * exposure that the volatility regime allows, and only a part of it near a peak.
 *
 * The two ideas of `armstrong_cycle` and `el_karoui_vol_model` together. In Peak_Trade there was a study only, which averaged the returns after
 * bars of each pair of cycle event and regime, with overlapping returns and without a test of significance; it never became a rule. Sources:
 * Armstrong, The Business Cycle and the Future, 1999; El Karoui, Jeanblanc-Picqué and Shreve, Robustness of the Black and Scholes
 * Formula, 1998.
 *
 * @example
 * ```ts
 * import { ArmstrongElKaroui, backtest, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 2000, timeframe: '1d', start: Date.UTC(2019, 0, 1) })
 * backtest(ArmstrongElKaroui, bars, { params: { shorts: true } }).summary.exposure
 * ```
 */
export class ArmstrongElKaroui extends Strategy<typeof ArmstrongElKaroui.params> {
  static override readonly id = 'armstrong_el_karoui'
  static override readonly title = 'Confidence cycle with volatility regimes'
  static override readonly tier = 'r_and_d'
  static override readonly params = params(
    {
      cycleDays: whole({ default: 3141, min: 30, about: 'days from peak to peak' }),
      eventDays: whole({ default: 90, min: 0, about: 'days before and after a peak that count as near it' }),
      reference: day({ default: '2015-10-01', about: 'a day on which the cycle peaked' }),
      shorts: flag({ default: false, about: 'short while confidence falls, instead of out' }),
      eventShare: decimal({ default: 0.5, min: 0, max: 1, about: 'part of the exposure that is held near a peak' }),
      volPeriod: whole({ default: 20, min: 2, about: 'bars of the volatility of log returns' }),
      rankPeriod: whole({ default: 252, min: 3, about: 'bars among which it is ranked' }),
      lowRank: decimal({ default: 0.3, min: 0, max: 1, about: 'percentile rank (0 to 1) below which volatility is low' }),
      highRank: decimal({ default: 0.7, min: 0, max: 1, about: 'percentile rank (0 to 1) above which it is high' }),
      low: decimal({ default: 1, min: 0, max: 1, about: 'exposure in low volatility' }),
      normal: decimal({ default: 0.5, min: 0, max: 1, about: 'exposure in normal volatility' }),
      high: decimal({ default: 0, min: 0, max: 1, about: 'exposure in high volatility' }),
    },
    {
      'lowRank must be smaller than highRank': ({ lowRank, highRank }) => lowRank < highRank,
      'volPeriod must not be larger than rankPeriod': ({ volPeriod, rankPeriod }) => volPeriod <= rankPeriod,
      'eventDays must be smaller than half of cycleDays': ({ cycleDays, eventDays }) => eventDays < cycleDays / 2,
    },
  )

  private readonly variance = this.use(varianceForecast, { period: this.params.volPeriod, usualPeriod: this.params.rankPeriod })
  private readonly rank = this.use(percentileRank, { period: this.params.rankPeriod }, this.variance.current)
  private readonly reference = startOfDay(this.params.reference)

  protected override decide(): number {
    const { cycleDays, eventDays, shorts, eventShare } = this.params
    const cycleDay = dayOfCycle(this.time.value, { reference: this.reference, cycleDays })
    const share = isNear(cycleDay, { cycleDays, eventDays }) ? eventShare : 1
    if (2 * cycleDay >= cycleDays) return share * exposureAt(this.rank.value, this.params)
    return shorts ? -share * exposureAt(this.rank.value, this.params) : 0
  }
}
