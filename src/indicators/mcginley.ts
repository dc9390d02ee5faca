import { defineIndicator } from './indicator.ts'

/**
 * McGinley dynamic: a moving average that follows a falling market faster than a rising one. In the unit of the input.
 *
 * Each bar it goes `(close - before) / (factor * period * (close / before)⁴)` from the value before, and never past the close:
 * a divisor below 1 counts as 1, which only a fall of tens of percent within a bar makes a difference for. Begins from the first
 * close; first value on bar 1. While it stands at 0 there is no ratio and it goes to the close. Agrees with Stock.Indicators.
 * Source: McGinley 1990.
 *
 * @example
 * ```ts
 * import { mcginley } from 'peak-trade'
 *
 * mcginley(Float64Array.of(10, 20), { period: 5, factor: 1 }) // NaN, 10.125
 * ```
 */
export const mcginley = defineIndicator({
  id: 'mcginley',
  inputs: ['close'],
  outputs: ['value'],
  params: {
    period: { default: 14, min: 1, integer: true },
    factor: { default: 0.6, min: 0.01 },
  },
  warmup: () => 1,
  start: ({ period, factor }) => {
    const slowness = factor * period
    let average = Number.NaN
    return close => {
      if (average !== average) {
        average = close
        return Number.NaN
      }
      average = follow(average, close, slowness)
      return average
    }
  },
  fill: ({ period, factor }, [out], close) => {
    const slowness = factor * period
    let average = close[0]
    for (let i = 1; i < close.length; i++) {
      average = follow(average, close[i], slowness)
      out[i] = average
    }
  },
})

function follow(average: number, close: number, slowness: number): number {
  if (average === 0) return close
  const ratio = close / average
  const square = ratio * ratio
  const divisor = slowness * square * square
  return divisor >= 1 ? average + (close - average) / divisor : close
}
