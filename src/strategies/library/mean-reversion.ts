import { deviation } from '../../indicators/deviation.ts'
import { percentileRank } from '../../indicators/percentile-rank.ts'
import { roc } from '../../indicators/roc.ts'
import { zscore } from '../../indicators/zscore.ts'
import { decimal, flag, params, whole } from '../param.ts'
import { Strategy } from '../strategy.ts'

/**
 * Buys what has fallen unusually far: long when the close stands `entry` standard deviations from its average (-2 is two below), out when
 * it is back at `exit`. With shorts the mirror image. With the volatility filter it enters only while the market is not too wild.
 *
 * Peak_Trade's filter was turned round: it let in the highest volatility and kept out the lowest. Here it does what its name says, and the
 * percentile is taken among the last `rankPeriod` bars instead of all of history.
 *
 * @example
 * ```ts
 * import { backtest, MeanReversion, syntheticBars } from 'peak-trade'
 *
 * backtest(MeanReversion, syntheticBars({ seed: 1, length: 500 }), { params: { entry: -1.5 } }).summary.trades
 * ```
 */
export class MeanReversion extends Strategy<typeof MeanReversion.params> {
  static override readonly id = 'mean_reversion'
  static override readonly title = 'Mean reversion (z-score)'
  static override readonly tier = 'aux'
  static override readonly params = params(
    {
      lookback: whole({ default: 20, min: 2, about: 'bars of average and deviation' }),
      entry: decimal({ default: -2, min: -100, max: 100, about: 'standard deviations from the average at which a long begins' }),
      exit: decimal({ default: 0, min: -100, max: 100, about: 'standard deviations from the average at which it ends' }),
      shorts: flag({ default: false, about: 'the same upward, with the signs turned round' }),
      volFilter: flag({ default: false, about: 'enter only while volatility is not too high' }),
      volPeriod: whole({ default: 20, min: 2, about: 'bars of the volatility of returns' }),
      rankPeriod: whole({ default: 100, min: 2, about: 'bars among which it is ranked' }),
      maxVolPercentile: decimal({ default: 70, min: 0, max: 100, about: 'highest percentile of volatility to enter at' }),
    },
    { 'entry must be smaller than exit': ({ entry, exit }) => entry < exit },
  )

  private readonly distance = this.use(zscore, { period: this.params.lookback })
  private readonly rank = this.params.volFilter
    ? this.use(
        percentileRank,
        { period: this.params.rankPeriod },
        this.use(deviation, { period: this.params.volPeriod, ddof: 1 }, this.use(roc, { period: 1 })),
      )
    : undefined

  protected override decide(): number {
    const { entry, exit, shorts } = this.params
    const z = this.distance.value
    let target = this.held
    if (target > 0 && z >= exit) target = 0
    if (target < 0 && z <= -exit) target = 0
    if (target !== 0 || !this.isCalm()) return target
    if (z < entry) return 1
    return shorts && z > -entry ? -1 : 0
  }

  private isCalm(): boolean {
    return this.rank === undefined || 100 * this.rank.value <= this.params.maxVolPercentile
  }
}
