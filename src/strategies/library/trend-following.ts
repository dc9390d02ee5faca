import * as z from 'zod'
import { adx } from '../../indicators/adx.ts'
import { sma } from '../../indicators/sma.ts'
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
  static override readonly tier = 'core'
  static override readonly params = z
    .object({
      period: z.int().min(2).default(14).describe('bars of the ADX'),
      threshold: z.number().gt(0).max(100).default(25).describe('a trend begins above this ADX'),
      exitThreshold: z.number().min(0).max(100).default(20).describe('a trend is over below this ADX'),
      maPeriod: z.int().min(2).default(50).describe('bars of the average that the close must be above'),
      maFilter: z.boolean().default(true).describe('require the close above its average'),
    })
    .refine(({ threshold, exitThreshold }) => exitThreshold < threshold, { message: 'exitThreshold must be smaller than threshold' })

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
