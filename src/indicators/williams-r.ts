import { defineIndicator } from './indicator.ts'
import { fillWindowExtremes, windowExtreme } from './window-extreme.ts'

/**
 * Williams %R: where the close stands in the range of the last `period` bars, from -100 (at the low) to 0 (at the high).
 *
 * `-100 * (highest - close) / (highest - lowest)`; a range of zero counts as -50, the middle (TA-Lib says 0). First value on bar
 * `period - 1`. Otherwise agrees with TA-Lib `WILLR`. Source: Williams 1973.
 *
 * @example
 * ```ts
 * import { williamsR } from 'peak-trade'
 *
 * williamsR({ high: Float64Array.of(8, 10), low: Float64Array.of(6, 7), close: Float64Array.of(7, 9) }, { period: 2 }) // NaN, -25
 * ```
 */
export const williamsR = defineIndicator({
  id: 'williams_r',
  inputs: ['high', 'low', 'close'],
  outputs: ['value'],
  params: { period: { default: 14, min: 1, integer: true } },
  warmup: ({ period }) => period - 1,
  start: ({ period }) => {
    const highs = windowExtreme(period, 1)
    const lows = windowExtreme(period, -1)
    return (high, low, close) => placeBelow(close, highs(high), lows(low))
  },
  fill: ({ period }, [out], high, low, close) => {
    const lowest = new Float64Array(close.length)
    fillWindowExtremes(high, out, { period, side: 1 })
    fillWindowExtremes(low, lowest, { period, side: -1 })
    for (let i = period - 1; i < close.length; i++) out[i] = placeBelow(close[i], out[i], lowest[i])
  },
})

// The ratio first: it is at most 1 in floating point, so that the result is at least -100.
function placeBelow(close: number, high: number, low: number): number {
  const range = high - low
  return range === 0 ? -50 : 100 * ((close - high) / range)
}
