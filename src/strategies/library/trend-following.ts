import { adx } from '../../indicators/adx.ts'
import { sma } from '../../indicators/sma.ts'
import { decimal, flag, params, whole } from '../param.ts'
import { Strategy } from '../strategy.ts'

/**
 * Long while a strong trend points up: enters when the ADX is above `threshold` and +DI above -DI (and the close above its
 * average), leaves when the ADX has faded below `exitThreshold` or -DI is above +DI.
 *
 * Peak_Trade traded only on the bar on which a condition turned true, gave exit precedence over entry, and its exit signal
 * was read as "go short" by its engine. Here the rule holds a long position between entry and exit and never shorts. Its
 * minus-DM counted ties wrongly; the ADX here is Wilder's.
 *
 * @example
 * ```ts
 * import { backtest, syntheticBars, TrendFollowing } from 'peak-trade'
 *
 * backtest(TrendFollowing, syntheticBars({ seed: 1, length: 500 })).summary.exposure
 * ```
 */
export class TrendFollowing extends Strategy<typeof TrendFollowing.params> {
  static override readonly id = 'trend_following'
  static override readonly title = 'Trend following (ADX)'
  static override readonly tier = 'aux'
  static override readonly params = params(
    {
      period: whole({ default: 14, min: 2, about: 'bars of the ADX' }),
      threshold: decimal({ default: 25, min: 0, max: 100, about: 'a trend begins above this ADX' }),
      exitThreshold: decimal({ default: 20, min: 0, max: 100, about: 'a trend is over below this ADX' }),
      maPeriod: whole({ default: 50, min: 2, about: 'bars of the average that the close must be above' }),
      maFilter: flag({ default: true, about: 'require the close above its average' }),
    },
    { 'exitThreshold must be smaller than threshold': ({ threshold, exitThreshold }) => exitThreshold < threshold },
  )

  private readonly trend = this.use(adx, { period: this.params.period })
  private readonly average = this.params.maFilter ? this.use(sma, { period: this.params.maPeriod }) : undefined

  protected override decide(): number {
    const { adx, plusDi, minusDi } = this.trend
    const fading = adx.value < this.params.exitThreshold || minusDi.value > plusDi.value
    if (fading) return 0
    const strong = adx.value > this.params.threshold && plusDi.value > minusDi.value
    const above = this.average === undefined || this.close.value > this.average.value
    return strong && above ? 1 : this.held
  }
}
