import { finiteRatio } from './finite-ratio.ts'
import { defineIndicator } from './indicator.ts'
import { moneyFlow } from './money-flow.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/**
 * Chaikin money flow: which share of the volume of the last `period` bars came in (closes near the high) less which went out (closes
 * near the low), from -1 to 1.
 *
 * A bar without a range counts as no flow. NaN where nothing was traded in the window. First value on bar `period - 1`. Source:
 * Chaikin, about 1980.
 *
 * @example
 * ```ts
 * import { cmf } from 'peak-trade'
 *
 * cmf({
 *   high: Float64Array.of(12, 12),
 *   low: Float64Array.of(8, 8),
 *   close: Float64Array.of(12, 8),
 *   volume: Float64Array.of(300, 100),
 * }, { period: 2 }) // NaN, 0.5
 * ```
 */
export const cmf = defineIndicator({
  id: 'cmf',
  inputs: ['high', 'low', 'close', 'volume'],
  outputs: ['value'],
  params: { period: { default: 20, min: 1, integer: true } },
  warmup: ({ period }) => period - 1,
  start: ({ period }) => {
    const flows = windowSum(period)
    const volumes = windowSum(period)
    return (high, low, close, volume) => finiteRatio(flows(moneyFlow(high, low, close, volume)), volumes(volume))
  },
  fill: ({ period }, [out], high, low, close, volume) => {
    const { length } = close
    const flows = new Float64Array(length)
    for (let i = 0; i < length; i++) flows[i] = moneyFlow(high[i], low[i], close[i], volume[i])
    fillWindowSums(flows, period, out)
    fillWindowSums(volume, period, flows)
    for (let i = period - 1; i < length; i++) out[i] = finiteRatio(out[i], flows[i])
  },
})
