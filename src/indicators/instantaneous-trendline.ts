import { defineIndicator } from './indicator.ts'

const START = 6

/**
 * Instantaneous trendline: a smooth line without lag in a steady trend. `trigger` is `2 * value - value of two bars before`,
 * which runs ahead of it; the trend turns where they cross. In the unit of the input.
 *
 * `(a - a² / 4) * x + a² / 2 * x1 - (a - 3 * a² / 4) * x2 + 2 * (1 - a) * y1 - (1 - a)² * y2` with `a = alpha`; before bar 6
 * `(x + 2 * x1 + x2) / 4`. First values on bar 6. Ehlers feeds it with `(high + low) / 2`. {@link hilbertTrendline} measures
 * the cycle first. Source: Ehlers, Cybernetic Analysis for Stocks and Futures, 2004.
 *
 * @example
 * ```ts
 * import { instantaneousTrendline, syntheticBars } from 'peak-trade'
 *
 * const { value, trigger } = instantaneousTrendline(syntheticBars({ seed: 1, length: 100 }))
 * trigger[99] > value[99] // upward?
 * ```
 */
export const instantaneousTrendline = defineIndicator({
  id: 'instantaneous_trendline',
  inputs: ['close'],
  outputs: ['value', 'trigger'],
  params: { alpha: { default: 0.07, min: 0.001, max: 1 } },
  warmup: () => START,
  start: ({ alpha }) => {
    const keep = 1 - alpha
    const weight1 = 0.5 * alpha * alpha
    const weight2 = alpha - 0.75 * alpha * alpha
    const result = [Number.NaN, Number.NaN]
    let bar = 0
    let before1 = 0
    let before2 = 0
    let line1 = 0
    let line2 = 0
    return close => {
      // Around the newest value, so that values that do not move give exactly that value.
      const past1 = before1 - close
      const past2 = before2 - close
      const line =
        bar < START
          ? close + (2 * past1 + past2) / 4
          : close + weight1 * past1 - weight2 * past2 + 2 * keep * (line1 - close) - keep * keep * (line2 - close)
      if (bar < START) bar++
      else {
        result[0] = line
        result[1] = 2 * line - line2
      }
      before2 = before1
      before1 = close
      line2 = line1
      line1 = line
      return result
    }
  },
  fill: ({ alpha }, [values, triggers], close) => {
    const keep = 1 - alpha
    const weight1 = 0.5 * alpha * alpha
    const weight2 = alpha - 0.75 * alpha * alpha
    let line1 = 0
    let line2 = 0
    for (let i = 2; i < close.length; i++) {
      const value = close[i]
      const past1 = close[i - 1] - value
      const past2 = close[i - 2] - value
      let line = value + (2 * past1 + past2) / 4
      if (i >= START) {
        line = value + weight1 * past1 - weight2 * past2 + 2 * keep * (line1 - value) - keep * keep * (line2 - value)
        values[i] = line
        triggers[i] = 2 * line - line2
      }
      line2 = line1
      line1 = line
    }
  },
})
