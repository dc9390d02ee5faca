import { AutocorrelationSpectrum } from './autocorrelation-spectrum.ts'
import { highPassing } from './high-passing.ts'
import { defineIndicator } from './indicator.ts'
import { superSmoothing } from './super-smoothing.ts'

/**
 * Length of the dominant cycle in bars, between `short` and `long`, from the spectrum of the autocorrelation. Slower to
 * calculate than {@link dominantCycle}, and less easily fooled.
 *
 * A {@link roofingFilter} from `short` to `long`; the correlation of its last `average` values with those 3 to `long` bars
 * before; the power of every cycle in these correlations, squared and smoothed (0.2 for the newest bar); the mean cycle,
 * weighted with the powers that reach half of the largest, which is remembered and fades by 0.5 % a bar. Where no power
 * does, the last value stays; NaN until prices have moved. First value on bar `2 * long + average - 2`. Work per bar grows
 * with `long²`: 2 to 4 µs for the defaults. Source: Ehlers, Cycle Analytics for Traders, 2013.
 *
 * @throws {@link ConfigError} `indicator/param` when `short` is not smaller than `long`.
 *
 * @example
 * ```ts
 * import { autocorrelationCycle } from 'peak-trade'
 *
 * const wave = Float64Array.from({ length: 300 }, (_, i) => 100 + Math.sin((2 * Math.PI * i) / 20))
 * Math.round(autocorrelationCycle(wave)[299]) // 20
 * ```
 */
export const autocorrelationCycle = defineIndicator({
  id: 'autocorrelation_cycle',
  inputs: ['close'],
  outputs: ['value'],
  params: {
    short: { default: 10, min: 4, integer: true },
    long: { default: 48, min: 5, integer: true },
    average: { default: 3, min: 2, integer: true },
  },
  check: ({ short, long }) => (short < long ? undefined : `short is ${short}, it must be smaller than long, which is ${long}`),
  warmup: ({ long, average }) => 2 * long + average - 2,
  start: ({ short, long, average }) => {
    const high = highPassing(long)
    const smooth = superSmoothing(short)
    const spectrum = new AutocorrelationSpectrum({ short, long, average })
    const first = 2 * long + average - 2
    let bar = 0
    return close => {
      const swing = smooth(high(close))
      // Until the filter has seen its own period, its values are mostly its start.
      if (bar >= long - 1) spectrum.take(swing)
      if (bar < first) {
        bar++
        return Number.NaN
      }
      return spectrum.cycle()
    }
  },
})
