import type { Column } from '../base/column.ts'
import { defineIndicator } from './indicator.ts'
import { RecentValues } from './recent-values.ts'

/**
 * Volume profile of the last `period` bars: at which prices most was traded, in the unit of the prices. `control` is the middle of the
 * price bin with the most volume (the point of control), `high` and `low` are the ends of the value area, the bins around it that hold
 * `share` of all volume.
 *
 * The range of the window is cut into `bins` equal bins, and the volume of each bar spread evenly over its own range. Of equal bins the
 * lowest is the point of control; the value area grows by one bin at a time to the side where more was traded, upward when equal. All
 * three are the price where it does not move, and NaN where nothing was traded. First values on bar `period - 1`; every window is measured
 * anew. Source: the market profile of Steidlmayer, 1984, with volume instead of time.
 *
 * @example
 * ```ts
 * import { volumeProfile } from 'peak-trade'
 *
 * const high = Float64Array.of(12, 14)
 * const low = Float64Array.of(10, 11)
 * const profile = volumeProfile({ high, low, volume: Float64Array.of(20, 30) }, { period: 2, bins: 4, share: 0.7 })
 * profile.control[1] // 11.5, where both traded
 * profile.high[1] // 14
 * ```
 */
export const volumeProfile = defineIndicator({
  id: 'volume_profile',
  inputs: ['high', 'low', 'volume'],
  outputs: ['control', 'high', 'low'],
  params: {
    period: { default: 50, min: 1, integer: true },
    bins: { default: 24, min: 1, integer: true },
    share: { default: 0.7, min: 0, max: 1 },
  },
  warmup: ({ period }) => period - 1,
  start: ({ period, bins, share }) => {
    const highs = new RecentValues(period)
    const lows = new RecentValues(period)
    const volumes = new RecentValues(period)
    const traded = new Float64Array(bins)
    const result = [Number.NaN, Number.NaN, Number.NaN]
    return (high, low, volume) => {
      highs.add(high)
      lows.add(low)
      volumes.add(volume)
      if (!highs.full) return result
      const { values, start } = highs
      const scale = spreadVolume(values, lows.values, volumes.values, { start, period }, traded)
      placeArea(traded, scale, share, result)
      return result
    }
  },
  fill: ({ period, bins, share }, [controls, tops, bottoms], high, low, volume) => {
    const traded = new Float64Array(bins)
    const result = [Number.NaN, Number.NaN, Number.NaN]
    for (let i = period - 1, start = 0; i < high.length; i++, start++) {
      const scale = spreadVolume(high, low, volume, { start, period }, traded)
      placeArea(traded, scale, share, result)
      controls[i] = result[0]
      tops[i] = result[1]
      bottoms[i] = result[2]
    }
  },
})

/** Where the bins lie. */
interface Scale {
  readonly lowest: number
  readonly width: number
}

/** Puts the volume of a window into bins. */
function spreadVolume(
  high: Column,
  low: Column,
  volume: Column,
  { start, period }: { readonly start: number; readonly period: number },
  traded: Float64Array,
): Scale {
  let highest = high[start]
  let lowest = low[start]
  for (let i = start + 1; i < start + period; i++) {
    if (high[i] > highest) highest = high[i]
    if (low[i] < lowest) lowest = low[i]
  }
  const bins = traded.length
  const width = (highest - lowest) / bins
  const inverse = width > 0 ? 1 / width : 0
  traded.fill(0)
  for (let i = start; i < start + period; i++) {
    // In bins from the lowest: clamped, because rounding can step over an end.
    const from = Math.max(0, (low[i] - lowest) * inverse)
    const to = Math.min(bins, (high[i] - lowest) * inverse)
    const first = Math.min(bins - 1, Math.floor(from))
    if (!(to > from)) {
      traded[first] += volume[i]
      continue
    }
    const density = volume[i] / (to - from)
    for (let bin = first, at = from; at < to; bin++) {
      const end = Math.min(bin + 1, to)
      traded[bin] += density * (end - at)
      at = end
    }
  }
  return { lowest, width }
}

/** Point of control and value area of bins full of volume. */
function placeArea(traded: Float64Array, { lowest, width }: Scale, share: number, result: number[]): void {
  const bins = traded.length
  let control = 0
  let total = 0
  for (let bin = 0; bin < bins; bin++) {
    total += traded[bin]
    if (traded[bin] > traded[control]) control = bin
  }
  if (!(total > 0)) {
    result.fill(Number.NaN)
    return
  }
  let first = control
  let last = control
  let inside = traded[control]
  while (inside < share * total && last - first < bins - 1) {
    const above = last < bins - 1 ? traded[last + 1] : -1
    const below = first > 0 ? traded[first - 1] : -1
    if (above >= below) last++
    else first--
    inside += Math.max(above, below)
  }
  result[0] = lowest + (control + 0.5) * width
  result[1] = lowest + (last + 1) * width
  result[2] = lowest + first * width
}
