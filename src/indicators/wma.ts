import type { Column } from '../base/column.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Weighted moving average: the mean of the last `period` values with weights 1, 2, … `period`, the newest the heaviest.
 *
 * Put together from the tail of one block of `period` values and the head of the next: nothing is subtracted, nothing
 * drifts. First value on bar `period - 1`. Agrees with TA-Lib `WMA`.
 *
 * @example
 * ```ts
 * import { wma } from 'peak-trade'
 *
 * wma(Float64Array.of(3, 6, 3), { period: 2 }) // NaN, 5, 4
 * ```
 */
export const wma = defineIndicator({
  id: 'wma',
  inputs: ['close'],
  outputs: ['value'],
  params: { period: { default: 20, min: 1, integer: true } },
  warmup: ({ period }) => period - 1,
  start: ({ period }) => {
    const block = new Float64Array(period)
    const tails = new Float64Array(period + 1)
    const weights = (period * (period + 1)) / 2
    let filled = 0
    let complete = false
    let sum = 0
    let weighted = 0
    return close => {
      if (filled === period) {
        fillTails(block, tails, period, 0)
        filled = 0
        complete = true
      }
      if (filled === 0) {
        sum = 0
        weighted = 0
      }
      block[filled] = close
      filled++
      sum += close
      weighted += filled * close
      if (!complete && filled < period) return Number.NaN
      return (tails[filled] + ((period - filled) * sum + weighted)) / weights
    }
  },
  fill: ({ period }, [out], close) => {
    const { length } = close
    const tails = new Float64Array(period + 1)
    const weights = (period * (period + 1)) / 2
    for (let start = 0; start < length; start += period) {
      if (start > 0) fillTails(close, tails, period, start - period)
      let sum = 0
      let weighted = 0
      const end = Math.min(start + period, length)
      for (let i = start, filled = 1; i < end; i++, filled++) {
        const value = close[i]
        sum += value
        weighted += filled * value
        if (i >= period - 1) out[i] = (tails[filled] + ((period - filled) * sum + weighted)) / weights
      }
    }
  },
})

/** Weighted sums of the tails of the block at `start`: `tails[j]` is that of its values from `j` on, the first with weight 1. */
function fillTails(values: Column, tails: Float64Array, period: number, start: number): void {
  let sum = 0
  let weighted = 0
  for (let j = period - 1; j > 0; j--) {
    sum += values[start + j]
    weighted += sum
    tails[j] = weighted
  }
}
