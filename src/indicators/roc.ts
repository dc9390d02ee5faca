import { finiteRatio } from './finite-ratio.ts'
import { defineIndicator } from './indicator.ts'
import { previousValue } from './previous-value.ts'

/**
 * Rate of change: how far the value moved in `period` bars, in percent of where it was (2 means 2 %).
 *
 * `100 * (value - before) / before`; NaN when the value before was 0. First value on bar `period`. Agrees with TA-Lib `ROC`.
 *
 * @example
 * ```ts
 * import { roc } from 'peak-trade'
 *
 * roc(Float64Array.of(100, 110, 99), { period: 1 }) // NaN, 10, -10
 * ```
 */
export const roc = defineIndicator({
  id: 'roc',
  inputs: ['close'],
  outputs: ['value'],
  params: { period: { default: 10, min: 1, integer: true } },
  warmup: ({ period }) => period,
  start: ({ period }) => {
    const before = previousValue(period)
    return close => {
      const from = before(close)
      return finiteRatio(100 * (close - from), from)
    }
  },
  fill: ({ period }, [out], close) => {
    for (let i = period, j = 0; i < close.length; i++, j++) out[i] = finiteRatio(100 * (close[i] - close[j]), close[j])
  },
})
