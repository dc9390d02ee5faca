import { defineIndicator } from './indicator.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/**
 * Qstick: the simple average of `close - open` over `period` bars, in the unit of the prices. Positive while bars close above
 * their opens.
 *
 * First value on bar `period - 1`. Agrees with tulip `qstick`. Source: Chande and Kroll, The New Technical Trader, 1994.
 *
 * @example
 * ```ts
 * import { qstick } from 'peak-trade'
 *
 * qstick({ open: Float64Array.of(5, 7), close: Float64Array.of(8, 6) }, { period: 2 }) // NaN, 1
 * ```
 */
export const qstick = defineIndicator({
  id: 'qstick',
  inputs: ['open', 'close'],
  outputs: ['value'],
  params: { period: { default: 8, min: 1, integer: true } },
  warmup: ({ period }) => period - 1,
  start: ({ period }) => {
    const sum = windowSum(period)
    return (open, close) => sum(close - open) / period
  },
  fill: ({ period }, [out], open, close) => {
    const bodies = new Float64Array(close.length)
    for (let i = 0; i < close.length; i++) bodies[i] = close[i] - open[i]
    fillWindowSums(bodies, period, out, period)
  },
})
