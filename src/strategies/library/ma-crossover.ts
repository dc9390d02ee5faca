import * as z from 'zod'
import { sma } from '../../indicators/sma.ts'
import { Strategy } from '../strategy.ts'

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
  static override readonly params = z
    .object({
      fast: z.int().min(1).default(20).describe('bars of the fast average'),
      slow: z.int().min(2).default(50).describe('bars of the slow average'),
    })
    .refine(({ fast, slow }) => fast < slow, { message: 'fast must be smaller than slow' })

  private readonly fast = this.use(sma, { period: this.params.fast })
  private readonly slow = this.use(sma, { period: this.params.slow })

  protected override decide(): number {
    return this.fast.value > this.slow.value ? 1 : 0
  }
}
