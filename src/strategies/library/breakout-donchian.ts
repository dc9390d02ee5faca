import { highest } from '../../indicators/highest.ts'
import { lowest } from '../../indicators/lowest.ts'
import { params, whole } from '../param.ts'
import { Strategy } from '../strategy.ts'

/**
 * The classic channel breakout on closes: long after a close above the highest of the `lookback` closes before it, short after one below
 * the lowest, always in the market from the first breakout on (Donchian's rule, in the form that the Turtles made known).
 *
 * Peak_Trade's rule with its numbers; it took any lookback, here it is checked.
 *
 * @example
 * ```ts
 * import { backtest, BreakoutDonchian, syntheticBars } from 'peak-trade'
 *
 * backtest(BreakoutDonchian, syntheticBars({ seed: 1, length: 500 }), { params: { lookback: 55 } }).summary.trades
 * ```
 */
export class BreakoutDonchian extends Strategy<typeof BreakoutDonchian.params> {
  static override readonly id = 'breakout_donchian'
  static override readonly title = 'Channel breakout on closes'
  static override readonly tier = 'legacy'
  static override readonly params = params({
    lookback: whole({ default: 20, min: 2, about: 'closes of the channel, the current one not counted' }),
  })

  private readonly upper = this.use(highest, { period: this.params.lookback }, 'close')
  private readonly lower = this.use(lowest, { period: this.params.lookback }, 'close')

  protected override decide(): number {
    if (this.close.value > this.upper.previous) return 1
    if (this.close.value < this.lower.previous) return -1
    return this.held
  }
}
