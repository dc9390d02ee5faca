import { atr } from '../../indicators/atr.ts'
import { sma } from '../../indicators/sma.ts'
import { decimal, params, whole } from '../param.ts'
import { Strategy } from '../strategy.ts'

/**
 * The strategy to copy when you write your own: everything that most rules need, and nothing else. Long after a close well above its
 * average, out after one well below it; "well" is counted in average true ranges, so that the same numbers fit a quiet market and a wild one.
 *
 * How it is made: parameters with defaults, bounds and a few words each; indicators as fields; and `decide`, which looks at the current bar
 * and returns how much of the account to hold: 1 is all of it long, 0 is nothing, -1 is all of it short. `held` is what it said last.
 *
 * Peak_Trade's template with its numbers; its true range was smoothed by a plain average, here by Wilder's.
 *
 * @example
 * ```ts
 * import { backtest, MyStrategy, syntheticBars } from 'peak-trade'
 *
 * backtest(MyStrategy, syntheticBars({ seed: 1, length: 500 }), { params: { entryMultiple: 2 } }).summary.trades
 * ```
 */
export class MyStrategy extends Strategy<typeof MyStrategy.params> {
  static override readonly id = 'my_strategy'
  static override readonly title = 'My strategy (the one to copy)'
  static override readonly tier = 'legacy'
  static override readonly params = params(
    {
      lookback: whole({ default: 20, min: 2, about: 'bars of the average and of the ATR' }),
      entryMultiple: decimal({ default: 1.5, min: 0, about: 'ATRs above the average at which a long begins' }),
      exitMultiple: decimal({ default: 0.5, min: 0, about: 'ATRs below the average at which it ends' }),
    },
    { 'exitMultiple must be smaller than entryMultiple': ({ entryMultiple, exitMultiple }) => exitMultiple < entryMultiple },
  )

  private readonly average = this.use(sma, { period: this.params.lookback })
  private readonly range = this.use(atr, { period: this.params.lookback })

  protected override decide(): number {
    const distance = (this.close.value - this.average.value) / this.range.value
    if (distance > this.params.entryMultiple) return 1
    if (distance < -this.params.exitMultiple) return 0
    return this.held
  }
}
