import { atr } from '../../indicators/atr.ts'
import { donchian } from '../../indicators/donchian.ts'
import { percentileRank } from '../../indicators/percentile-rank.ts'
import { choice, decimal, params, whole } from '../param.ts'
import { Strategy } from '../strategy.ts'

/**
 * A breakout that needs room: enters when the close leaves the channel of the bars before it while the average true range is high among
 * its own last values, and leaves when the close has fallen `atrMultiple` true ranges back from the extreme of the channel, or the other
 * side breaks out.
 *
 * Peak_Trade never used its ATR multiple, and with one side only it never left a position. Here the multiple is the distance of the exit:
 * a long ends below the highest high of the lookback less that many ATRs (LeBeau's chandelier exit).
 *
 * @example
 * ```ts
 * import { backtest, syntheticBars, VolBreakout } from 'peak-trade'
 *
 * backtest(VolBreakout, syntheticBars({ seed: 1, length: 500 }), { params: { side: 'both', atrMultiple: 3 } }).summary.trades
 * ```
 */
export class VolBreakout extends Strategy<typeof VolBreakout.params> {
  static override readonly id = 'vol_breakout'
  static override readonly title = 'Volatility breakout'
  static override readonly tier = 'legacy'
  static override readonly params = params({
    lookback: whole({ default: 20, min: 2, about: 'bars of the channel, the current one not counted' }),
    period: whole({ default: 14, min: 2, about: 'bars of the ATR' }),
    percentile: decimal({ default: 50, min: 0, max: 100, about: 'least percentile of the ATR among the last two lookbacks' }),
    atrMultiple: decimal({
      default: 1.5,
      min: 0,
      about: 'ATRs back from the extreme of the lookback at which a position ends; 0 for never',
    }),
    side: choice({ of: ['both', 'long', 'short'], default: 'both', about: 'which positions may be opened' }),
  })

  private readonly channel = this.use(donchian, { period: this.params.lookback, offset: 1 })
  private readonly range = this.use(atr, { period: this.params.period })
  private readonly rank = this.use(percentileRank, { period: 2 * this.params.lookback }, this.range)

  protected override decide(): number {
    const { side, percentile } = this.params
    const price = this.close.value
    const lively = 100 * this.rank.value >= percentile
    if (price > this.channel.upper.value && this.held <= 0) return lively && side !== 'short' ? 1 : 0
    if (price < this.channel.lower.value && this.held >= 0) return lively && side !== 'long' ? -1 : 0
    return this.fellBack(price) ? 0 : this.held
  }

  private fellBack(price: number): boolean {
    const room = this.params.atrMultiple * this.range.value
    if (room === 0) return false
    if (this.held > 0) return price < this.channel.upper.value - room
    return this.held < 0 && price > this.channel.lower.value + room
  }
}
