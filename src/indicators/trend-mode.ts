import { CyclePhase, sineOf } from './cycle-phase.ts'
import { CycleTrendline } from './cycle-trendline.ts'
import { HilbertCycle, PHASE_START, PHASE_WARMUP } from './hilbert-cycle.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Does the market trend (1) or swing (0)?
 *
 * It swings during half a cycle after the lines of {@link sineWave} crossed, and while the phase moves on as fast as the
 * dominant cycle says (between 0.67 and 1.5 times); but it trends whenever the smoothed price is 1.5 % or more away from
 * {@link hilbertTrendline}. First value on bar 63. Agrees with TA-Lib `HT_TRENDMODE`, which says 0 before. Source: Ehlers,
 * Rocket Science for Traders, 2001.
 *
 * @example
 * ```ts
 * import { trendMode } from 'peak-trade'
 *
 * const rise = Float64Array.from({ length: 100 }, (_, i) => 100 * 1.01 ** i)
 * trendMode(rise)[99] // 1
 * ```
 */
export const trendMode = defineIndicator({
  id: 'trend_mode',
  inputs: ['close'],
  outputs: ['value'],
  params: {},
  warmup: () => PHASE_WARMUP,
  start: () => {
    const cycle = new HilbertCycle(PHASE_START)
    const phase = new CyclePhase()
    const trendline = new CycleTrendline()
    let bar = 0
    let sine = 0
    let leadSine = 0
    let barsSinceCrossing = 0
    return close => {
      trendline.take(close)
      if (!cycle.advance(close)) {
        bar++
        return Number.NaN
      }
      const period = cycle.smoothPeriod
      const phaseBefore = phase.degrees
      const sineBefore = sine
      const leadBefore = leadSine
      phase.advance(cycle.smooth, period)
      sine = sineOf(phase.degrees)
      leadSine = sineOf(phase.degrees + 45)
      const line = trendline.advance(period)
      let isTrend = true
      if ((sine > leadSine && sineBefore <= leadBefore) || (sine < leadSine && sineBefore >= leadBefore)) {
        barsSinceCrossing = 0
        isTrend = false
      }
      barsSinceCrossing++
      if (barsSinceCrossing < 0.5 * period) isTrend = false
      const turned = phase.degrees - phaseBefore
      const usual = 360 / period
      if (turned > 0.67 * usual && turned < 1.5 * usual) isTrend = false
      if (line !== 0 && Math.abs((cycle.smooth - line) / line) >= 0.015) isTrend = true
      return bar++ < PHASE_WARMUP ? Number.NaN : Number(isTrend)
    }
  },
})
