import { defineIndicator } from './indicator.ts'
import { rsi } from './rsi.ts'
import { wma } from './wma.ts'

/**
 * Inverse Fisher transform of the relative strength index: -1 to 1, and nearly always close to one end, so that there is
 * little to doubt. Crossing -0.5 upward or 0.5 downward is the signal in the paper.
 *
 * `tanh` of `0.1 * (rsi - 50)` after a weighted average of `smooth` bars. 0 where prices never moved. First value on bar
 * `period + smooth - 1`. Source: Ehlers, The Inverse Fisher Transform, Stocks & Commodities, 2004.
 *
 * @example
 * ```ts
 * import { inverseFisherRsi, syntheticBars } from 'peak-trade'
 *
 * inverseFisherRsi(syntheticBars({ seed: 1, length: 100 }))[99] > 0.5 // strong?
 * ```
 */
export const inverseFisherRsi = defineIndicator({
  id: 'inverse_fisher_rsi',
  inputs: ['close'],
  outputs: ['value'],
  params: {
    period: { default: 5, min: 1, integer: true },
    smooth: { default: 9, min: 1, integer: true },
  },
  warmup: ({ period, smooth }) => period + smooth - 1,
  start: ({ period, smooth }) => {
    const strength = rsi.start({ period })
    const average = wma.start({ period: smooth })
    return close => {
      const centered = 0.1 * ((strength(close, close, close, close) as number) - 50)
      if (centered !== centered) return Number.NaN
      return Math.tanh(average(centered, centered, centered, centered) as number)
    }
  },
})
