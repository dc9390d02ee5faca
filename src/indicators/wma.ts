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
        fillTails(block, tails, period)
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
    if (length < period) return
    const weights = (period * (period + 1)) / 2
    let first = 0
    for (let i = 0; i < period; i++) first += (i + 1) * close[i]
    out[period - 1] = (0 + first) / weights
    leaveTails(close, out, { start: 0, period })
    let start = period
    // Heads of one block and tails of the same block in one loop: two independent chains of additions hide each other's latency.
    for (; start + 2 * period <= length; start += period) {
      const last = start + period - 1
      let sum = 0
      let weighted = 0
      let tail = 0
      let tailWeighted = 0
      let place = 1
      for (let i = start, j = last, k = last + period - 1; i < last; i++, j--, k--) {
        const value = close[i]
        sum += value
        weighted += place * value
        out[i] = (out[i] + ((period - place) * sum + weighted)) / weights
        place++
        tail += close[j]
        tailWeighted += tail
        out[k] = tailWeighted
      }
      const value = close[last]
      out[last] = (0 + (0 * (sum + value) + (weighted + period * value))) / weights
    }
    for (; start < length; start += period) {
      const last = start + period - 1
      let sum = 0
      let weighted = 0
      for (let i = start; i <= last && i < length; i++) {
        const place = i - start + 1
        sum += close[i]
        weighted += place * close[i]
        out[i] = ((i < last ? out[i] : 0) + ((period - place) * sum + weighted)) / weights
      }
      leaveTails(close, out, { start, period })
    }
  },
})

/** Weighted sums of the tails of a block: `tails[j]` is that of its values from `j` on, the first with weight 1. */
function fillTails(values: Column, tails: Float64Array, period: number): void {
  let sum = 0
  let weighted = 0
  for (let j = period - 1; j > 0; j--) {
    sum += values[j]
    weighted += sum
    tails[j] = weighted
  }
}

/** Puts the tails of the block at `start` where the heads of the next block will be added. */
function leaveTails(values: Column, out: Float64Array, { start, period }: { readonly start: number; readonly period: number }): void {
  let sum = 0
  let weighted = 0
  for (let j = start + period - 1; j > start; j--) {
    if (j >= values.length) return
    sum += values[j]
    weighted += sum
    if (j + period - 1 < values.length) out[j + period - 1] = weighted
  }
}
