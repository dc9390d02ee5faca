import { bollinger } from '../../indicators/bollinger.ts'
import { decimal, flag, params, whole } from '../param.ts'
import { Strategy } from '../strategy.ts'

/**
 * Buys near the lower Bollinger band and sells on the way back: with the bands at 0 and 1, long at or below `1 - entryThreshold`, out at or
 * above `exitThreshold`. With shorts the same from the other side.
 *
 * Peak_Trade multiplied the band's price by the entry threshold, so that its default waited for a price 5 % below the band and hardly ever
 * traded, and never read its exit threshold. Here both are positions between the bands, as their names say.
 *
 * @example
 * ```ts
 * import { backtest, BollingerBands, syntheticBars } from 'peak-trade'
 *
 * backtest(BollingerBands, syntheticBars({ seed: 1, length: 500 }), { params: { entryThreshold: 1 } }).summary.trades
 * ```
 */
export class BollingerBands extends Strategy<typeof BollingerBands.params> {
  static override readonly id = 'bollinger_bands'
  static override readonly title = 'Bollinger-band reversion'
  static override readonly tier = 'core'
  static override readonly params = params(
    {
      period: whole({ default: 20, min: 2, about: 'bars of the bands' }),
      width: decimal({ default: 2, min: 0.1, about: 'standard deviations between the middle and a band' }),
      entryThreshold: decimal({ default: 0.95, min: 0.5, max: 2, about: 'how far out: 1 is at the band, 0.95 a little before it' }),
      exitThreshold: decimal({ default: 0.5, min: 0, max: 1, about: 'how far back: 0.5 is the middle, 1 the other band' }),
      shorts: flag({ default: false, about: 'sell short near the upper band' }),
    },
    { 'entryThreshold and exitThreshold must not meet': ({ entryThreshold, exitThreshold }) => 1 - entryThreshold < exitThreshold },
  )

  private readonly bands = this.use(bollinger, { period: this.params.period, multiplier: this.params.width })

  protected override decide(): number {
    const { entryThreshold, exitThreshold, shorts } = this.params
    const position = this.bands.percentB.value
    let target = this.held
    if (target > 0 && position >= exitThreshold) target = 0
    if (target < 0 && position <= 1 - exitThreshold) target = 0
    if (target === 0 && position <= 1 - entryThreshold) return 1
    if (target === 0 && shorts && position >= entryThreshold) return -1
    return target
  }
}
