import { defineIndicator } from './indicator.ts'

/**
 * Percentile rank: where the current value stands among the last `period` values, itself included, as a fraction in (0, 1].
 * Equal values share the average of their ranks, so a flat window gives (period + 1) / (2 × period).
 *
 * First value on bar `period - 1`. Agrees with pandas `rolling(period).rank(pct=True)`.
 *
 * @example
 * ```ts
 * import { percentileRank } from 'peak-trade'
 *
 * percentileRank(Float64Array.of(1, 2, 3, 2.5), { period: 4 })[3] // 0.75
 * ```
 */
export const percentileRank = defineIndicator({
  id: 'percentile_rank',
  inputs: ['close'],
  outputs: ['value'],
  params: { period: { default: 100, min: 1, integer: true } },
  warmup: ({ period }) => period - 1,
  start: ({ period }) => {
    const window = new Float64Array(period)
    let count = 0
    return close => {
      window[count % period] = close
      count++
      if (count < period) return Number.NaN
      let below = 0
      let equal = 0
      for (let j = 0; j < period; j++) {
        if (window[j] < close) below++
        else if (window[j] === close) equal++
      }
      return (below + (equal + 1) / 2) / period
    }
  },
})
