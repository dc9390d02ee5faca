import { autocorrelationCycle } from '../../indicators/autocorrelation-cycle.ts'
import { dominantCycle } from '../../indicators/dominant-cycle.ts'
import { highPassing } from '../../indicators/high-passing.ts'
import { defineIndicator } from '../../indicators/indicator.ts'
import { superSmoothing } from '../../indicators/super-smoothing.ts'
import { windowSum } from '../../indicators/window-sum.ts'
import { butterworth } from './butterworth.ts'

/** Smoothers by number: the super smoother, and Butterworth filters of two and three poles. */
const SMOOTHERS: readonly ((period: number) => (value: number) => number)[] = [
  superSmoothing,
  period => butterworth({ period, poles: 2 }),
  period => butterworth({ period, poles: 3 }),
]

/**
 * The part of a series that swings with its dominant cycle: its length in bars (`period`), the swing itself (`wave`, in the unit of the
 * input), the same a quarter of a cycle ahead (`lead`), and which share of all swings up to `longest` bars it makes up (`strength`, 0 to 1).
 *
 * A smoother of period `shortest` (`smoother` 0: super smoother; 1 and 2: Butterworth filters of two and three poles) and a high-pass filter
 * of period `longest` leave all swings, `x`; a band-pass filter around the dominant cycle leaves those of its length: with `b = cos(2 pi /
 * period)`, `g = 1 / cos(2 pi * bandwidth / period)` and `a = g - sqrt(g² - 1)`, `wave = (1 - a) / 2 * (x - x2) + b * (1 + a) * wave1 - a *
 * wave2`. `lead` is `(wave - wave1) * period / (2 pi)`. `strength` is the sum of squares of `wave` over that of `x`, both over `lookback`
 * bars; without the high-pass filter a trend would look like a cycle. The cycle comes from {@link dominantCycle} (`hilbert` 1) or
 * {@link autocorrelationCycle} (0), kept between `shortest` and `longest`. Source: Ehlers, Cycle Analytics for Traders, 2013 (band-pass
 * filter, adaptive tuning); Rocket Science for Traders, 2001 (phase from a wave and its quadrature).
 *
 * @throws {@link ConfigError} `indicator/param` when `shortest` is not smaller than `longest`.
 *
 * @example
 * ```ts
 * import { adaptiveBandPass } from 'peak-trade'
 *
 * const wave = Float64Array.from({ length: 400 }, (_, i) => 100 + Math.sin((2 * Math.PI * i) / 20))
 * Math.round(adaptiveBandPass(wave).period[399]) // 20
 * adaptiveBandPass(wave).strength[399] > 0.8 // true
 * ```
 */
export const adaptiveBandPass = defineIndicator({
  id: 'adaptive_band_pass',
  inputs: ['close'],
  outputs: ['period', 'wave', 'lead', 'strength'],
  params: {
    shortest: { default: 6, min: 4, integer: true },
    longest: { default: 50, min: 5, integer: true },
    bandwidth: { default: 0.3, min: 0.01, max: 0.9 },
    lookback: { default: 100, min: 2, integer: true },
    hilbert: { default: 1, min: 0, max: 1, integer: true },
    smoother: { default: 0, min: 0, max: 2, integer: true },
  },
  check: ({ shortest, longest }) =>
    shortest < longest ? undefined : `shortest is ${shortest}, it must be smaller than longest, which is ${longest}`,
  warmup: ({ shortest, longest, lookback, hilbert }) => cycleWarmup({ shortest, longest, hilbert }) + lookback - 1,
  start: ({ shortest, longest, bandwidth, lookback, hilbert, smoother }) => {
    const cycle = hilbert === 1 ? dominantCycle.start({}) : autocorrelationCycle.start({ short: shortest, long: longest, average: 3 })
    const first = cycleWarmup({ shortest, longest, hilbert })
    const smooth = SMOOTHERS[smoother](shortest)
    const detrend = highPassing(longest)
    const waves = windowSum(lookback)
    const swings = windowSum(lookback)
    const result = [Number.NaN, Number.NaN, Number.NaN, Number.NaN]
    let bar = 0
    let [swing1, swing2, wave1, wave2] = [0, 0, 0, 0]
    return close => {
      const found = cycle(close, close, close, close) as number
      const swing = detrend(smooth(close))
      // A cycle that is not known, as where prices never moved, is the longest.
      const period = found === found ? Math.max(shortest, Math.min(found, longest)) : longest
      const turn = Math.cos((2 * Math.PI) / period)
      const sharpness = 1 / Math.cos((2 * Math.PI * bandwidth) / period)
      const keep = sharpness - Math.sqrt(sharpness * sharpness - 1)
      const wave = 0.5 * (1 - keep) * (swing - swing2) + turn * (1 + keep) * wave1 - keep * wave2
      const lead = ((wave - wave1) * period) / (2 * Math.PI)
      swing2 = swing1
      swing1 = swing
      wave2 = wave1
      wave1 = wave
      if (bar++ < first) return result
      const part = waves(wave * wave)
      const all = swings(swing * swing)
      if (all !== all) return result
      result[0] = period
      result[1] = wave
      result[2] = lead
      result[3] = all > 0 ? Math.min(1, part / all) : 0
      return result
    }
  },
})

function cycleWarmup({ shortest, longest, hilbert }: { shortest: number; longest: number; hilbert: number }): number {
  return hilbert === 1 ? dominantCycle.warmup({}) : autocorrelationCycle.warmup({ short: shortest, long: longest, average: 3 })
}
