import { finiteRatio } from './finite-ratio.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Center of gravity: how far the balance point of the last `period` values lies from the middle of the window, in bars
 * toward the newest one. Swings around 0 in step with the price and without lag; `trigger` is the value one bar before.
 *
 * `(period + 1) / 2 - sum((i + 1) * x[i]) / sum(x[i])`, with `i` bars back; 0 where prices do not move, NaN where the values
 * add up to 0. `value` begins on bar `period - 1`, `trigger` on bar `period`. Ehlers feeds it with `(high + low) / 2`.
 * Source: Ehlers, The CG Oscillator, Stocks & Commodities, 2002, centered as in Cybernetic Analysis for Stocks and Futures,
 * 2004.
 *
 * @example
 * ```ts
 * import { centerOfGravity } from 'peak-trade'
 *
 * centerOfGravity(Float64Array.of(1, 1, 2), { period: 2 }).value // NaN, 0, 0.16666666666666666
 * ```
 */
export const centerOfGravity = defineIndicator({
  id: 'center_of_gravity',
  inputs: ['close'],
  outputs: ['value', 'trigger'],
  params: { period: { default: 10, min: 1, integer: true } },
  warmup: ({ period }) => period,
  start: ({ period }) => {
    // Every value stands twice, so that a window is always in one piece.
    const values = new Float64Array(2 * period)
    const result = [Number.NaN, Number.NaN]
    let at = 0
    let known = 0
    return close => {
      values[at] = close
      values[at + period] = close
      at++
      if (at === period) at = 0
      if (known < period) known++
      if (known < period) return result
      // In pairs from both ends, so that values that do not move give exactly 0.
      let moment = 0
      let weight = period % 2 === 0 ? 0 : values[at + (period >> 1)]
      for (let old = at, young = at + period - 1; old < young; old++, young--) {
        moment += (young - old) * 0.5 * (values[young] - values[old])
        weight += values[young] + values[old]
      }
      result[1] = result[0]
      result[0] = finiteRatio(moment, weight)
      return result
    }
  },
})
