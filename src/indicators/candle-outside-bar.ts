import { candleColor } from './candle-shape.ts'
import { fromBar } from './from-bar.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Outside bar: a bar that reaches beyond the one before on both sides, 1 when it rises and -1 when it falls, else 0.
 *
 * A close at the open counts as a rise. First value on bar 1. Source: Crabel, Day Trading with Short Term Price Patterns and
 * Opening Range Breakout, 1990.
 *
 * @example
 * ```ts
 * import { candleOutsideBar, syntheticBars } from 'peak-trade'
 *
 * candleOutsideBar(syntheticBars({ seed: 1, length: 100 })).filter(value => value !== 0 && !Number.isNaN(value)).length // how often?
 * ```
 */
export const candleOutsideBar = defineIndicator({
  id: 'candle_outside_bar',
  inputs: ['open', 'high', 'low', 'close'],
  outputs: ['value'],
  params: {},
  warmup: () => 1,
  start: () => {
    let highBefore = Number.NaN
    let lowBefore = Number.NaN
    return fromBar(1, (open, high, low, close) => {
      const isOutside = high > highBefore && low < lowBefore
      highBefore = high
      lowBefore = low
      return isOutside ? candleColor(open, close) : 0
    })
  },
})
