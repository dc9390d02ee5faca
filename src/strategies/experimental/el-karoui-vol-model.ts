import { percentileRank } from '../../indicators/percentile-rank.ts'
import { decimal, flag, params, whole } from '../param.ts'
import { Strategy } from '../strategy.ts'
import { varianceForecast } from './variance-forecast.ts'
import { exposureAt, tradable } from './vol-regime.ts'

/**
 * Holds much in quiet markets and little in wild ones: exposure by the percentile rank of volatility (low, normal, high), and with `scale` made
 * smaller as volatility rises above what is usual.
 *
 * The scale is `usual / expected`, at most 1, where `expected` is the volatility over the next `horizon` bars when variance returns to its mean as
 * in Heston's model: a wild bar counts for less the sooner it will be forgotten. El Karoui, Jeanblanc-Picqué and Shreve showed that a hedger who
 * assumes too much volatility never loses by it, while one who assumes too little may: on the safe side `halfLife` is long against `horizon`, and
 * then the expected volatility is the present one. Before, the larger one of both was taken; above the usual volatility that is always the present
 * one, so that `halfLife` and `horizon` changed nothing. Peak_Trade had the volatility and its three regimes, but its signal was a stub that never
 * traded; ranks were within whatever history there was, here within the last `rankPeriod` bars. Annualization is gone: ranks and ratios do not
 * depend on it.
 *
 * Sources: El Karoui, Jeanblanc-Picqué and Shreve, Robustness of the Black and Scholes Formula, Mathematical Finance 8, 1998; Heston, A
 * Closed-Form Solution for Options with Stochastic Volatility, 1993.
 *
 * @example
 * ```ts
 * import { backtest, ElKarouiVolModel, syntheticBars } from 'peak-trade'
 *
 * backtest(ElKarouiVolModel, syntheticBars({ seed: 1, length: 1000, kind: 'regimes' }), { params: { rankPeriod: 100 } }).summary.exposure
 * ```
 */
export class ElKarouiVolModel extends Strategy<typeof ElKarouiVolModel.params> {
  static override readonly id = 'el_karoui_vol_model'
  static override readonly title = 'Volatility regimes (El Karoui)'
  static override readonly tier = 'r_and_d'
  static override readonly params = params(
    {
      volPeriod: whole({ default: 20, min: 2, about: 'bars of the volatility of log returns' }),
      exponential: flag({ default: true, about: 'newer returns count more, instead of all the same' }),
      rankPeriod: whole({ default: 252, min: 3, about: 'bars among which it is ranked, and over which the usual one is measured' }),
      lowRank: decimal({ default: 0.3, min: 0, max: 1, about: 'percentile rank (0 to 1) below which volatility is low' }),
      highRank: decimal({ default: 0.7, min: 0, max: 1, about: 'percentile rank (0 to 1) above which it is high' }),
      low: decimal({ default: 1, min: -1, max: 1, about: 'exposure in low volatility' }),
      normal: decimal({ default: 0.5, min: -1, max: 1, about: 'exposure in normal volatility' }),
      high: decimal({ default: 0, min: -1, max: 1, about: 'exposure in high volatility' }),
      scale: flag({ default: true, about: 'hold less as expected volatility rises above the usual one' }),
      halfLife: decimal({ default: 60, min: 0.1, about: 'bars in which half of an unusual variance is expected to vanish' }),
      horizon: whole({ default: 20, min: 1, about: 'bars over which volatility is forecast' }),
      band: decimal({ default: 0.05, min: 0, max: 1, about: 'change of exposure that is too small to trade' }),
    },
    {
      'lowRank must be smaller than highRank': ({ lowRank, highRank }) => lowRank < highRank,
      'volPeriod must not be larger than rankPeriod': ({ volPeriod, rankPeriod }) => volPeriod <= rankPeriod,
    },
  )

  private readonly variance = this.use(varianceForecast, {
    period: this.params.volPeriod,
    usualPeriod: this.params.rankPeriod,
    exponential: Number(this.params.exponential),
    halfLife: this.params.halfLife,
    horizon: this.params.horizon,
  })
  private readonly rank = this.use(percentileRank, { period: this.params.rankPeriod }, this.variance.current)

  protected override decide(): number {
    return tradable(this.wanted(), { held: this.held, band: this.params.band })
  }

  private wanted(): number {
    const exposure = exposureAt(this.rank.value, this.params)
    if (!this.params.scale) return exposure
    const { usual, expected } = this.variance
    // Without any movement there is nothing to scale by.
    return expected.value > usual.value ? exposure * Math.sqrt(usual.value / expected.value) : exposure
  }
}
