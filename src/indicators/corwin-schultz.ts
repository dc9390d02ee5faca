import { defineIndicator } from './indicator.ts'
import { logRatio } from './log-ratio.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/**
 * Corwin and Schultz's spread: how far bid and ask lie apart, estimated from highs and lows, a fraction of the price (0.001 is
 * 10 bps). Highs are bought and lows are sold, and a range over two bars has as much spread as one bar's but twice the variance.
 *
 * The mean of the estimates of the last `period` pairs of neighboring bars; gaps between the two bars are taken out, and negative
 * estimates count as 0, both as in the paper. 0 where prices do not move; NaN while a low of the window is 0. First value on bar `period`.
 * Source: Corwin and Schultz, A Simple Way to Estimate Bid-Ask Spreads from Daily High and Low Prices, 2012.
 *
 * @example
 * ```ts
 * import { corwinSchultz, syntheticBars } from 'peak-trade'
 *
 * corwinSchultz(syntheticBars({ seed: 1, length: 100 }), { period: 20 })[99] // a fraction of the price
 * ```
 */
export const corwinSchultz = defineIndicator({
  id: 'corwin_schultz',
  inputs: ['high', 'low', 'close'],
  outputs: ['value'],
  params: { period: { default: 20, min: 1, integer: true } },
  warmup: ({ period }) => period,
  start: ({ period }) => {
    const sum = windowSum(period)
    let highBefore = Number.NaN
    let lowBefore = Number.NaN
    let closeBefore = Number.NaN
    return (high, low, close) => {
      const known = closeBefore === closeBefore
      const estimate = spreadOf(highBefore, lowBefore, high, low, closeBefore)
      highBefore = high
      lowBefore = low
      closeBefore = close
      return known ? sum(estimate) / period : Number.NaN
    }
  },
  fill: ({ period }, [out], high, low, close) => {
    const { length } = close
    if (length <= period) return
    const estimates = new Float64Array(length - 1)
    for (let i = 1; i < length; i++) estimates[i - 1] = spreadOf(high[i - 1], low[i - 1], high[i], low[i], close[i - 1])
    fillWindowSums(estimates, period, out.subarray(1), period)
  },
})

function spreadOf(highBefore: number, lowBefore: number, high: number, low: number, closeBefore: number): number {
  const shift = closeBefore < low ? low - closeBefore : closeBefore > high ? high - closeBefore : 0
  const top = high - shift
  const bottom = low - shift
  const first = logRatio(highBefore, lowBefore)
  const second = logRatio(top, bottom)
  const both = logRatio(Math.max(highBefore, top), Math.min(lowBefore, bottom))
  // With 3 - 2√2 = (√2 - 1)² the two terms of the paper become one difference.
  const alpha = (Math.sqrt(first * first + second * second) - both) / (Math.SQRT2 - 1)
  return alpha <= 0 ? 0 : 2 * Math.tanh(alpha / 2)
}
