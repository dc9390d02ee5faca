import { defineIndicator } from './indicator.ts'
import { positivePart } from './positive-part.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/**
 * Chande momentum oscillator: upward less downward movement of the last `period` bars, in percent of all movement, from -100 to
 * 100.
 *
 * `100 * (gains - losses) / (gains + losses)`, plain sums; 0 where nothing moved. First value on bar `period`. Agrees with tulip
 * `cmo` and Stock.Indicators. TA-Lib `CMO` takes Wilder's averages instead of sums, which is `2 * rsi - 100`. Source: Chande and
 * Kroll, The New Technical Trader, 1994.
 *
 * @example
 * ```ts
 * import { cmo } from 'peak-trade'
 *
 * cmo(Float64Array.of(10, 13, 12), { period: 2 }) // NaN, NaN, 50
 * ```
 */
export const cmo = defineIndicator({
  id: 'cmo',
  inputs: ['close'],
  outputs: ['value'],
  params: { period: { default: 14, min: 1, integer: true } },
  warmup: ({ period }) => period,
  start: ({ period }) => {
    const gains = windowSum(period)
    const losses = windowSum(period)
    let previous = Number.NaN
    return close => {
      const change = close - previous
      previous = close
      if (change !== change) return Number.NaN
      return balance(gains(positivePart(change)), losses(positivePart(-change)))
    }
  },
  fill: ({ period }, [out], close) => {
    const { length } = close
    if (length < 2) return
    const gains = new Float64Array(length - 1)
    const losses = new Float64Array(length - 1)
    for (let i = 1; i < length; i++) {
      const change = close[i] - close[i - 1]
      gains[i - 1] = positivePart(change)
      losses[i - 1] = positivePart(-change)
    }
    const lost = new Float64Array(length - 1)
    fillWindowSums(gains, period, out.subarray(1))
    fillWindowSums(losses, period, lost)
    for (let i = period; i < length; i++) out[i] = balance(out[i], lost[i - 1])
  },
})

// The ratio first: it is at most 1 in floating point, so that the result is at most 100.
function balance(gains: number, losses: number): number {
  const total = gains + losses
  return total === 0 ? 0 : 100 * ((gains - losses) / total)
}
