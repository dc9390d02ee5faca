import { decimal, params } from '../param.ts'
import { Strategy } from '../strategy.ts'
import { MaCrossover } from './ma-crossover.ts'
import { RsiReversion } from './rsi-reversion.ts'

/**
 * Moving-average crossover and RSI reversion with a weight between them: long when the weighted average of their targets is above the threshold, short
 * when it is below the negative one. An `ensemble` has its weights fixed; here the weight is a parameter, so that it can be swept.
 *
 * @example
 * ```ts
 * import { sweep, syntheticBars, WeightedPair } from 'peak-trade'
 *
 * sweep(WeightedPair, syntheticBars({ seed: 1, length: 500 }), { grid: { weight: [0.2, 0.5, 0.8] } }).combinations // 3
 * ```
 */
export class WeightedPair extends Strategy<typeof WeightedPair.params> {
  static override readonly id = 'weighted_pair'
  static override readonly title = 'Crossover and reversion, weighted'
  static override readonly params = params({
    weight: decimal({ default: 0.5, min: 0, max: 1, about: 'say of the crossover; the reversion has the rest' }),
    threshold: decimal({ default: 0.3, min: 0, max: 1, about: 'least weighted average for a position' }),
  })

  private readonly trend = this.include(MaCrossover)
  private readonly reversion = this.include(RsiReversion)

  protected override decide(): number {
    const { weight, threshold } = this.params
    const average = weight * this.trend.value + (1 - weight) * this.reversion.value
    return average > threshold ? 1 : average < -threshold ? -1 : 0
  }
}
