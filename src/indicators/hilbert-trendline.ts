import { CycleTrendline } from './cycle-trendline.ts'
import { HilbertCycle, PHASE_START, PHASE_WARMUP } from './hilbert-cycle.ts'
import { defineIndicator } from './indicator.ts'

/**
 * An average over exactly one dominant cycle, as the Hilbert transform measures it, so that the cycle cancels out and the
 * trend remains. In the unit of the input.
 *
 * Its length moves between 6 and 50 bars. First value on bar 63. Agrees with TA-Lib `HT_TRENDLINE`; {@link
 * instantaneousTrendline} is Ehlers' later filter without a cycle. Source: Ehlers, Rocket Science for Traders, 2001.
 *
 * @example
 * ```ts
 * import { hilbertTrendline } from 'peak-trade'
 *
 * hilbertTrendline(new Float64Array(64).fill(10))[63] // 10
 * ```
 */
export const hilbertTrendline = defineIndicator({
  id: 'hilbert_trendline',
  inputs: ['close'],
  outputs: ['value'],
  params: {},
  warmup: () => PHASE_WARMUP,
  start: () => {
    const cycle = new HilbertCycle(PHASE_START)
    const trendline = new CycleTrendline()
    let bar = 0
    return close => {
      trendline.take(close)
      const value = cycle.advance(close) ? trendline.advance(cycle.smoothPeriod) : Number.NaN
      return bar++ < PHASE_WARMUP ? Number.NaN : value
    }
  },
})
