import { defineIndicator } from './indicator.ts'
import { moneyFlow } from './money-flow.ts'

/**
 * Accumulation/distribution line: the sum of all volume so far, each bar's counted by where it closed in its range (all of it at the
 * high, minus all of it at the low), in units of volume.
 *
 * A bar without a range, or without volume, adds nothing. First value on bar 0; only changes mean something, because the sum depends on
 * where the history begins. Agrees with TA-Lib `AD`. Source: Chaikin, after Williams, about 1980.
 *
 * @example
 * ```ts
 * import { accumulationDistribution } from 'peak-trade'
 *
 * accumulationDistribution({
 *   high: Float64Array.of(12, 12),
 *   low: Float64Array.of(8, 8),
 *   close: Float64Array.of(12, 9),
 *   volume: Float64Array.of(100, 50),
 * }) // 100, 75
 * ```
 */
export const accumulationDistribution = defineIndicator({
  id: 'accumulation_distribution',
  inputs: ['high', 'low', 'close', 'volume'],
  outputs: ['value'],
  params: {},
  warmup: () => 0,
  start: () => {
    let total = 0
    return (high, low, close, volume) => {
      total += moneyFlow(high, low, close, volume)
      return total
    }
  },
  fill: (_, [out], high, low, close, volume) => {
    let total = 0
    for (let i = 0; i < close.length; i++) {
      total += moneyFlow(high[i], low[i], close[i], volume[i])
      out[i] = total
    }
  },
})
