import { atr } from './atr.ts'
import { defineIndicator } from './indicator.ts'

/**
 * SuperTrend: a trailing stop some average true ranges away from the middle of the bars (`value`, in the unit of the prices),
 * and the side it is on (`direction`: 1 below prices in a rising trend, -1 above them in a falling one).
 *
 * Two bands run `multiplier` {@link atr} over `period` bars above and below `(high + low) / 2`. The lower one never falls while
 * closes stay above it, the upper one never rises while closes stay below it. A rising trend ends with a close at or below the lower
 * band, a falling one with a close above the upper band. The first trend rises when the close is not below the middle of its bar.
 * First values on bar `period`. Agrees with Stock.Indicators. Source: Seban.
 *
 * @example
 * ```ts
 * import { supertrend, syntheticBars } from 'peak-trade'
 *
 * const { direction } = supertrend(syntheticBars({ seed: 1, length: 200 }), { period: 10, multiplier: 3 })
 * direction.findIndex(value => !Number.isNaN(value)) // 10
 * ```
 */
export const supertrend = defineIndicator({
  id: 'supertrend',
  inputs: ['high', 'low', 'close'],
  outputs: ['value', 'direction'],
  params: {
    period: { default: 10, min: 1, integer: true },
    multiplier: { default: 3, min: 0 },
  },
  warmup: ({ period }) => period,
  start: ({ period, multiplier }) => {
    const ranges = atr.start({ period })
    const result = [Number.NaN, Number.NaN]
    let before = Number.NaN
    let upper = Number.NaN
    let lower = Number.NaN
    let rising = true
    return (high, low, close) => {
      const range = ranges(high, low, close, close) as number
      const middle = (high + low) / 2
      if (range === range) {
        const reach = multiplier * range
        if (upper !== upper) {
          upper = middle + reach
          lower = middle - reach
          rising = close >= middle
        }
        if (middle + reach < upper || before > upper) upper = middle + reach
        if (middle - reach > lower || before < lower) lower = middle - reach
        rising = rising ? close > lower : close > upper
        result[0] = rising ? lower : upper
        result[1] = rising ? 1 : -1
      }
      before = close
      return result
    }
  },
  fill: ({ period, multiplier }, [values, directions], high, low, close) => {
    const { length } = close
    if (length <= period) return
    atr.fill?.({ period }, [values], high, low, close, close)
    const middle = (high[period] + low[period]) / 2
    let upper = middle + multiplier * values[period]
    let lower = middle - multiplier * values[period]
    let rising = close[period] >= middle
    for (let i = period; i < length; i++) {
      const center = (high[i] + low[i]) / 2
      const reach = multiplier * values[i]
      const before = close[i - 1]
      if (center + reach < upper || before > upper) upper = center + reach
      if (center - reach > lower || before < lower) lower = center - reach
      rising = rising ? close[i] > lower : close[i] > upper
      values[i] = rising ? lower : upper
      directions[i] = rising ? 1 : -1
    }
  },
})
