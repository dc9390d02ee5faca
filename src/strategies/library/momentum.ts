import { roc } from '../../indicators/roc.ts'
import { decimal, flag, params, whole } from '../param.ts'
import { Strategy } from '../strategy.ts'

/**
 * Long while the market has gained: enters when the return of the last `lookback` bars is above `entry`, leaves when it is below `exit`
 * (time-series momentum; Moskowitz, Ooi and Pedersen 2012). With shorts the mirror image.
 *
 * Peak_Trade's `momentum_1h` acted only on the bar on which a threshold was crossed and missed crossings that touched it exactly.
 *
 * @example
 * ```ts
 * import { backtest, Momentum, syntheticBars } from 'peak-trade'
 *
 * backtest(Momentum, syntheticBars({ seed: 1, length: 500 }), { params: { lookback: 48 } }).summary.trades
 * ```
 */
export class Momentum extends Strategy<typeof Momentum.params> {
  static override readonly id = 'momentum'
  static override readonly title = 'Momentum'
  static override readonly tier = 'aux'
  static override readonly params = params(
    {
      lookback: whole({ default: 20, min: 1, about: 'bars over which the return is taken' }),
      entry: decimal({ default: 0.02, min: -1, about: 'return above which a long begins, as a fraction' }),
      exit: decimal({ default: -0.01, min: -1, about: 'return below which it ends, as a fraction' }),
      shorts: flag({ default: false, about: 'the same downward, with the signs turned round' }),
    },
    { 'exit must be smaller than entry': ({ entry, exit }) => exit < entry },
  )

  private readonly change = this.use(roc, { period: this.params.lookback })

  protected override decide(): number {
    const { entry, exit, shorts } = this.params
    const gained = this.change.value / 100
    let target = this.held
    if (target > 0 && gained < exit) target = 0
    if (target < 0 && gained > -exit) target = 0
    if (target === 0 && gained > entry) return 1
    if (target === 0 && shorts && gained < -entry) return -1
    return target
  }
}
