import { defineIndicator } from './indicator.ts'
import { previousValue } from './previous-value.ts'

/**
 * Momentum: the value less the value `period` bars before, in the unit of the input.
 *
 * First value on bar `period`. Agrees with TA-Lib `MOM`.
 *
 * @example
 * ```ts
 * import { momentum } from 'peak-trade'
 *
 * momentum(Float64Array.of(100, 110, 99), { period: 1 }) // NaN, 10, -11
 * ```
 */
export const momentum = defineIndicator({
  id: 'momentum',
  inputs: ['close'],
  outputs: ['value'],
  params: { period: { default: 10, min: 1, integer: true } },
  warmup: ({ period }) => period,
  start: ({ period }) => {
    const before = previousValue(period)
    return close => close - before(close)
  },
  fill: ({ period }, [out], close) => {
    for (let i = period, j = 0; i < close.length; i++, j++) out[i] = close[i] - close[j]
  },
})
