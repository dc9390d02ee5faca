import { donchian } from '../../indicators/donchian.ts'
import { choice, params, whole } from '../param.ts'
import { Strategy } from '../strategy.ts'

/**
 * The Turtles' rule with two channels: enters when the close leaves the channel of the `entry` bars before it, and goes when it leaves the shorter one
 * of `exit` bars on the other side (Donchian; published by Faith 2003).
 *
 * Peak_Trade had sweeps over these two lengths and no strategy that knew them: its `breakout_donchian` has one channel and is always in the market.
 *
 * @example
 * ```ts
 * import { backtest, DonchianChannel, syntheticBars } from 'peak-trade'
 *
 * backtest(DonchianChannel, syntheticBars({ seed: 1, length: 500 }), { params: { entry: 55, exit: 20 } }).summary.trades
 * ```
 */
export class DonchianChannel extends Strategy<typeof DonchianChannel.params> {
  static override readonly id = 'donchian_channel'
  static override readonly title = 'Donchian channels (Turtle)'
  static override readonly tier = 'legacy'
  static override readonly params = params(
    {
      entry: whole({ default: 20, min: 2, about: 'bars of the channel whose break opens a position, the current one not counted' }),
      exit: whole({ default: 10, min: 2, about: 'bars of the channel whose break on the other side closes it' }),
      side: choice({ of: ['both', 'long', 'short'], default: 'both', about: 'which positions may be opened' }),
    },
    { 'exit must not be larger than entry': ({ entry, exit }) => exit <= entry },
  )

  private readonly outer = this.use(donchian, { period: this.params.entry, offset: 1 })
  private readonly inner = this.use(donchian, { period: this.params.exit, offset: 1 })

  protected override decide(): number {
    const { side } = this.params
    const price = this.close.value
    if (side !== 'short' && price > this.outer.upper.value) return 1
    if (side !== 'long' && price < this.outer.lower.value) return -1
    if (this.held > 0 && price < this.inner.lower.value) return 0
    if (this.held < 0 && price > this.inner.upper.value) return 0
    return this.held
  }
}
