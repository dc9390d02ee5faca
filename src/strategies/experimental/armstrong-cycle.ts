import { flag, params, whole } from '../param.ts'
import { Strategy } from '../strategy.ts'
import { day, startOfDay } from './day-param.ts'
import { dayOfCycle, isNear } from './economic-cycle.ts'

/**
 * Follows the calendar of Armstrong's Economic Confidence Model: long in the half of the 8.6 years in which confidence is said to rise (from
 * trough to peak), out or short in the other half, and out within `eventDays` of a peak or a trough. Prices play no part.
 *
 * The phase comes from the time of the bars; a peak on `reference`, the trough half a cycle later. Peak_Trade had the phase and the window
 * around a peak, but its rule was a stub that never traded; this rule is ours. An idea to test and not one that has passed a test: since
 * 1929 there have been eleven such cycles. Source: Armstrong, The Business Cycle and the Future, 1999.
 *
 * @example
 * ```ts
 * import { ArmstrongCycle, backtest, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 3200, timeframe: '1d', start: Date.UTC(2016, 0, 1) })
 * backtest(ArmstrongCycle, bars, { params: { eventDays: 30 } }).summary.trades // 1
 * ```
 */
export class ArmstrongCycle extends Strategy<typeof ArmstrongCycle.params> {
  static override readonly id = 'armstrong_cycle'
  static override readonly title = 'Economic confidence cycle (Armstrong)'
  static override readonly tier = 'r_and_d'
  static override readonly params = params(
    {
      cycleDays: whole({ default: 3141, min: 30, about: 'days from peak to peak' }),
      eventDays: whole({ default: 90, min: 0, about: 'days before and after a peak or trough to stand aside' }),
      reference: day({ default: '2015-10-01', about: 'a day on which the cycle peaked' }),
      shorts: flag({ default: false, about: 'short while confidence falls, instead of out' }),
    },
    { 'eventDays must be smaller than a quarter of cycleDays': ({ cycleDays, eventDays }) => eventDays < cycleDays / 4 },
  )

  private readonly reference = startOfDay(this.params.reference)

  protected override decide(): number {
    const { cycleDays, eventDays, shorts } = this.params
    const cycleDay = dayOfCycle(this.time.value, { reference: this.reference, cycleDays })
    const fromTrough = Math.abs(cycleDay - cycleDays / 2)
    if (isNear(cycleDay, { cycleDays, eventDays }) || fromTrough < eventDays) return 0
    if (2 * cycleDay >= cycleDays) return 1
    return shorts ? -1 : 0
  }
}
