import { choice, decimal, flag, params, whole } from '../param.ts'
import { Strategy } from '../strategy.ts'
import { flowPressure } from './flow-pressure.ts'

/**
 * Trades on what past order flow still does to the price: where the pressure of signed volume is unusually large (`entry` times usual) and
 * returns have been seen to follow it (correlation beyond `minResponse`) or to turn against it (below its negative), it expects the same
 * of the next bars. Out when the expectation turns or the response fades.
 *
 * No order book and no trade signs are in bars: the flow is guessed from how far a bar moved and how much was traded, so that the response
 * also holds whatever else makes returns repeat or turn back. In Peak_Trade this was a skeleton without a rule. Its order-book parameter is
 * gone, its threshold is now in units of the usual pressure, its liquidity filter is the mean turnover per bar. Sources: Bouchaud,
 * Gefen, Potters and Wyart, Fluctuations and Response in Financial Markets, 2004; see {@link flowPressure}.
 *
 * @example
 * ```ts
 * import { backtest, BouchaudMicrostructure, syntheticBars } from 'peak-trade'
 *
 * backtest(BouchaudMicrostructure, syntheticBars({ seed: 1, length: 1000 }), { params: { entry: 1.5 } }).summary.trades
 * ```
 */
export class BouchaudMicrostructure extends Strategy<typeof BouchaudMicrostructure.params> {
  static override readonly id = 'bouchaud_microstructure'
  static override readonly title = 'Order-flow pressure (Bouchaud)'
  static override readonly tier = 'r_and_d'
  static override readonly params = params({
    signs: choice({ of: ['bulk', 'tick'], default: 'bulk', about: 'what is bought: a share by the size of the move, or all by its sign' }),
    period: whole({ default: 20, min: 2, about: 'bars of usual volume and volatility' }),
    memory: whole({ default: 30, min: 1, about: 'bars for which flow is remembered' }),
    lookback: whole({ default: 100, min: 2, about: 'bars over which the response of returns is measured' }),
    decay: decimal({ default: 0.5, min: 0.01, max: 2, about: 'exponent with which impact fades' }),
    volumePower: decimal({ default: 0.5, min: 0, max: 1, about: 'exponent with which impact grows with volume' }),
    entry: decimal({ default: 1, min: 0, about: 'pressure at which to enter, in units of the usual one' }),
    minResponse: decimal({ default: 0.1, min: 0, max: 1, about: 'least correlation of returns with the pressure before them' }),
    minTurnover: decimal({ default: 0, min: 0, about: 'least mean turnover of a bar, in quote currency' }),
    longOnly: flag({ default: false, about: 'never go short' }),
  })

  private readonly flow = this.use(flowPressure, {
    period: this.params.period,
    memory: this.params.memory,
    lookback: this.params.lookback,
    decay: this.params.decay,
    volumePower: this.params.volumePower,
    tick: Number(this.params.signs === 'tick'),
  })

  protected override decide(): number {
    const { entry, minResponse, minTurnover, longOnly } = this.params
    const response = this.flow.response.value
    const pressure = this.flow.pressure.value
    const side = Math.sign(pressure) * Math.sign(response)
    if (Math.abs(response) < minResponse || this.flow.turnover.value < minTurnover || (longOnly && side < 0)) return 0
    if (Math.abs(pressure) >= entry) return side + 0
    return side === this.held ? side : 0
  }
}
