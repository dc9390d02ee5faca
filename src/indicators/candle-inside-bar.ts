import { fromBar } from './from-bar.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Inside bar: 1 where a bar stays within the one before, its high below and its low above, else 0. The market waits.
 *
 * First value on bar 1. Source: Crabel, Day Trading with Short Term Price Patterns and Opening Range Breakout, 1990.
 *
 * @example
 * ```ts
 * import { candleInsideBar } from 'peak-trade'
 *
 * candleInsideBar({ high: Float64Array.of(10, 9, 9), low: Float64Array.of(6, 7, 6) }) // NaN, 1, 0
 * ```
 */
export const candleInsideBar = defineIndicator({
  id: 'candle_inside_bar',
  inputs: ['high', 'low'],
  outputs: ['value'],
  params: {},
  warmup: () => 1,
  start: () => {
    let highBefore = Number.NaN
    let lowBefore = Number.NaN
    return fromBar(1, (high, low) => {
      const isInside = high < highBefore && low > lowBefore
      highBefore = high
      lowBefore = low
      return Number(isInside)
    })
  },
})
