import { exponentialAverage, wilderKeep } from './exponential-average.ts'
import { defineIndicator } from './indicator.ts'
import { positivePart } from './positive-part.ts'

/**
 * Relative strength index: the share of upward movement in all movement, from 0 to 100, with Wilder's averages of gains
 * and of losses over `period` bars.
 *
 * `100 * gain / (gain + loss)`. When nothing ever moved the value is 50, neither strong nor weak (TA-Lib says 0). Seed: the
 * mean of the first `period` changes. First value on bar `period`. Otherwise agrees with TA-Lib `RSI`. Source: Wilder, New
 * Concepts in Technical Trading Systems, 1978.
 *
 * @example
 * ```ts
 * import { rsi } from 'peak-trade'
 *
 * rsi(Float64Array.of(10, 13, 12), { period: 2 }) // NaN, NaN, 75
 * ```
 */
export const rsi = defineIndicator({
  id: 'rsi',
  inputs: ['close'],
  outputs: ['value'],
  params: { period: { default: 14, min: 1, integer: true } },
  warmup: ({ period }) => period,
  start: ({ period }) => {
    const gains = exponentialAverage(period, wilderKeep(period))
    const losses = exponentialAverage(period, wilderKeep(period))
    let previous = Number.NaN
    return close => {
      const change = close - previous
      previous = close
      if (change !== change) return Number.NaN
      return strength(gains(positivePart(change)), losses(positivePart(-change)))
    }
  },
  fill: ({ period }, [out], close) => {
    if (close.length <= period) return
    const keep = wilderKeep(period)
    const gains = exponentialAverage(period, keep)
    const losses = exponentialAverage(period, keep)
    let gain = Number.NaN
    let loss = Number.NaN
    for (let i = 1; i <= period; i++) {
      const change = close[i] - close[i - 1]
      gain = gains(positivePart(change))
      loss = losses(positivePart(-change))
    }
    out[period] = strength(gain, loss)
    let previous = close[period]
    for (let i = period + 1; i < close.length; i++) {
      const value = close[i]
      const change = value - previous
      previous = value
      const up = positivePart(change)
      const down = positivePart(-change)
      gain = up - keep * (up - gain)
      loss = down - keep * (down - loss)
      out[i] = strength(gain, loss)
    }
  },
})

// The ratio first: it is at most 1 in floating point, so that the result is at most 100.
function strength(gain: number, loss: number): number {
  const total = gain + loss
  return total === 0 ? 50 : 100 * (gain / total)
}
