import type { Column } from '../base/column.ts'
import { defineIndicator } from './indicator.ts'
import { RecentValues } from './recent-values.ts'

/**
 * Fractal dimension of the last `period` values: 1 for a smooth line, 1.5 for a random walk, 2 for noise without any direction.
 *
 * Higuchi's: the length of the curve is measured with every `k`-th value, for `k` from 1 to `maxLag`; the dimension is the slope of
 * its logarithm against the logarithm of 1 / k. Every window is measured anew, which takes `maxLag` × `period` steps per bar. NaN where
 * the curve has no length. First value on bar `period - 1`. Source: Higuchi, Approach to an Irregular Time Series on the Basis of
 * the Fractal Theory, 1988.
 *
 * @throws {@link ConfigError} `indicator/param` when `period` is not larger than `2 * maxLag`.
 *
 * @example
 * ```ts
 * import { fractalDimension } from 'peak-trade'
 *
 * const line = Float64Array.from({ length: 40 }, (_, i) => i)
 * fractalDimension(line, { period: 40 })[39] // 1.000
 * ```
 */
export const fractalDimension = defineIndicator({
  id: 'fractal_dimension',
  inputs: ['close'],
  outputs: ['value'],
  params: {
    period: { default: 40, min: 5, integer: true },
    maxLag: { default: 8, min: 2, integer: true },
  },
  check: ({ period, maxLag }) =>
    period > 2 * maxLag ? undefined : `period is ${period}, it must be larger than twice maxLag, which is ${maxLag}`,
  warmup: ({ period }) => period - 1,
  start: ({ period, maxLag }) => {
    const weights = slopeWeights(maxLag)
    const window = new RecentValues(period)
    return close => {
      window.add(close)
      return window.full ? dimension(window.values, window.start, period, weights) : Number.NaN
    }
  },
  fill: ({ period, maxLag }, [out], close) => {
    const weights = slopeWeights(maxLag)
    for (let i = period - 1, start = 0; i < close.length; i++, start++) out[i] = dimension(close, start, period, weights)
  },
})

/** What each value counts in the slope of a line through values at -ln 1, -ln 2, -ln 3, … */
function slopeWeights(maxLag: number): Float64Array {
  const places = Float64Array.from({ length: maxLag }, (_, k) => -Math.log(k + 1))
  const center = places.reduce((sum, place) => sum + place, 0) / maxLag
  const spread = places.reduce((sum, place) => sum + (place - center) * (place - center), 0)
  return places.map(place => (place - center) / spread)
}

function dimension(values: Column, start: number, period: number, weights: Float64Array): number {
  const last = start + period - 1
  let slope = 0
  for (let lag = 1; lag <= weights.length; lag++) {
    let lengths = 0
    for (let offset = 0; offset < lag; offset++) {
      let way = 0
      let steps = 0
      for (let i = start + offset + lag; i <= last; i += lag) {
        way += Math.abs(values[i] - values[i - lag])
        steps++
      }
      lengths += way / steps
    }
    slope += weights[lag - 1] * Math.log((lengths * (period - 1)) / (lag * lag * lag))
  }
  return slope - slope === 0 ? slope : Number.NaN
}
