import { rsi } from '../../indicators/rsi.ts'
import { sma } from '../../indicators/sma.ts'
import { decimal, flag, params, whole } from '../param.ts'
import { Strategy } from '../strategy.ts'

/**
 * Buys weakness and sells strength: long when the RSI falls below `lower`, short when it rises above `upper`, out when it is
 * back in the middle. With the trend filter it goes long only above a moving average and short only below it.
 *
 * Peak_Trade's rule with its numbers. It left a market without any movement undecided (RSI 0/0); here the RSI is 50 then,
 * and nothing is traded. Its smoothing started from a single bar and so ran ahead of Wilder's by a few bars after the start.
 *
 * @example
 * ```ts
 * import { backtest, RsiReversion, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 500 })
 * backtest(RsiReversion, bars, { params: { period: 7, longOnly: true } }).summary.trades
 * ```
 */
export class RsiReversion extends Strategy<typeof RsiReversion.params> {
  static override readonly id = 'rsi_reversion'
  static override readonly title = 'RSI reversion'
  static override readonly tier = 'core'
  static override readonly params = params(
    {
      period: whole({ default: 14, min: 2, about: 'bars of the RSI' }),
      lower: decimal({ default: 30, min: 0, max: 100, about: 'long below this RSI' }),
      upper: decimal({ default: 70, min: 0, max: 100, about: 'short above this RSI' }),
      exitLower: decimal({ default: 50, min: 0, max: 100, about: 'a long ends at or above this RSI' }),
      exitUpper: decimal({ default: 50, min: 0, max: 100, about: 'a short ends at or below this RSI' }),
      trendFilter: flag({ default: false, about: 'trade only with the trend' }),
      trendPeriod: whole({ default: 50, min: 2, about: 'bars of the average that tells the trend' }),
      longOnly: flag({ default: false, about: 'never go short' }),
    },
    { 'lower must be smaller than upper': ({ lower, upper }) => lower < upper },
  )

  private readonly rsi = this.use(rsi, { period: this.params.period })
  private readonly trend = this.params.trendFilter ? this.use(sma, { period: this.params.trendPeriod }) : undefined

  protected override decide(): number {
    const { lower, upper, exitLower, exitUpper } = this.params
    const strength = this.rsi.value
    let target = this.held
    if (target > 0 && strength >= exitLower) target = 0
    if (target < 0 && strength <= exitUpper) target = 0
    if (target === 0 && strength < lower && this.allows(1)) return 1
    if (target === 0 && strength > upper && this.allows(-1)) return -1
    return target
  }

  private allows(side: number): boolean {
    if (side < 0 && this.params.longOnly) return false
    if (this.trend === undefined) return true
    return side > 0 ? this.close.value > this.trend.value : this.close.value < this.trend.value
  }
}
