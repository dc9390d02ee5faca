import * as z from 'zod'
import { rsi } from '../../indicators/rsi.ts'
import { sma } from '../../indicators/sma.ts'
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
  static override readonly params = z
    .object({
      period: z.int().min(2).default(14).describe('bars of the RSI'),
      lower: z.number().min(0).max(100).default(30).describe('long below this RSI'),
      upper: z.number().min(0).max(100).default(70).describe('short above this RSI'),
      exitLower: z.number().min(0).max(100).default(50).describe('a long ends at or above this RSI'),
      exitUpper: z.number().min(0).max(100).default(50).describe('a short ends at or below this RSI'),
      trendFilter: z.boolean().default(false).describe('trade only with the trend'),
      trendPeriod: z.int().min(2).default(50).describe('bars of the average that tells the trend'),
      longOnly: z.boolean().default(false).describe('never go short'),
    })
    .refine(({ lower, upper }) => lower < upper, { message: 'lower must be smaller than upper' })

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
