import type { Column } from '../base/column.ts'
import { defineIndicator } from './indicator.ts'
import { RecentValues } from './recent-values.ts'

/**
 * Commodity channel index: how far the typical price `(high + low + close) / 3` stands from its mean over `period` bars, in
 * units of 1.5 % of the mean absolute deviation; most of the time between -100 and 100.
 *
 * `(typical - mean) / (0.015 * mean absolute deviation)`; 0 where the deviation is 0. First value on bar `period - 1`. Agrees with
 * TA-Lib `CCI`. Source: Lambert 1980.
 *
 * @example
 * ```ts
 * import { cci } from 'peak-trade'
 *
 * const price = Float64Array.of(1, 3)
 * cci({ high: price, low: price, close: price }, { period: 2 })[1] // 66.66666666666667
 * ```
 */
export const cci = defineIndicator({
  id: 'cci',
  inputs: ['high', 'low', 'close'],
  outputs: ['value'],
  params: { period: { default: 14, min: 1, integer: true } },
  warmup: ({ period }) => period - 1,
  start: ({ period }) => {
    const recent = new RecentValues(period)
    const block = new Float64Array(period)
    const tails = new Float64Array(period + 1)
    let filled = 0
    let origin = 0
    let head = 0
    return (high, low, close) => {
      const typical = (high + low + close) / 3
      recent.add(typical)
      if (filled === period) {
        fillTails(block, 0, typical, tails)
        filled = 0
      }
      if (filled === 0) {
        origin = typical
        head = 0
      }
      block[filled] = typical
      filled++
      head += typical - origin
      return recent.full ? placeInChannel(recent.values, { from: recent.start, period }, origin, tails[filled] + head) : Number.NaN
    }
  },
  fill: ({ period }, [out], high, low, close) => {
    const { length } = close
    // Two blocks at a time: the one before, for the windows that begin in it, and the current one.
    const typical = new Float64Array(2 * period)
    const tails = new Float64Array(period + 1)
    const window = { from: 0, period }
    for (let start = 0; start < length; start += period) {
      typical.copyWithin(0, period)
      const end = Math.min(start + period, length)
      for (let i = start, j = period; i < end; i++, j++) typical[j] = (high[i] + low[i] + close[i]) / 3
      const origin = typical[period]
      if (start > 0) fillTails(typical, 0, origin, tails)
      let head = 0
      for (let i = start, filled = 1; i < end; i++, filled++) {
        head += typical[period + filled - 1] - origin
        if (i < period - 1) continue
        window.from = filled
        out[i] = placeInChannel(typical, window, origin, tails[filled] + head)
      }
    }
  },
})

/** Sums of the tails of the block at `start`, by the value they begin with, relative to `origin`. */
function fillTails(values: Column, start: number, origin: number, tails: Float64Array): void {
  let tail = 0
  for (let j = tails.length - 2; j > 0; j--) {
    tail += values[start + j] - origin
    tails[j] = tail
  }
}

/**
 * Where the newest value of a window stands. `sum` is that of all distances from `origin`, a value of the window: so values that do not
 * move have no deviation, whatever their mean is rounded to.
 */
function placeInChannel(
  values: Column,
  { from, period }: { readonly from: number; readonly period: number },
  origin: number,
  sum: number,
): number {
  const end = from + period
  const mean = sum / period
  // Two sums at a time do not wait for each other.
  let even = 0
  let odd = 0
  let j = from
  for (; j < end - 1; j += 2) {
    even += Math.abs(values[j] - origin - mean)
    odd += Math.abs(values[j + 1] - origin - mean)
  }
  if (j < end) even += Math.abs(values[j] - origin - mean)
  const deviation = even + odd
  return deviation === 0 ? 0 : ((values[end - 1] - origin - mean) / deviation) * (period / 0.015)
}
