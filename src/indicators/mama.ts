import { CYCLE_START, CYCLE_WARMUP, HilbertCycle } from './hilbert-cycle.ts'
import { defineIndicator } from './indicator.ts'

const DEGREES = 180 / Math.PI

/**
 * MESA adaptive moving average: `mama` follows fast when the phase of the dominant cycle moves slowly and slowly when it
 * moves fast; `fama` follows `mama` with half its weight. Both in the unit of the input. They cross rarely, at turns of the
 * trend.
 *
 * The weight of the newest value is `fast` divided by the degrees that the phase has moved back, between `slow` and `fast`.
 * Seed: the value of bar 12. First values on bar 32. TA-Lib `MAMA` starts both averages from 0 and comes to the same numbers
 * as that is forgotten. Ehlers feeds it with `(high + low) / 2`. Source: Ehlers, MESA Adaptive Moving Averages, 2001.
 *
 * @throws {@link ConfigError} `indicator/param` when `slow` is above `fast`.
 *
 * @example
 * ```ts
 * import { mama, syntheticBars } from 'peak-trade'
 *
 * const average = mama(syntheticBars({ seed: 1, length: 100 }))
 * average.mama[99] > average.fama[99] // a trend upward?
 * ```
 */
export const mama = defineIndicator({
  id: 'mama',
  inputs: ['close'],
  outputs: ['mama', 'fama'],
  params: {
    fast: { default: 0.5, min: 0.01, max: 1 },
    slow: { default: 0.05, min: 0.001, max: 1 },
  },
  check: ({ fast, slow }) => (slow <= fast ? undefined : `slow is ${slow}, it must not be above fast, which is ${fast}`),
  warmup: () => CYCLE_WARMUP,
  start: ({ fast, slow }) => {
    const cycle = new HilbertCycle(CYCLE_START)
    const result = [Number.NaN, Number.NaN]
    let bar = 0
    let phase = 0
    let average = Number.NaN
    let following = Number.NaN
    return close => {
      const isMeasured = cycle.advance(close)
      if (bar === CYCLE_START) {
        average = close
        following = close
      }
      const isKnown = bar++ >= CYCLE_WARMUP
      if (!isMeasured) return result
      const before = phase
      phase = cycle.inPhase === 0 ? 0 : Math.atan(cycle.quadrature / cycle.inPhase) * DEGREES
      const weight = Math.max(fast / Math.max(before - phase, 1), slow)
      average = close - (1 - weight) * (close - average)
      following = average - (1 - 0.5 * weight) * (average - following)
      if (isKnown) {
        result[0] = average
        result[1] = following
      }
      return result
    }
  },
})
