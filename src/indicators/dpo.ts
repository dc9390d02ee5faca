import { defineIndicator } from './indicator.ts'
import { previousValue } from './previous-value.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/**
 * Detrended price oscillator: the close less the simple average over `period` bars as it was `period / 2 + 1` bars before
 * (rounded down), in the unit of the input. The trend is gone, cycles stay.
 *
 * This is the form that is known on its bar. The centered form of some charts compares the close with an average of bars that come
 * after it, which looks ahead. First value on bar `period + period / 2`.
 *
 * @example
 * ```ts
 * import { dpo } from 'peak-trade'
 *
 * dpo(Float64Array.of(1, 3, 8, 7), { period: 2 }) // NaN, NaN, NaN, 5
 * ```
 */
export const dpo = defineIndicator({
  id: 'dpo',
  inputs: ['close'],
  outputs: ['value'],
  params: { period: { default: 20, min: 1, integer: true } },
  warmup: ({ period }) => period - 1 + shiftOf(period),
  start: ({ period }) => {
    const sum = windowSum(period)
    const before = previousValue(shiftOf(period))
    return close => close - before(sum(close) / period)
  },
  fill: ({ period }, [out], close) => {
    const shift = shiftOf(period)
    fillWindowSums(close.subarray(0, Math.max(0, close.length - shift)), period, out.subarray(shift), period)
    for (let i = period - 1 + shift; i < close.length; i++) out[i] = close[i] - out[i]
  },
})

function shiftOf(period: number): number {
  return Math.floor(period / 2) + 1
}
