import { macd } from '../../indicators/macd.ts'
import { flag, params, whole } from '../param.ts'
import { Strategy } from '../strategy.ts'

/**
 * Long while the MACD stands above its signal line (Appel 1979), else flat, or short if asked.
 *
 * Peak_Trade fired from the third bar on, long before the averages meant anything, and read the exit as "go short"; its stop and threshold
 * settings were never used. Here the averages have their warm-up, and the position lasts exactly as long as the rule is true.
 *
 * @example
 * ```ts
 * import { backtest, MacdCrossover, syntheticBars } from 'peak-trade'
 *
 * backtest(MacdCrossover, syntheticBars({ seed: 1, length: 500 }), { params: { shorts: true } }).summary.trades
 * ```
 */
export class MacdCrossover extends Strategy<typeof MacdCrossover.params> {
  static override readonly id = 'macd'
  static override readonly title = 'MACD crossover'
  static override readonly tier = 'aux'
  static override readonly params = params(
    {
      fast: whole({ default: 12, min: 1, about: 'bars of the fast exponential average' }),
      slow: whole({ default: 26, min: 2, about: 'bars of the slow exponential average' }),
      signal: whole({ default: 9, min: 1, about: 'bars of the signal line' }),
      shorts: flag({ default: false, about: 'short while the MACD stands below its signal line' }),
    },
    { 'fast must be smaller than slow': ({ fast, slow }) => fast < slow },
  )

  private readonly lines = this.use(macd, { fast: this.params.fast, slow: this.params.slow, signal: this.params.signal })

  protected override decide(): number {
    const { macd, signal } = this.lines
    if (macd.value > signal.value) return 1
    return this.params.shorts && macd.value < signal.value ? -1 : 0
  }
}
