import { defineIndicator } from './indicator.ts'
import { fitLine } from './line-fit.ts'
import { RecentValues } from './recent-values.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/**
 * Standard error bands: `middle` is where a line through the last `period` values ends, `upper` and `lower` lie `multiplier` standard errors
 * off it; both the line's end and its error averaged over `smooth` bars. Narrow bands around a trend say that it is one.
 *
 * The standard error is the root of the squared distances from the line over `period - 2`. The bands meet where values lie on a line. First values
 * on bar `period + smooth - 2`; every window is fitted anew. Source: Andersen, Technical Analysis of Stocks and Commodities, September 1996.
 *
 * @example
 * ```ts
 * import { standardErrorBands } from 'peak-trade'
 *
 * const bands = standardErrorBands(Float64Array.of(1, 3, 2), { period: 3, multiplier: 2, smooth: 1 })
 * bands.middle[2] // 2.5
 * bands.upper[2] // 4.949489742783178
 * ```
 */
export const standardErrorBands = defineIndicator({
  id: 'standard_error_bands',
  inputs: ['close'],
  outputs: ['upper', 'middle', 'lower'],
  params: {
    period: { default: 21, min: 3, integer: true },
    multiplier: { default: 2, min: 0 },
    smooth: { default: 3, min: 1, integer: true },
  },
  warmup: ({ period, smooth }) => period + smooth - 2,
  start: ({ period, multiplier, smooth }) => {
    const window = new RecentValues(period)
    const line = { end: Number.NaN, slope: Number.NaN, error: Number.NaN }
    const ends = windowSum(smooth)
    const errors = windowSum(smooth)
    const result = [Number.NaN, Number.NaN, Number.NaN]
    return close => {
      window.add(close)
      if (!window.full) return result
      fitLine(window.values, { start: window.start, period }, line)
      const middle = ends(line.end) / smooth
      const reach = multiplier * (errors(line.error) / smooth)
      result[0] = middle + reach
      result[1] = middle
      result[2] = middle - reach
      return result
    }
  },
  fill: ({ period, multiplier, smooth }, [uppers, middles, lowers], close) => {
    const { length } = close
    const start = period - 1
    if (length <= start) return
    const line = { end: Number.NaN, slope: Number.NaN, error: Number.NaN }
    const ends = new Float64Array(length - start)
    const errors = new Float64Array(length - start)
    for (let j = 0; j < ends.length; j++) {
      fitLine(close, { start: j, period }, line)
      ends[j] = line.end
      errors[j] = line.error
    }
    fillWindowSums(ends, smooth, middles.subarray(start), smooth)
    fillWindowSums(errors, smooth, uppers.subarray(start), smooth)
    for (let i = start + smooth - 1; i < length; i++) {
      const middle = middles[i]
      const reach = multiplier * uppers[i]
      uppers[i] = middle + reach
      lowers[i] = middle - reach
    }
  },
})
