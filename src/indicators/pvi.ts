import { countedMove } from './counted-move.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Positive volume index: compounds the returns of only those bars whose volume rose; the crowd is said to act on busy days.
 *
 * Starts at 1000 on the first bar. Bars with other volume, and bars after a close of 0, change nothing. Agrees with tulip `pvi`. Source:
 * Dysart, in the form of Fosback, Stock Market Logic, 1976.
 *
 * @example
 * ```ts
 * import { pvi } from 'peak-trade'
 *
 * pvi({ close: Float64Array.of(100, 110, 99), volume: Float64Array.of(50, 40, 60) }) // 1000, 1000, 900
 * ```
 */
export const pvi = defineIndicator({
  id: 'pvi',
  inputs: ['close', 'volume'],
  outputs: ['value'],
  params: {},
  warmup: () => 0,
  start: () => {
    let index = 1000
    let before = 0
    let volumeBefore = Number.NaN
    return (close, volume) => {
      index += index * countedMove(close, before, volume > volumeBefore)
      before = close
      volumeBefore = volume
      return index
    }
  },
  fill: (_, [out], close, volume) => {
    let index = 1000
    out[0] = index
    let before = close[0]
    let volumeBefore = volume[0]
    for (let i = 1; i < close.length; i++) {
      index += index * countedMove(close[i], before, volume[i] > volumeBefore)
      out[i] = index
      before = close[i]
      volumeBefore = volume[i]
    }
  },
})
