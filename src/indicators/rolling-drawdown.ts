import { finiteRatio } from './finite-ratio.ts'
import { defineIndicator } from './indicator.ts'
import { fillWindowExtremes, windowExtreme } from './window-extreme.ts'

/**
 * Drawdown: how far the value lies below the highest of the last `period` values, the current one included; a positive
 * fraction (0.2 is 20 % below), 0 at a new high.
 *
 * `(highest - value) / highest`; NaN where the highest is 0. First value on bar `period - 1`.
 *
 * @example
 * ```ts
 * import { rollingDrawdown } from 'peak-trade'
 *
 * rollingDrawdown(Float64Array.of(100, 80, 60), { period: 2 }) // NaN, 0.2, 0.25
 * ```
 */
export const rollingDrawdown = defineIndicator({
  id: 'rolling_drawdown',
  inputs: ['close'],
  outputs: ['value'],
  params: { period: { default: 100, min: 1, integer: true } },
  warmup: ({ period }) => period - 1,
  start: ({ period }) => {
    const highest = windowExtreme(period, 1)
    return close => {
      const high = highest(close)
      return finiteRatio(high - close, high)
    }
  },
  fill: ({ period }, [out], close) => {
    fillWindowExtremes(close, out, { period, side: 1 })
    for (let i = period - 1; i < close.length; i++) out[i] = finiteRatio(out[i] - close[i], out[i])
  },
})
