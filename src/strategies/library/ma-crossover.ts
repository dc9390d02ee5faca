import { sma } from '../../indicators/sma.ts'
import { ColumnCache } from '../column-cache.ts'
import { params, whole } from '../param.ts'
import { pushWhileAbove } from '../push-while-above.ts'
import { Strategy } from '../strategy.ts'
import type { TargetChanges } from '../target-changes.ts'

/**
 * Long while the fast average of closes stands above the slow one, else flat.
 *
 * Peak_Trade's version never left its first position (a forward fill overwrote every exit) and entered only on a fresh
 * cross; this one holds exactly while the rule is true, from the first bar on which both averages are known.
 *
 * @example
 * ```ts
 * import { backtest, MaCrossover, syntheticBars } from 'peak-trade'
 *
 * backtest(MaCrossover, syntheticBars({ seed: 1, length: 500 }), { params: { fast: 10, slow: 30 } }).summary.trades
 * ```
 */
export class MaCrossover extends Strategy<typeof MaCrossover.params> {
  static override readonly id = 'ma_crossover'
  static override readonly title = 'Moving-average crossover'
  static override readonly tier = 'core'
  static override readonly params = params(
    {
      fast: whole({ default: 20, min: 1, about: 'bars of the fast average' }),
      slow: whole({ default: 50, min: 2, about: 'bars of the slow average' }),
    },
    { 'fast must be smaller than slow': ({ fast, slow }) => fast < slow },
  )

  private readonly fast = this.use(sma, { period: this.params.fast })
  private readonly slow = this.use(sma, { period: this.params.slow })

  protected override decide(): number {
    return this.fast.value > this.slow.value ? 1 : 0
  }

  /** @internal */
  protected override decideBars(from: number, to: number, into: TargetChanges, columns = new ColumnCache()): void {
    // A class that extends this one may decide differently.
    if (this.decide !== MaCrossover.prototype.decide) super.decideBars(from, to, into)
    else pushWhileAbove({ a: this.fast.column, b: this.slow.column, from, to, columns }, into)
  }
}
