import { CyclePhase, sineOf } from './cycle-phase.ts'
import { HilbertCycle, PHASE_START, PHASE_WARMUP } from './hilbert-cycle.ts'
import { defineIndicator } from './indicator.ts'

/**
 * The sine of the phase of the dominant cycle and, 45 degrees ahead, `leadSine`; both from -1 to 1. In a market that swings
 * the two cross shortly before its turns, in a trend they run side by side.
 *
 * Without meaning where prices do not move. First values on bar 63. Agrees with TA-Lib `HT_SINE`. Source: Ehlers, Rocket
 * Science for Traders, 2001.
 *
 * @example
 * ```ts
 * import { sineWave, syntheticBars } from 'peak-trade'
 *
 * const { sine, leadSine } = sineWave(syntheticBars({ seed: 1, length: 100 }))
 * leadSine[99] > sine[99] // on the way up?
 * ```
 */
export const sineWave = defineIndicator({
  id: 'sine_wave',
  inputs: ['close'],
  outputs: ['sine', 'leadSine'],
  params: {},
  warmup: () => PHASE_WARMUP,
  start: () => {
    const cycle = new HilbertCycle(PHASE_START)
    const phase = new CyclePhase()
    const result = [Number.NaN, Number.NaN]
    let bar = 0
    return close => {
      if (cycle.advance(close)) phase.advance(cycle.smooth, cycle.smoothPeriod)
      if (bar++ < PHASE_WARMUP) return result
      result[0] = sineOf(phase.degrees)
      result[1] = sineOf(phase.degrees + 45)
      return result
    }
  },
})
