import { defineIndicator } from './indicator.ts'

const START = 6

/**
 * Cyber cycle: the swings of a series around 0, in its unit, with little lag. `trigger` is the value one bar before; the
 * swing turns where they cross.
 *
 * With `s = (x + 2 * x1 + 2 * x2 + x3) / 6` and `a = alpha` the value is `(1 - a / 2)² * (s - 2 * s1 + s2) + 2 * (1 - a) *
 * y1 - (1 - a)² * y2`; before bar 6 it is `(x - 2 * x1 + x2) / 4`. First values on bar 6. 0 where prices never moved. Ehlers
 * feeds it with `(high + low) / 2`. Source: Ehlers, Cybernetic Analysis for Stocks and Futures, 2004.
 *
 * @example
 * ```ts
 * import { cyberCycle, syntheticBars } from 'peak-trade'
 *
 * const { value, trigger } = cyberCycle(syntheticBars({ seed: 1, length: 100 }))
 * value[99] > trigger[99] // on the way up?
 * ```
 */
export const cyberCycle = defineIndicator({
  id: 'cyber_cycle',
  inputs: ['close'],
  outputs: ['value', 'trigger'],
  params: { alpha: { default: 0.07, min: 0.001, max: 1 } },
  warmup: () => START,
  start: ({ alpha }) => {
    const keep = 1 - alpha
    const gain = (1 - 0.5 * alpha) * (1 - 0.5 * alpha)
    const result = [Number.NaN, Number.NaN]
    let bar = 0
    let before1 = 0
    let before2 = 0
    let before3 = 0
    let smooth1 = 0
    let smooth2 = 0
    let cycle1 = 0
    let cycle2 = 0
    return close => {
      // Around the newest value, so that values that do not move give exactly 0.
      const smooth = close + (2 * (before1 - close) + 2 * (before2 - close) + (before3 - close)) / 6
      let cycle = 0
      if (bar >= START) {
        cycle = gain * (smooth - smooth1 - (smooth1 - smooth2)) + keep * (2 * cycle1 - keep * cycle2)
        result[0] = cycle
        result[1] = cycle1
      } else {
        if (bar > 1) cycle = (close - before1 - (before1 - before2)) / 4
        bar++
      }
      before3 = before2
      before2 = before1
      before1 = close
      smooth2 = smooth1
      smooth1 = smooth
      cycle2 = cycle1
      cycle1 = cycle
      return result
    }
  },
  fill: ({ alpha }, [values, triggers], close) => {
    const keep = 1 - alpha
    const gain = (1 - 0.5 * alpha) * (1 - 0.5 * alpha)
    let smooth1 = 0
    let smooth2 = 0
    let cycle1 = 0
    let cycle2 = 0
    for (let i = 2; i < close.length; i++) {
      const value = close[i]
      const past = i > 2 ? close[i - 3] : 0
      const smooth = value + (2 * (close[i - 1] - value) + 2 * (close[i - 2] - value) + (past - value)) / 6
      let cycle = 0
      if (i >= START) {
        cycle = gain * (smooth - smooth1 - (smooth1 - smooth2)) + keep * (2 * cycle1 - keep * cycle2)
        values[i] = cycle
        triggers[i] = cycle1
      } else cycle = (value - close[i - 1] - (close[i - 1] - close[i - 2])) / 4
      smooth2 = smooth1
      smooth1 = smooth
      cycle2 = cycle1
      cycle1 = cycle
    }
  },
})
