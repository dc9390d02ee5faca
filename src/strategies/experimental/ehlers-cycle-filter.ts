import { choice, decimal, flag, params, whole } from '../param.ts'
import { Strategy } from '../strategy.ts'
import { adaptiveBandPass } from './adaptive-band-pass.ts'

/** At 45 degrees the sine leads by this much of the wave. */
const LEAD_OF_EIGHTH = Math.SQRT2 - 1

const SMOOTHERS = ['superSmoother', 'twoPole', 'threePole'] as const

/**
 * Trades the dominant cycle where there is one: long from about an eighth of a cycle before the trough of the band-pass filtered price to an
 * eighth before its peak, else out or short; and only while that cycle makes up at least `strength` of all swings. In a trend it
 * stands aside, or follows the smoothed price.
 *
 * With the wave as the sine of a phase and its quadrature as the cosine, it is long while the sine 45 degrees ahead is above the sine:
 * Ehlers' sine wave rule. In Peak_Trade all of it was a stub: the smoother returned its input, the cycle was always the shortest, the
 * band-pass 0. Source: Ehlers, Cycle Analytics for Traders, 2013; Rocket Science for Traders, 2001.
 *
 * @example
 * ```ts
 * import { backtest, EhlersCycleFilter, syntheticBars } from 'peak-trade'
 *
 * backtest(EhlersCycleFilter, syntheticBars({ seed: 1, length: 1000 }), { params: { strength: 0.3, shorts: true } }).summary.trades
 * ```
 */
export class EhlersCycleFilter extends Strategy<typeof EhlersCycleFilter.params> {
  static override readonly id = 'ehlers_cycle_filter'
  static override readonly title = 'Cycle filter (Ehlers)'
  static override readonly tier = 'r_and_d'
  static override readonly params = params(
    {
      smoother: choice({ of: SMOOTHERS, default: 'superSmoother', about: 'low-pass filter before everything else' }),
      shortest: whole({ default: 6, min: 4, about: 'bars of the shortest cycle, and of the smoother' }),
      longest: whole({ default: 50, min: 5, about: 'bars of the longest cycle' }),
      method: choice({ of: ['hilbert', 'autocorrelation'], default: 'hilbert', about: 'how the dominant cycle is found' }),
      bandwidth: decimal({ default: 0.3, min: 0.01, max: 0.9, about: 'width of the band-pass filter as a fraction of the cycle' }),
      lookback: whole({ default: 100, min: 2, about: 'bars over which the strength of the cycle is measured' }),
      strength: decimal({ default: 0.5, min: 0, max: 1, about: 'share of all swings that the cycle must make up' }),
      shorts: flag({ default: false, about: 'short where it is not long in a cycle, instead of out' }),
      trend: choice({ of: ['flat', 'follow'], default: 'flat', about: 'what to do without a cycle' }),
    },
    { 'shortest must be smaller than longest': ({ shortest, longest }) => shortest < longest },
  )

  private readonly cycle = this.use(adaptiveBandPass, {
    shortest: this.params.shortest,
    longest: this.params.longest,
    bandwidth: this.params.bandwidth,
    lookback: this.params.lookback,
    hilbert: Number(this.params.method === 'hilbert'),
    smoother: SMOOTHERS.indexOf(this.params.smoother),
  })

  protected override decide(): number {
    const { strength, shorts, trend } = this.params
    const { wave, lead, period } = this.cycle
    const out = shorts ? -1 : 0
    if (this.cycle.strength.value >= strength && wave.value * wave.value + lead.value * lead.value > 0)
      return lead.value > LEAD_OF_EIGHTH * wave.value ? 1 : out
    if (trend === 'flat') return 0
    const bars = Math.round(period.value)
    const rise = this.close.value - this.close.ago(bars)
    return rise > 0 ? 1 : rise < 0 ? out : 0
  }
}
