import { defineIndicator } from './indicator.ts'
import { fillWindowExtremes, windowExtreme } from './window-extreme.ts'

/**
 * The lowest of the last `period` values, the current bar included. Exact.
 *
 * First value on bar `period - 1`. Agrees with TA-Lib `MIN`. For "a new low", compare with the bars before:
 * {@link donchian} with `offset: 1`.
 *
 * @example
 * ```ts
 * import { lowest } from 'peak-trade'
 *
 * lowest(Float64Array.of(3, 1, 2), { period: 2 }) // NaN, 1, 1
 * ```
 */
export const lowest = defineIndicator({
  id: 'lowest',
  inputs: ['close'],
  outputs: ['value'],
  params: { period: { default: 20, min: 1, integer: true } },
  warmup: ({ period }) => period - 1,
  start: ({ period }) => windowExtreme(period, -1),
  fill: ({ period }, [out], close) => fillWindowExtremes(close, out, { period, side: -1 }),
})
