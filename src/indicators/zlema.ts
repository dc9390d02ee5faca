import { emaKeep, exponentialAverage } from './exponential-average.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Zero-lag exponential moving average: the exponential average of what the value would be if it kept moving as it did over
 * the lag of that average. In the unit of the input.
 *
 * `ema(close + (close - close lag bars before), period)` with `lag = (period - 1) / 2`, rounded down. Seed: the mean of the first
 * `period` of those. First value on bar `lag + period - 1`; tulip starts from a single value and differs at the beginning. Source:
 * Ehlers and Way, Zero Lag (Well, Almost), 2010.
 *
 * @example
 * ```ts
 * import { zlema } from 'peak-trade'
 *
 * zlema(Float64Array.of(1, 2, 3, 4, 8), { period: 3 }) // NaN, NaN, NaN, 4, 8
 * ```
 */
export const zlema = defineIndicator({
  id: 'zlema',
  inputs: ['close'],
  outputs: ['value'],
  params: { period: { default: 20, min: 1, integer: true } },
  warmup: ({ period }) => lagOf(period) + period - 1,
  start: ({ period }) => {
    const lag = lagOf(period)
    const recent = new Float64Array(lag + 1).fill(Number.NaN)
    const average = exponentialAverage(period, emaKeep(period))
    let at = 0
    return close => {
      recent[at] = close
      at = at === lag ? 0 : at + 1
      const before = recent[at]
      return before === before ? average(close + (close - before)) : Number.NaN
    }
  },
  fill: ({ period }, [out], close) => {
    const lag = lagOf(period)
    const keep = emaKeep(period)
    const seed = exponentialAverage(period, keep)
    const seeded = lag + period - 1
    if (close.length <= seeded) return
    let average = Number.NaN
    for (let i = lag; i <= seeded; i++) average = seed(close[i] + (close[i] - close[i - lag]))
    out[seeded] = average
    for (let i = seeded + 1; i < close.length; i++) {
      const value = close[i] + (close[i] - close[i - lag])
      average = value - keep * (value - average)
      out[i] = average
    }
  },
})

function lagOf(period: number): number {
  return Math.floor((period - 1) / 2)
}
