import { defineIndicator } from './indicator.ts'
import { fillWindowExtremes, windowExtreme } from './window-extreme.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/**
 * Slow stochastic: where the close stands in the range of the last `period` bars, from 0 (at the low) to 100 (at the high).
 * `k` is that, averaged over `smooth` bars (1 for the fast stochastic); `d` is the average of `k` over `signal` bars.
 *
 * A range of zero counts as 50, the middle. `k` begins on bar `period + smooth - 2`, `d` on bar
 * `period + smooth + signal - 3`. Agrees with TA-Lib `STOCH`. Source: Lane 1957.
 *
 * @example
 * ```ts
 * import { stochastic, syntheticBars } from 'peak-trade'
 *
 * const { k, d } = stochastic(syntheticBars({ seed: 1, length: 100 }), { period: 14 })
 * k[99] > d[99] // is it turning up?
 * ```
 */
export const stochastic = defineIndicator({
  id: 'stochastic',
  inputs: ['high', 'low', 'close'],
  outputs: ['k', 'd'],
  params: {
    period: { default: 14, min: 1, integer: true },
    smooth: { default: 3, min: 1, integer: true },
    signal: { default: 3, min: 1, integer: true },
  },
  warmup: ({ period, smooth, signal }) => period + smooth + signal - 3,
  start: ({ period, smooth, signal }) => {
    const highs = windowExtreme(period, 1)
    const lows = windowExtreme(period, -1)
    const smoothed = windowSum(smooth)
    const signals = windowSum(signal)
    const result = [Number.NaN, Number.NaN]
    return (high, low, close) => {
      const raw = placeInRange(close, highs(high), lows(low))
      if (raw !== raw) return result
      const k = smoothed(raw) / smooth
      result[0] = k
      if (k === k) result[1] = signals(k) / signal
      return result
    }
  },
  fill: ({ period, smooth, signal }, [ks, ds], high, low, close) => {
    const first = period - 1
    const second = first + smooth - 1
    // Both outputs hold something else for a while, because fresh memory costs more than the calculation.
    fillWindowExtremes(high, ks, { period, side: 1 })
    fillWindowExtremes(low, ds, { period, side: -1 })
    for (let i = first; i < close.length; i++) ds[i] = placeInRange(close[i], ks[i], ds[i])
    fillWindowSums(ds.subarray(first), smooth, ks.subarray(first), smooth)
    ks.fill(Number.NaN, first, second)
    fillWindowSums(ks.subarray(second), signal, ds.subarray(second), signal)
    ds.fill(Number.NaN, first, second + signal - 1)
  },
})

// The ratio first: it is at most 1 in floating point, so that the result is at most 100.
function placeInRange(close: number, high: number, low: number): number {
  const range = high - low
  return range === 0 ? 50 : 100 * ((close - low) / range)
}
