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
    return (high, low, close) => {
      recent.add((high + low + close) / 3)
      return recent.full ? placeInChannel(recent.values, recent.start, period) : Number.NaN
    }
  },
  fill: ({ period }, [out], high, low, close) => {
    const typical = new Float64Array(close.length)
    for (let i = 0; i < close.length; i++) typical[i] = (high[i] + low[i] + close[i]) / 3
    for (let i = period - 1, from = 0; i < close.length; i++, from++) out[i] = placeInChannel(typical, from, period)
  },
})

/** Relative to the newest value, so that values that do not move have no deviation, whatever their mean is rounded to. */
function placeInChannel(values: Column, from: number, period: number): number {
  const end = from + period
  const newest = values[end - 1]
  // Two sums at a time do not wait for each other.
  let even = 0
  let odd = 0
  let j = from
  for (; j < end - 1; j += 2) {
    even += values[j] - newest
    odd += values[j + 1] - newest
  }
  if (j < end) even += values[j] - newest
  const mean = (even + odd) / period
  even = 0
  odd = 0
  for (j = from; j < end - 1; j += 2) {
    even += Math.abs(values[j] - newest - mean)
    odd += Math.abs(values[j + 1] - newest - mean)
  }
  if (j < end) even += Math.abs(values[j] - newest - mean)
  const deviation = even + odd
  return deviation === 0 ? 0 : ((0 - mean) / deviation) * (period / 0.015)
}
