import { params } from '../param.ts'
import { Strategy } from '../strategy.ts'

/**
 * Always long: the yardstick for everything else.
 *
 * @example
 * ```ts
 * import { backtest, BuyAndHold, syntheticBars } from 'peak-trade'
 *
 * backtest(BuyAndHold, syntheticBars({ seed: 1, length: 500 })).trades.length // 1
 * ```
 */
export class BuyAndHold extends Strategy<typeof BuyAndHold.params> {
  static override readonly id = 'buy_and_hold'
  static override readonly title = 'Buy and hold'
  static override readonly tier = 'core'
  static override readonly params = params({})

  protected override decide(): number {
    return 1
  }
}
