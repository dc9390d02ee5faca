import { emaKeep, exponentialAverage, fillExponentialAverage } from './exponential-average.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Exponential moving average: each new value counts `2 / (period + 1)`, the average so far the rest.
 *
 * Seed: the mean of the first `period` values. First value on bar `period - 1`. Agrees with TA-Lib `EMA`; pandas'
 * `ewm(adjust=False)` starts from the first value instead and differs at the beginning.
 *
 * @example
 * ```ts
 * import { ema } from 'peak-trade'
 *
 * ema(Float64Array.of(1, 3, 5, 7), { period: 3 }) // NaN, NaN, 3, 5
 * ```
 */
export const ema = defineIndicator({
  id: 'ema',
  inputs: ['close'],
  outputs: ['value'],
  params: { period: { default: 20, min: 1, integer: true } },
  warmup: ({ period }) => period - 1,
  start: ({ period }) => exponentialAverage(period, emaKeep(period)),
  fill: ({ period }, [out], close) => fillExponentialAverage(close, out, { period, keep: emaKeep(period) }),
})
