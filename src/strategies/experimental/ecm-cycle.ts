import { sma } from '../../indicators/sma.ts'
import { decimal, params, whole } from '../param.ts'
import { Strategy } from '../strategy.ts'
import { day, startOfDay } from './day-param.ts'
import { dayOfCycle } from './economic-cycle.ts'

/**
 * Long when the calendar stands near a quarter of the 8.6-year cycle and the price is above its average; out when the quarter is past or the
 * price falls below.
 *
 * Nearness is `1 - distance / width`, the distance to the nearest quarter as a fraction of the cycle; a long begins above `threshold` and
 * ends below half of it. Peak_Trade's rule with its numbers. There it failed on times with a zone, sold on the first bar, and counted
 * closes as bullish before the average was known; its parameter `use_pi_harmonics` did nothing and is gone. Source of the cycle:
 * Armstrong, The Business Cycle and the Future, 1999.
 *
 * @example
 * ```ts
 * import { backtest, EcmCycle, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 1500, timeframe: '1d', start: Date.UTC(2020, 0, 18) })
 * backtest(EcmCycle, bars, { params: { lookback: 50 } }).summary.trades
 * ```
 */
export class EcmCycle extends Strategy<typeof EcmCycle.params> {
  static override readonly id = 'ecm_cycle'
  static override readonly title = 'Economic confidence cycle with trend'
  static override readonly tier = 'r_and_d'
  static override readonly params = params({
    cycleDays: whole({ default: 3141, min: 30, about: 'days of the cycle' }),
    reference: day({ default: '2020-01-18', about: 'a day on which a cycle began' }),
    threshold: decimal({ default: 0.6, min: 0, max: 1, about: 'nearness to a quarter above which a long begins; half of it ends it' }),
    width: decimal({ default: 0.05, min: 0.001, max: 0.125, about: 'fraction of the cycle at which nearness has fallen to 0' }),
    lookback: whole({ default: 100, min: 2, about: 'bars of the average' }),
  })

  private readonly average = this.use(sma, { period: this.params.lookback })
  private readonly reference = startOfDay(this.params.reference)

  protected override decide(): number {
    const { cycleDays, threshold, width } = this.params
    const quarters = (4 * dayOfCycle(this.time.value, { reference: this.reference, cycleDays })) / cycleDays
    const nearness = Math.max(0, 1 - Math.abs(quarters - Math.round(quarters)) / (4 * width))
    const isBullish = this.close.value > this.average.value
    if (nearness > threshold && isBullish) return 1
    if (nearness < 0.5 * threshold || !isBullish) return 0
    return this.held
  }
}
