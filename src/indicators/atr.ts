import { barRange } from './bar-range.ts'
import { exponentialAverage, wilderKeep } from './exponential-average.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Average true range: how far prices usually move in a bar, gaps included, in the unit of the prices. Wilder's average over
 * `period` bars.
 *
 * The first bar has no true range, because nothing comes before it. Seed: the mean of the true ranges of bars 1 to `period`.
 * First value on bar `period`. Agrees with TA-Lib `ATR`. Source: Wilder, New Concepts in Technical Trading Systems, 1978.
 *
 * @example
 * ```ts
 * import { atr, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 100 })
 * const stop = bars.close[99] - 2 * atr(bars, { period: 14 })[99]
 * ```
 */
export const atr = defineIndicator({
  id: 'atr',
  inputs: ['high', 'low', 'close'],
  outputs: ['value'],
  params: { period: { default: 14, min: 1, integer: true } },
  warmup: ({ period }) => period,
  start: ({ period }) => {
    const average = exponentialAverage(period, wilderKeep(period))
    let before = Number.NaN
    return (high, low, close) => {
      const range = barRange(high, low, before)
      const known = before === before
      before = close
      return known ? average(range) : Number.NaN
    }
  },
  fill: ({ period }, [out], high, low, close) => {
    const { length } = close
    if (length <= period) return
    const keep = wilderKeep(period)
    const seed = exponentialAverage(period, keep)
    let average = Number.NaN
    for (let i = 1; i <= period; i++) average = seed(barRange(high[i], low[i], close[i - 1]))
    out[period] = average
    let before = close[period]
    for (let i = period + 1; i < length; i++) {
      const range = barRange(high[i], low[i], before)
      before = close[i]
      average = range - keep * (range - average)
      out[i] = average
    }
  },
})
