import { defineIndicator } from './indicator.ts'
import { fillWindowExtremes, windowExtreme } from './window-extreme.ts'

/**
 * The highest of the last `period` values, the current bar included. Exact.
 *
 * First value on bar `period - 1`. Agrees with TA-Lib `MAX`. For "a new high", compare with the bars before:
 * {@link donchian} with `offset: 1`.
 *
 * @example
 * ```ts
 * import { highest } from 'peak-trade'
 *
 * highest(Float64Array.of(3, 1, 2), { period: 2 }) // NaN, 3, 2
 * ```
 */
export const highest = defineIndicator({
  id: 'highest',
  inputs: ['close'],
  outputs: ['value'],
  params: { period: { default: 20, min: 1, integer: true } },
  warmup: ({ period }) => period - 1,
  start: ({ period }) => windowExtreme(period, 1),
  fill: ({ period }, [out], close) => fillWindowExtremes(close, out, { period, side: 1 }),
})
