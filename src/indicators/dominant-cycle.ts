import { CYCLE_START, CYCLE_WARMUP, HilbertCycle } from './hilbert-cycle.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Length of the dominant cycle in bars, from 6 to 50, by Ehlers' homodyne discriminator.
 *
 * Smoothed, so it needs some dozen bars to find a cycle; where prices do not move it stays where it is, without meaning.
 * Waves of 6 bars and less are too fast for it. First value on bar 32. Agrees with TA-Lib `HT_DCPERIOD`; Ehlers feeds it
 * with `(high + low) / 2`. Source: Ehlers, Rocket Science for Traders, 2001.
 *
 * @example
 * ```ts
 * import { dominantCycle } from 'peak-trade'
 *
 * const wave = Float64Array.from({ length: 300 }, (_, i) => 100 + Math.sin((2 * Math.PI * i) / 20))
 * Math.round(dominantCycle(wave)[299]) // 20
 * ```
 */
export const dominantCycle = defineIndicator({
  id: 'dominant_cycle',
  inputs: ['close'],
  outputs: ['value'],
  params: {},
  warmup: () => CYCLE_WARMUP,
  start: () => {
    const cycle = new HilbertCycle(CYCLE_START)
    let bar = 0
    return close => {
      cycle.advance(close)
      return bar++ < CYCLE_WARMUP ? Number.NaN : cycle.smoothPeriod
    }
  },
})
