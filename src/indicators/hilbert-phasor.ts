import { CYCLE_START, CYCLE_WARMUP, HilbertCycle } from './hilbert-cycle.ts'
import { defineIndicator } from './indicator.ts'

/**
 * The two parts of the dominant cycle at right angles: `inPhase` and, a quarter of a cycle away, `quadrature`, both in the
 * unit of the input. Together they are a hand on a clock: `atan2(quadrature, inPhase)` is its angle, its length the
 * amplitude.
 *
 * Both go to 0 where prices do not move. First values on bar 32. Agrees with TA-Lib `HT_PHASOR`. Source: Ehlers, Rocket
 * Science for Traders, 2001.
 *
 * @example
 * ```ts
 * import { hilbertPhasor, syntheticBars } from 'peak-trade'
 *
 * const { inPhase, quadrature } = hilbertPhasor(syntheticBars({ seed: 1, length: 100 }))
 * Math.hypot(inPhase[99], quadrature[99]) // how large is the cycle now?
 * ```
 */
export const hilbertPhasor = defineIndicator({
  id: 'hilbert_phasor',
  inputs: ['close'],
  outputs: ['inPhase', 'quadrature'],
  params: {},
  warmup: () => CYCLE_WARMUP,
  start: () => {
    const cycle = new HilbertCycle(CYCLE_START)
    const result = [Number.NaN, Number.NaN]
    let bar = 0
    return close => {
      cycle.advance(close)
      if (bar++ < CYCLE_WARMUP) return result
      result[0] = cycle.inPhase
      result[1] = cycle.quadrature
      return result
    }
  },
})
