import { defineIndicator } from './indicator.ts'
import { pearson } from './pearson.ts'
import { previousValue } from './previous-value.ts'
import { fillWindowComoments, windowComoments } from './window-comoments.ts'
import { chunkLength } from './window-moments.ts'

/**
 * Autocorrelation: the correlation of the last `period` values with those `lag` bars before them, from -1 to 1. Feed it returns:
 * positive when moves go on, negative when they turn.
 *
 * The correlation of the overlapping parts, as pandas counts it. NaN where values do not move. First value on bar
 * `period - 1 + lag`.
 *
 * @example
 * ```ts
 * import { rollingAutocorrelation } from 'peak-trade'
 *
 * rollingAutocorrelation(Float64Array.of(1, -1, 1, -1), { period: 3, lag: 1 })[3] // -1
 * ```
 */
export const rollingAutocorrelation = defineIndicator({
  id: 'rolling_autocorrelation',
  inputs: ['close'],
  outputs: ['value'],
  params: {
    period: { default: 50, min: 2, integer: true },
    lag: { default: 1, min: 1, integer: true },
  },
  warmup: ({ period, lag }) => period - 1 + lag,
  start: ({ period, lag }) => {
    const comoments = windowComoments(period)
    const earlier = previousValue(lag)
    return close => {
      const before = earlier(close)
      if (before !== before) return Number.NaN
      const { first, second, both } = comoments(close, before)
      return pearson(first, second, both)
    }
  },
  fill: ({ period, lag }, [out], close) => {
    const later = close.subarray(lag)
    const into = out.subarray(lag)
    const chunk = chunkLength(period)
    const columns = { first: new Float64Array(chunk), second: new Float64Array(chunk), both: new Float64Array(chunk) }
    const { first, second, both } = columns
    for (let from = 0; from < later.length; from += chunk) {
      const to = Math.min(from + chunk, later.length)
      fillWindowComoments(later, close, { period, from, to }, columns)
      for (let i = Math.max(from, period - 1), j = i - from; i < to; i++, j++) into[i] = pearson(first[j], second[j], both[j])
    }
  },
})
