import { finiteRatio } from './finite-ratio.ts'
import { defineIndicator } from './indicator.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/**
 * Relative volume: the volume of the bar over the mean of the `period` bars before it; 1 is usual, 3 three times as much.
 *
 * NaN where nothing was traded on the bars before. First value on bar `period`.
 *
 * @example
 * ```ts
 * import { relativeVolume } from 'peak-trade'
 *
 * relativeVolume({ volume: Float64Array.of(10, 30, 60) }, { period: 2 }) // NaN, NaN, 3
 * ```
 */
export const relativeVolume = defineIndicator({
  id: 'relative_volume',
  inputs: ['volume'],
  outputs: ['value'],
  params: { period: { default: 20, min: 1, integer: true } },
  warmup: ({ period }) => period,
  start: ({ period }) => {
    const sum = windowSum(period)
    let usual = Number.NaN
    return volume => {
      const value = finiteRatio(volume, usual)
      usual = sum(volume) / period
      return value
    }
  },
  fill: ({ period }, [out], volume) => {
    const { length } = volume
    if (length <= period) return
    fillWindowSums(volume.subarray(0, length - 1), period, out.subarray(1), period)
    for (let i = period; i < length; i++) out[i] = finiteRatio(volume[i], out[i])
  },
})
