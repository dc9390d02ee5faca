import { extremeAge, fillExtremeAges } from './extreme-age.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Aroon: how long ago the highest high (`up`) and the lowest low (`down`) of the last `period` bars and the current one were,
 * from 100 (on this bar) to 0 (`period` bars ago), and `oscillator`, `up - down`, from -100 to 100.
 *
 * Among equal extremes the latest counts, so that prices that do not move give 100, 100 and 0. First values on bar `period`. Agrees
 * with TA-Lib `AROON` and `AROONOSC`; Stock.Indicators takes the earliest of equal extremes. Source: Chande 1995.
 *
 * @example
 * ```ts
 * import { aroon } from 'peak-trade'
 *
 * const { up, down } = aroon({ high: Float64Array.of(9, 7, 8), low: Float64Array.of(6, 5, 7) }, { period: 2 })
 * up[2] // 0
 * down[2] // 50
 * ```
 */
export const aroon = defineIndicator({
  id: 'aroon',
  inputs: ['high', 'low'],
  outputs: ['up', 'down', 'oscillator'],
  params: { period: { default: 14, min: 1, integer: true } },
  warmup: ({ period }) => period,
  start: ({ period }) => {
    const highs = extremeAge(period + 1, 1)
    const lows = extremeAge(period + 1, -1)
    const result = [Number.NaN, Number.NaN, Number.NaN]
    return (high, low) => {
      const up = freshness(highs(high), period)
      const down = freshness(lows(low), period)
      result[0] = up
      result[1] = down
      result[2] = up - down
      return result
    }
  },
  fill: ({ period }, [ups, downs, oscillator], high, low) => {
    fillExtremeAges(high, ups, { period: period + 1, side: 1 })
    fillExtremeAges(low, downs, { period: period + 1, side: -1 })
    for (let i = period; i < high.length; i++) {
      const up = freshness(ups[i], period)
      const down = freshness(downs[i], period)
      ups[i] = up
      downs[i] = down
      oscillator[i] = up - down
    }
  },
})

function freshness(age: number, period: number): number {
  return (100 * (period - age)) / period
}
