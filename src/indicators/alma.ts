import type { Column } from '../base/column.ts'
import { defineIndicator } from './indicator.ts'
import { RecentValues } from './recent-values.ts'

/**
 * Arnaud Legoux moving average: the mean of the last `period` values under a bell curve. In the unit of the input.
 *
 * The bell stands at `offset` of the window (0 the oldest value, 1 the newest) and is `period / sigma` bars wide: a later bell
 * lags less, a larger `sigma` smooths less. First value on bar `period - 1`. Agrees with Stock.Indicators; tulip
 * rounds the place of the bell down to a bar. Source: Legoux and Kouzis-Loukas 2009.
 *
 * @example
 * ```ts
 * import { alma } from 'peak-trade'
 *
 * alma(Float64Array.of(1, 2, 3), { period: 3, offset: 0.5 }) // NaN, NaN, 2
 * ```
 */
export const alma = defineIndicator({
  id: 'alma',
  inputs: ['close'],
  outputs: ['value'],
  params: {
    period: { default: 9, min: 1, integer: true },
    offset: { default: 0.85, min: 0, max: 1 },
    sigma: { default: 6, min: 0.01, max: 100 },
  },
  warmup: ({ period }) => period - 1,
  start: ({ period, offset, sigma }) => {
    const weights = bellWeights(period, offset, sigma)
    const recent = new RecentValues(period)
    return close => {
      recent.add(close)
      return recent.full ? weigh(recent.values, recent.start, weights) : Number.NaN
    }
  },
  fill: ({ period, offset, sigma }, [out], close) => {
    const weights = bellWeights(period, offset, sigma)
    for (let i = period - 1, from = 0; i < close.length; i++, from++) out[i] = weigh(close, from, weights)
  },
})

/** Weights of the window from its oldest value on; they add up to 1. */
function bellWeights(period: number, offset: number, sigma: number): Float64Array {
  const center = offset * (period - 1)
  // The weight nearest to the center is 1 whatever the width, so that their sum cannot vanish.
  const nearest = Math.round(center) - center
  const width = period / sigma
  const weights = Float64Array.from({ length: period }, (_, j) =>
    Math.exp(((nearest - (j - center)) * (nearest + (j - center))) / (2 * width * width)),
  )
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map(weight => weight / total)
}

/** The weighted mean as the newest value plus weighted distances from it, exact where values do not move. */
function weigh(values: Column, from: number, weights: Float64Array): number {
  const last = weights.length - 1
  const newest = values[from + last]
  let sum = 0
  for (let j = 0; j < last; j++) sum += weights[j] * (values[from + j] - newest)
  return newest + sum
}
