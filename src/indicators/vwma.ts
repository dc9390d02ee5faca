import { finiteRatio } from './finite-ratio.ts'
import { defineIndicator } from './indicator.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/**
 * Volume-weighted moving average: the mean of the last `period` closes, each counted by its volume. In the unit of the prices.
 *
 * NaN where nothing was traded in `period` bars. First value on bar `period - 1`. Agrees with tulip `vwma` and
 * Stock.Indicators. {@link vwap} is the same with typical prices.
 *
 * @example
 * ```ts
 * import { vwma } from 'peak-trade'
 *
 * vwma({ close: Float64Array.of(10, 20), volume: Float64Array.of(3, 1) }, { period: 2 }) // NaN, 12.5
 * ```
 */
export const vwma = defineIndicator({
  id: 'vwma',
  inputs: ['close', 'volume'],
  outputs: ['value'],
  params: { period: { default: 20, min: 1, integer: true } },
  warmup: ({ period }) => period - 1,
  start: ({ period }) => {
    const traded = windowSum(period)
    const volumes = windowSum(period)
    return (close, volume) => finiteRatio(traded(close * volume), volumes(volume))
  },
  fill: ({ period }, [out], close, volume) => {
    const { length } = close
    const traded = new Float64Array(length)
    const volumes = new Float64Array(length)
    for (let i = 0; i < length; i++) traded[i] = close[i] * volume[i]
    fillWindowSums(traded, period, out)
    fillWindowSums(volume, period, volumes)
    for (let i = period - 1; i < length; i++) out[i] = finiteRatio(out[i], volumes[i])
  },
})
