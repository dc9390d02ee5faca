import { defineIndicator } from './indicator.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/**
 * Simple moving average: the mean of the last `period` values.
 *
 * Sums are put together from blocks and never subtracted: unlike a running sum they cannot drift, whatever the prices.
 *
 * First value on bar `period - 1`. Agrees with TA-Lib `SMA`.
 *
 * @example
 * ```ts
 * import { sma } from 'peak-trade'
 *
 * sma(Float64Array.of(1, 2, 3, 4), { period: 2 }) // NaN, 1.5, 2.5, 3.5
 * ```
 */
export const sma = defineIndicator({
  id: 'sma',
  inputs: ['close'],
  outputs: ['value'],
  params: { period: { default: 20, min: 1, integer: true } },
  warmup: ({ period }) => period - 1,
  start: ({ period }) => {
    const sum = windowSum(period)
    return close => sum(close) / period
  },
  fill: ({ period }, [out], close) => fillWindowSums(close, period, out, period),
})
