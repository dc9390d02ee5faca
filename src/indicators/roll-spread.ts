import { defineIndicator } from './indicator.ts'
import { logRatio } from './log-ratio.ts'
import { fillWindowComoments, windowComoments } from './window-comoments.ts'
import { chunkLength } from './window-moments.ts'

/**
 * Roll's spread: how far bid and ask lie apart, estimated from closes that bounce between them, a fraction of the price (0.001 is
 * 10 bps).
 *
 * `2 √-c` with `c` the sample covariance of the last `period` log returns with those one bar before; 0 where the covariance is not
 * negative, as usual. NaN while a close of the window is not positive. First value on bar `period + 1`. Source: Roll, A Simple Implicit
 * Measure of the Effective Bid-Ask Spread in an Efficient Market, 1984.
 *
 * @example
 * ```ts
 * import { rollSpread, syntheticBars } from 'peak-trade'
 *
 * rollSpread(syntheticBars({ seed: 1, length: 100 }), { period: 50 })[99] // a fraction of the price
 * ```
 */
export const rollSpread = defineIndicator({
  id: 'roll_spread',
  inputs: ['close'],
  outputs: ['value'],
  params: { period: { default: 50, min: 2, integer: true } },
  warmup: ({ period }) => period + 1,
  start: ({ period }) => {
    const comoments = windowComoments(period)
    let bars = 0
    let before = Number.NaN
    let changeBefore = Number.NaN
    return close => {
      const change = logRatio(close, before)
      const earlier = changeBefore
      before = close
      changeBefore = change
      bars++
      if (bars < 3) return Number.NaN
      return spreadOf(comoments(change, earlier).both / (period - 1))
    }
  },
  fill: ({ period }, [out], close) => {
    const { length } = close
    if (length <= period + 1) return
    const changes = new Float64Array(length - 1)
    for (let i = 1; i < length; i++) changes[i - 1] = logRatio(close[i], close[i - 1])
    const later = changes.subarray(1)
    const into = out.subarray(2)
    const chunk = chunkLength(period)
    const both = new Float64Array(chunk)
    const columns = { first: new Float64Array(chunk), second: new Float64Array(chunk), both }
    for (let from = 0; from < later.length; from += chunk) {
      const to = Math.min(from + chunk, later.length)
      fillWindowComoments(later, changes, { period, from, to }, columns)
      for (let i = Math.max(from, period - 1), j = i - from; i < to; i++, j++) into[i] = spreadOf(both[j] / (period - 1))
    }
  },
})

function spreadOf(covariance: number): number {
  return covariance >= 0 ? 0 : 2 * Math.sqrt(-covariance)
}
