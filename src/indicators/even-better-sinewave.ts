import { fromBar } from './from-bar.ts'
import { defineIndicator } from './indicator.ts'
import { fillSuperSmoothing, superSmoothing } from './super-smoothing.ts'

/**
 * Even better sinewave: the swings of a series, brought to the range from -1 to 1 whatever their size. It stays near an end
 * while a trend lasts; crossing 0 is the signal.
 *
 * A high-pass filter of one pole with period `period`, then {@link superSmoother} of period `smooth`; the mean of the last 3
 * results, divided by the root of the mean of their squares. 0 where prices never moved. First value on bar `period - 1`.
 * Source: Ehlers, Cycle Analytics for Traders, 2013.
 *
 * @example
 * ```ts
 * import { evenBetterSinewave, syntheticBars } from 'peak-trade'
 *
 * evenBetterSinewave(syntheticBars({ seed: 1, length: 100 }))[99] > 0 // upward?
 * ```
 */
export const evenBetterSinewave = defineIndicator({
  id: 'even_better_sinewave',
  inputs: ['close'],
  outputs: ['value'],
  params: {
    period: { default: 40, min: 3, integer: true },
    smooth: { default: 10, min: 2, integer: true },
  },
  warmup: ({ period }) => period - 1,
  start: ({ period, smooth }) => {
    const { keep, gain } = weightsOf(period)
    const filter = superSmoothing(smooth)
    let before = Number.NaN
    let high = 0
    let wave1 = 0
    let wave2 = 0
    return fromBar(period - 1, close => {
      if (before === before) high = gain * (close - before) + keep * high
      before = close
      const wave = filter(high)
      const result = leveled(wave, wave1, wave2)
      wave2 = wave1
      wave1 = wave
      return result
    })
  },
  fill: ({ period, smooth }, [out], close) => {
    if (close.length < period) return
    const { keep, gain } = weightsOf(period)
    let high = 0
    out[0] = 0
    for (let i = 1; i < close.length; i++) {
      high = gain * (close[i] - close[i - 1]) + keep * high
      out[i] = high
    }
    fillSuperSmoothing(out, out, { period: smooth, first: 0 })
    for (let i = close.length - 1; i >= period - 1; i--) out[i] = leveled(out[i], out[i - 1], out[i - 2])
    out.fill(Number.NaN, 0, period - 1)
  },
})

/** The mean of three values in units of their root mean square, within -1 and 1 whatever rounding says. */
function leveled(a: number, b: number, c: number): number {
  const power = Math.sqrt((a * a + b * b + c * c) / 3)
  return power > 0 ? Math.max(-1, Math.min((a + b + c) / 3 / power, 1)) : 0
}

/** Ehlers' (1 - sin) / cos without its hole at 90 degrees. */
function weightsOf(period: number): { keep: number; gain: number } {
  const keep = Math.tan(Math.PI / 4 - Math.PI / period)
  return { keep, gain: (1 + keep) / 2 }
}
