import { defineIndicator } from './indicator.ts'
import { logRatio } from './log-ratio.ts'
import { previousValue } from './previous-value.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/**
 * Hurst exponent of the last `period` prices: about 0.5 for a random walk, above where moves go on (1 for a straight line), below
 * where they turn back (0 when prices keep no distance at all).
 *
 * Half the slope of the logarithm of the mean squared log return over a lag against the logarithm of the lag, at the `lags` lags 1,
 * 2, 4, 8, … over all overlapping returns in the window: the generalized exponent of order 2. Short windows scatter widely: expect
 * ±0.1 at 100 bars. NaN where prices do not move over one of the lags, and while a price of the window is not positive. First value on bar
 * `period - 1`. Sources: Mandelbrot and Van Ness, Fractional Brownian Motions, 1968; Di Matteo, Multi-scaling in Finance, 2007.
 *
 * @throws {@link ConfigError} `indicator/param` when `period` is less than twice the longest lag.
 *
 * @example
 * ```ts
 * import { hurst } from 'peak-trade'
 *
 * const growth = Float64Array.from({ length: 100 }, (_, i) => Math.exp(0.01 * i))
 * hurst(growth, { period: 100 })[99] // 1.000
 * ```
 */
export const hurst = defineIndicator({
  id: 'hurst',
  inputs: ['close'],
  outputs: ['value'],
  params: {
    period: { default: 100, min: 4, integer: true },
    lags: { default: 5, min: 2, max: 12, integer: true },
  },
  check: ({ period, lags }) =>
    period >= 2 ** lags ? undefined : `period is ${period}, it must be at least ${2 ** lags} (twice the longest lag) for ${lags} lags`,
  warmup: ({ period }) => period - 1,
  start: ({ period, lags }) => {
    const weights = slopeWeights(lags)
    const earlier = Array.from(weights, (_, k) => previousValue(2 ** k))
    const sums = Array.from(weights, (_, k) => windowSum(period - 2 ** k))
    return close => {
      let exponent = 0
      for (let k = 0; k < lags; k++) {
        const before = earlier[k](close)
        const sum = before === before ? sums[k](squared(logRatio(close, before))) : Number.NaN
        exponent += weights[k] * Math.log(sum / (period - 2 ** k))
      }
      return known(exponent)
    }
  },
  fill: ({ period, lags }, [out], close) => {
    const { length } = close
    if (length < period) return
    const squares = new Float64Array(length)
    const means = new Float64Array(length)
    out.fill(0, period - 1)
    for (const [k, weight] of slopeWeights(lags).entries()) {
      const lag = 2 ** k
      for (let i = lag; i < length; i++) squares[i] = squared(logRatio(close[i], close[i - lag]))
      fillWindowSums(squares.subarray(lag), period - lag, means.subarray(lag), period - lag)
      for (let i = period - 1; i < length; i++) out[i] += weight * Math.log(means[i])
    }
    for (let i = period - 1; i < length; i++) out[i] = known(out[i])
  },
})

/** What each value counts in half the slope of a line through values at lags 1, 2, 4, 8, … on a logarithmic scale. */
function slopeWeights(lags: number): Float64Array {
  const center = (lags - 1) / 2
  const spread = (lags * (lags * lags - 1)) / 12
  return Float64Array.from({ length: lags }, (_, k) => (k - center) / (2 * Math.LN2 * spread))
}

function squared(value: number): number {
  return value * value
}

function known(value: number): number {
  return value - value === 0 ? value : Number.NaN
}
