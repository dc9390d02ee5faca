import { Breakout } from './breakout.ts'
import { Ensemble, type EnsembleMember } from './ensemble.ts'
import { RsiReversion } from './rsi-reversion.ts'

/**
 * RSI reversion and breakout with the same say: an {@link Ensemble} to start from. For other members use `ensemble`.
 *
 * Peak_Trade's default composite. There a member that failed counted as flat and a filter that failed was ignored; here either is an error.
 *
 * @example
 * ```ts
 * import { backtest, Composite, syntheticBars } from 'peak-trade'
 *
 * backtest(Composite, syntheticBars({ seed: 1, length: 500 }), { params: { rule: 'average' } }).summary.exposure
 * ```
 */
export class Composite extends Ensemble {
  static override readonly id = 'composite'
  static override readonly title = 'Composite of reversion and breakout'
  static override readonly tier = 'aux'
  protected override get members(): readonly EnsembleMember[] {
    return [{ strategy: RsiReversion }, { strategy: Breakout }]
  }
}
