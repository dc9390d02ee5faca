import { defineIndicator } from './indicator.ts'
import { isPeak } from './is-peak.ts'
import { RecentValues } from './recent-values.ts'

/**
 * Williams fractals: `up` is 1 on the bar that confirms a fractal high, else 0; `down` the same for a fractal low.
 *
 * A high is a fractal when it is strictly above the highs of the `strength` bars on either side. That is known `strength` bars later and
 * said then, never earlier: the level is the high `strength` bars ago. Equal highs next to each other are none. First values on bar
 * `2 * strength`. The levels themselves: {@link swingLevels}. Source: Williams, Trading Chaos, 1995.
 *
 * @example
 * ```ts
 * import { fractals } from 'peak-trade'
 *
 * const high = Float64Array.of(1, 2, 5, 3, 2)
 * fractals({ high, low: high }, { strength: 2 }).up // NaN, NaN, NaN, NaN, 1
 * ```
 */
export const fractals = defineIndicator({
  id: 'fractals',
  inputs: ['high', 'low'],
  outputs: ['up', 'down'],
  params: { strength: { default: 2, min: 1, integer: true } },
  warmup: ({ strength }) => 2 * strength,
  start: ({ strength }) => {
    const width = 2 * strength + 1
    const highs = new RecentValues(width)
    const lows = new RecentValues(width)
    const result = [Number.NaN, Number.NaN]
    return (high, low) => {
      highs.add(high)
      lows.add(low)
      if (!highs.full) return result
      result[0] = Number(isPeak(highs.values, highs.start + strength, { strength, side: 1 }))
      result[1] = Number(isPeak(lows.values, lows.start + strength, { strength, side: -1 }))
      return result
    }
  },
  fill: ({ strength }, [ups, downs], high, low) => {
    for (let at = strength, i = 2 * strength; i < high.length; at++, i++) {
      ups[i] = Number(isPeak(high, at, { strength, side: 1 }))
      downs[i] = Number(isPeak(low, at, { strength, side: -1 }))
    }
  },
})
