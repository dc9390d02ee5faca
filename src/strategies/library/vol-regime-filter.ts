import { deviation } from '../../indicators/deviation.ts'
import { natr } from '../../indicators/natr.ts'
import { percentileRank } from '../../indicators/percentile-rank.ts'
import { roc } from '../../indicators/roc.ts'
import { choice, decimal, flag, params, whole } from '../param.ts'
import { Strategy } from '../strategy.ts'

/**
 * In the market while volatility is neither unusually low nor unusually high: the percentile rank of volatility among the
 * last `lookback` bars must lie between `low` and `high`. Alone it is a long-only strategy; as a filter for another one it
 * tells when to stand aside.
 *
 * Peak_Trade measured ATR in price units against fixed thresholds, so that expensive assets were always "too volatile", and
 * mixed three outputs (filter, regime, inverted) in one strategy; without bounds, its default, it filtered nothing. Here
 * volatility is relative to price, judged by rank, and bounded at the 20th and 80th percentile unless told otherwise.
 *
 * @example
 * ```ts
 * import { backtest, syntheticBars, VolRegimeFilter } from 'peak-trade'
 *
 * backtest(VolRegimeFilter, syntheticBars({ seed: 1, length: 500 }), { params: { low: 25, high: 75 } }).summary.exposure
 * ```
 */
export class VolRegimeFilter extends Strategy<typeof VolRegimeFilter.params> {
  static override readonly id = 'vol_regime_filter'
  static override readonly title = 'Volatility regime filter'
  static override readonly tier = 'aux'
  static override readonly params = params(
    {
      period: whole({ default: 20, min: 2, about: 'bars over which volatility is measured' }),
      method: choice({ of: ['atr', 'std'], default: 'atr', about: 'average true range over price, or deviation of returns' }),
      lookback: whole({ default: 100, min: 2, about: 'bars among which it is ranked' }),
      low: decimal({ default: 20, min: 0, max: 100, about: 'percentile below which the market is too quiet' }),
      high: decimal({ default: 80, min: 0, max: 100, about: 'percentile above which it is too wild' }),
      invert: flag({ default: false, about: 'in the market outside these bounds instead' }),
    },
    { 'low must be smaller than high': ({ low, high }) => low < high },
  )

  private readonly volatility =
    this.params.method === 'atr'
      ? this.use(natr, { period: this.params.period })
      : this.use(deviation, { period: this.params.period, ddof: 1 }, this.use(roc, { period: 1 }))
  private readonly rank = this.use(percentileRank, { period: this.params.lookback }, this.volatility)

  protected override decide(): number {
    const { low, high, invert } = this.params
    const percentile = 100 * this.rank.value
    const inside = percentile >= low && percentile <= high
    return inside !== invert ? 1 : 0
  }
}
