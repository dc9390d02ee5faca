import { atr } from '../../indicators/atr.ts'
import { donchian } from '../../indicators/donchian.ts'
import { sma } from '../../indicators/sma.ts'
import { choice, decimal, flag, params, whole } from '../param.ts'
import { Strategy } from '../strategy.ts'

/**
 * Follows a close that leaves the Donchian channel of the bars before it: long above, short below, held until the other side
 * breaks. With the ATR filter a breakout counts only while volatility is at least `atrMultiple` of its own average.
 *
 * Peak_Trade's long-only and short-only modes never left a position; here the opposite breakout always closes it, and opens
 * the other side only if that side is allowed and the filter agrees (Peak_Trade flipped without asking the filter). Stops and
 * targets are `exits` of the backtest, filled at their price and not at the close.
 *
 * @example
 * ```ts
 * import { backtest, Breakout, syntheticBars } from 'peak-trade'
 *
 * backtest(Breakout, syntheticBars({ seed: 1, length: 500 }), { params: { lookback: 20, side: 'long' } }).summary.trades
 * ```
 */
export class Breakout extends Strategy<typeof Breakout.params> {
  static override readonly id = 'breakout'
  static override readonly title = 'Donchian breakout'
  static override readonly tier = 'aux'
  static override readonly params = params({
    lookback: whole({ default: 20, min: 2, about: 'bars of the channel, the current one not counted' }),
    side: choice({ of: ['both', 'long', 'short'], default: 'both', about: 'which positions may be opened' }),
    atrFilter: flag({ default: false, about: 'require volatility' }),
    atrPeriod: whole({ default: 14, min: 2, about: 'bars of the ATR' }),
    atrMultiple: decimal({ default: 1, min: 0, about: 'ATR over its average of twice that many bars' }),
  })

  private readonly channel = this.use(donchian, { period: this.params.lookback, offset: 1 })
  private readonly range = this.params.atrFilter ? this.use(atr, { period: this.params.atrPeriod }) : undefined
  private readonly usual = this.range && this.use(sma, { period: 2 * this.params.atrPeriod }, this.range)

  protected override decide(): number {
    const { side } = this.params
    const price = this.close.value
    if (price > this.channel.upper.value) return this.enter(side !== 'short', 1)
    if (price < this.channel.lower.value) return this.enter(side !== 'long', -1)
    return this.held
  }

  private enter(allowed: boolean, target: number): number {
    if (this.held === target) return target
    return allowed && this.isLively() ? target : 0
  }

  private isLively(): boolean {
    if (this.range === undefined || this.usual === undefined) return true
    return this.range.value >= this.params.atrMultiple * this.usual.value
  }
}
