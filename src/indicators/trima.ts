import { defineIndicator } from './indicator.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/**
 * Triangular moving average: a simple average of a simple average, so that the middle of the last `period` values counts
 * most. In the unit of the input.
 *
 * Both averages are over `(period + 1) / 2` values; for an even `period` over `period / 2` and one more. First value on bar
 * `period - 1`. Agrees with TA-Lib `TRIMA`.
 *
 * @example
 * ```ts
 * import { trima } from 'peak-trade'
 *
 * trima(Float64Array.of(1, 2, 7), { period: 3 }) // NaN, NaN, 3
 * ```
 */
export const trima = defineIndicator({
  id: 'trima',
  inputs: ['close'],
  outputs: ['value'],
  params: { period: { default: 30, min: 1, integer: true } },
  warmup: ({ period }) => period - 1,
  start: ({ period }) => {
    const [inner, outer] = halves(period)
    const first = windowSum(inner)
    const second = windowSum(outer)
    return close => {
      const average = first(close) / inner
      return average === average ? second(average) / outer : Number.NaN
    }
  },
  fill: ({ period }, [out], close) => {
    const [inner, outer] = halves(period)
    const averages = new Float64Array(close.length)
    fillWindowSums(close, inner, averages, inner)
    fillWindowSums(averages.subarray(inner - 1), outer, out.subarray(inner - 1), outer)
  },
})

function halves(period: number): [inner: number, outer: number] {
  const inner = Math.ceil(period / 2)
  return [inner, period + 1 - inner]
}
