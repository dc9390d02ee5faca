import { exponentialAverage, fillExponentialAverage, wilderKeep } from './exponential-average.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Wilder's moving average: each new value counts `1 / period`, the average so far the rest. Also called SMMA.
 *
 * Seed: the mean of the first `period` values. First value on bar `period - 1`. Source: Wilder, New Concepts in Technical
 * Trading Systems, 1978.
 *
 * @example
 * ```ts
 * import { rma } from 'peak-trade'
 *
 * rma(Float64Array.of(1, 3, 6, 2), { period: 2 }) // NaN, 2, 4, 3
 * ```
 */
export const rma = defineIndicator({
  id: 'rma',
  inputs: ['close'],
  outputs: ['value'],
  params: { period: { default: 14, min: 1, integer: true } },
  warmup: ({ period }) => period - 1,
  start: ({ period }) => exponentialAverage(period, wilderKeep(period)),
  fill: ({ period }, [out], close) => fillExponentialAverage(close, out, { period, keep: wilderKeep(period) }),
})
