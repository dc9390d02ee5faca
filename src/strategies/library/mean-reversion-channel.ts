import { bollinger } from '../../indicators/bollinger.ts'
import { decimal, flag, params, whole } from '../param.ts'
import { Strategy } from '../strategy.ts'

/**
 * Fades a close that leaves a channel of standard deviations: long below it, short above, out at the middle (or as soon as the close is
 * back inside), at the latest after `maxBars`.
 *
 * Peak_Trade's rule with its numbers. A close that stays outside does not enter again; one that leaves the channel anew does, and the
 * holding time starts again.
 *
 * @example
 * ```ts
 * import { backtest, MeanReversionChannel, syntheticBars } from 'peak-trade'
 *
 * backtest(MeanReversionChannel, syntheticBars({ seed: 1, length: 500 }), { params: { width: 1.5 } }).summary.trades
 * ```
 */
export class MeanReversionChannel extends Strategy<typeof MeanReversionChannel.params> {
  static override readonly id = 'mean_reversion_channel'
  static override readonly title = 'Mean reversion in a channel'
  static override readonly tier = 'legacy'
  static override readonly params = params({
    period: whole({ default: 20, min: 2, about: 'bars of the channel' }),
    width: decimal({ default: 2, min: 0.1, about: 'standard deviations between the middle and an edge' }),
    exitAtMean: flag({ default: true, about: 'hold until the middle; otherwise only until the close is back inside' }),
    maxBars: whole({ default: 50, min: 1, about: 'longest holding time in bars' }),
  })

  private readonly channel = this.use(bollinger, { period: this.params.period, multiplier: this.params.width })
  private entered = 0

  protected override decide(): number {
    const { upper, lower } = this.channel
    if (this.close.crossedBelow(lower)) return this.enter(1)
    if (this.close.crossedAbove(upper)) return this.enter(-1)
    return this.held !== 0 && (this.isBack() || this.index - this.entered >= this.params.maxBars) ? 0 : this.held
  }

  private enter(side: number): number {
    this.entered = this.index
    return side
  }

  private isBack(): boolean {
    const { upper, middle, lower } = this.channel
    const price = this.close.value
    if (this.held > 0) return price >= (this.params.exitAtMean ? middle.value : lower.value)
    return price <= (this.params.exitAtMean ? middle.value : upper.value)
  }
}
