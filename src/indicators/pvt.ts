import { defineIndicator } from './indicator.ts'

/**
 * Price volume trend: the sum of all volume so far, each bar's counted by its return (a rise of 2 % counts 2 % of the volume), in units
 * of volume.
 *
 * Starts at 0 on the first bar; an unchanged close adds nothing, nor does a bar after a close of 0. Only changes mean something.
 *
 * @example
 * ```ts
 * import { pvt } from 'peak-trade'
 *
 * pvt({ close: Float64Array.of(100, 110, 99), volume: Float64Array.of(7, 50, 20) }) // 0, 5, 3
 * ```
 */
export const pvt = defineIndicator({
  id: 'pvt',
  inputs: ['close', 'volume'],
  outputs: ['value'],
  params: {},
  warmup: () => 0,
  start: () => {
    let total = 0
    let before = 0
    return (close, volume) => {
      if (before !== 0) total += ((close - before) / before) * volume
      before = close
      return total
    }
  },
  fill: (_, [out], close, volume) => {
    let total = 0
    let before = 0
    for (let i = 0; i < close.length; i++) {
      if (before !== 0) total += ((close[i] - before) / before) * volume[i]
      before = close[i]
      out[i] = total
    }
  },
})
