import { defineIndicator } from './indicator.ts'
import { fillWindowExtremes, windowExtreme } from './window-extreme.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/**
 * Choppiness index: how much prices went back and forth in the last `period` bars, from 0 (one straight move) to 100 (all of it
 * within the range of a single bar).
 *
 * `100 * log(sum of true ranges / range of all of them) / log(period)`; ranges reach to the close before where there is a gap. NaN where
 * prices did not move at all. First value on bar `period`. Agrees with Stock.Indicators. Source: Dreiss.
 *
 * @example
 * ```ts
 * import { choppiness, syntheticBars } from 'peak-trade'
 *
 * choppiness(syntheticBars({ seed: 1, length: 100 }), { period: 14 })[99] > 61.8 // no trend?
 * ```
 */
export const choppiness = defineIndicator({
  id: 'choppiness',
  inputs: ['high', 'low', 'close'],
  outputs: ['value'],
  params: { period: { default: 14, min: 2, integer: true } },
  warmup: ({ period }) => period,
  start: ({ period }) => {
    const tops = windowExtreme(period, 1)
    const bottoms = windowExtreme(period, -1)
    const sum = windowSum(period)
    const scale = 100 / Math.log(period)
    let before = Number.NaN
    return (high, low, close) => {
      const top = before > high ? before : high
      const bottom = before < low ? before : low
      const known = before === before
      before = close
      return known ? chop(sum(top - bottom), tops(top) - bottoms(bottom), scale) : Number.NaN
    }
  },
  fill: ({ period }, [out], high, low, close) => {
    const { length } = close
    if (length < 2) return
    const scale = 100 / Math.log(period)
    const top = new Float64Array(length - 1)
    const bottom = new Float64Array(length - 1)
    for (let i = 1; i < length; i++) {
      const before = close[i - 1]
      top[i - 1] = before > high[i] ? before : high[i]
      bottom[i - 1] = before < low[i] ? before : low[i]
    }
    const highest = new Float64Array(length - 1)
    fillWindowExtremes(top, highest, { period, side: 1 })
    for (let i = 0; i < length - 1; i++) top[i] -= bottom[i]
    fillWindowSums(top, period, out.subarray(1))
    fillWindowExtremes(bottom, top, { period, side: -1 })
    for (let i = period; i < length; i++) out[i] = chop(out[i], highest[i - 1] - top[i - 1], scale)
  },
})

function chop(path: number, range: number, scale: number): number {
  // The way lies between the range and `period` times the range, but its rounded sum may not.
  return range > 0 ? Math.min(100, Math.max(0, Math.log(path / range) * scale)) : Number.NaN
}
