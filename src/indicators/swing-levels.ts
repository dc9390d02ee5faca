import type { Column } from '../base/column.ts'
import { defineIndicator } from './indicator.ts'
import { isPeak, type PeakOptions } from './is-peak.ts'
import { RecentValues } from './recent-values.ts'

/**
 * Swing levels: the last confirmed swing high and swing low, in the unit of the prices. What a trailing stop or a breakout looks at.
 *
 * A high is a swing when it is strictly above the highs of the `strength` bars on either side, so it is known `strength` bars later and said
 * then, never earlier; the level holds until the next one. Before the first swing of its kind, `high` is the highest high so far and `low`
 * the lowest low. First values on bar `2 * strength`. The bars that confirm: {@link fractals}.
 *
 * @example
 * ```ts
 * import { swingLevels } from 'peak-trade'
 *
 * const price = Float64Array.of(3, 2, 5, 4, 3, 6)
 * swingLevels({ high: price, low: price }, { strength: 1 }).high // NaN, NaN, 5, 5, 5, 5
 * ```
 */
export const swingLevels = defineIndicator({
  id: 'swing_levels',
  inputs: ['high', 'low'],
  outputs: ['high', 'low'],
  params: { strength: { default: 3, min: 1, integer: true } },
  warmup: ({ strength }) => 2 * strength,
  start: ({ strength }) => {
    const highs = new RecentValues(2 * strength + 1)
    const lows = new RecentValues(2 * strength + 1)
    const result = [Number.NaN, Number.NaN]
    let top = Number.NEGATIVE_INFINITY
    let bottom = Number.POSITIVE_INFINITY
    let hasTop = false
    let hasBottom = false
    return (high, low) => {
      highs.add(high)
      lows.add(low)
      if (!hasTop && high > top) top = high
      if (!hasBottom && low < bottom) bottom = low
      if (!highs.full) return result
      if (isPeak(highs.values, highs.start + strength, { strength, side: 1 })) {
        top = highs.values[highs.start + strength]
        hasTop = true
      }
      if (isPeak(lows.values, lows.start + strength, { strength, side: -1 })) {
        bottom = lows.values[lows.start + strength]
        hasBottom = true
      }
      result[0] = top
      result[1] = bottom
      return result
    }
  },
  fill: ({ strength }, [tops, bottoms], high, low) => {
    fillSide(high, tops, { strength, side: 1 })
    fillSide(low, bottoms, { strength, side: -1 })
  },
})

function fillSide(values: Column, out: Float64Array, options: PeakOptions): void {
  const { strength, side } = options
  let level = side * Number.NEGATIVE_INFINITY
  let known = false
  for (let i = 0, at = -strength; i < values.length; i++, at++) {
    if (!known && side * values[i] > side * level) level = values[i]
    if (at < strength) continue
    if (isPeak(values, at, options)) {
      level = values[at]
      known = true
    }
    out[i] = level
  }
}
