import { finiteRatio } from './finite-ratio.ts'
import { defineIndicator } from './indicator.ts'
import { logRatio } from './log-ratio.ts'
import { previousValue } from './previous-value.ts'
import { fillWindowMoments, windowMoments } from './window-moments.ts'

/**
 * Variance ratio of the last `period` log returns: the variance of returns over `lag` bars, over `lag` times that over one bar. `ratio` is 1
 * for a random walk, above 1 where moves go on, below where they turn back; `z` says by how many standard errors it is off 1.
 *
 * Overlapping returns, both variances unbiased; `z` for returns of constant variance: `(ratio - 1) / √(2(2q - 1)(q - 1) / 3qn)` with q the
 * lag and n the period. NaN where prices do not move, and while a price of the window is not positive. First value on bar `period`. Source:
 * Lo and MacKinlay, Stock Market Prices Do Not Follow Random Walks, 1988.
 *
 * @throws {@link ConfigError} `indicator/param` when `period` is not larger than `lag`.
 *
 * @example
 * ```ts
 * import { syntheticBars, varianceRatio } from 'peak-trade'
 *
 * const { z } = varianceRatio(syntheticBars({ seed: 1, length: 300 }), { period: 250, lag: 5 })
 * Math.abs(z[299]) > 1.96 // not a random walk?
 * ```
 */
export const varianceRatio = defineIndicator({
  id: 'variance_ratio',
  inputs: ['close'],
  outputs: ['ratio', 'z'],
  params: {
    period: { default: 100, min: 3, integer: true },
    lag: { default: 2, min: 2, integer: true },
  },
  check: ({ period, lag }) => (period > lag ? undefined : `period is ${period}, it must be larger than lag, which is ${lag}`),
  warmup: ({ period }) => period,
  start: ({ period, lag }) => {
    const single = windowMoments({ period, ddof: 1 })
    const joined = windowMoments({ period: period - lag + 1, ddof: 0 })
    const last = previousValue(1)
    const earlier = previousValue(lag)
    const scale = period / (lag * (period - lag))
    const error = standardError(period, lag)
    const result = [Number.NaN, Number.NaN]
    return close => {
      const before = last(close)
      const start = earlier(close)
      if (before !== before) return result
      const { mean, deviation } = single(logRatio(close, before))
      if (start !== start) return result
      const { mean: center, deviation: spread } = joined(logRatio(close, start))
      const miss = center - lag * mean
      result[0] = finiteRatio((spread * spread + miss * miss) * scale, deviation * deviation)
      result[1] = (result[0] - 1) / error
      return result
    }
  },
  fill: ({ period, lag }, [ratios, zs], close) => {
    const { length } = close
    if (length <= period) return
    const scale = period / (lag * (period - lag))
    const error = standardError(period, lag)
    const changes = new Float64Array(length)
    const centers = new Float64Array(length)
    const spreads = new Float64Array(length)
    for (let i = lag; i < length; i++) changes[i] = logRatio(close[i], close[i - lag])
    const joined = { period: period - lag + 1, ddof: 0, from: 0, to: length - lag }
    fillWindowMoments(changes.subarray(lag), joined, centers.subarray(lag), spreads.subarray(lag))
    for (let i = 1; i < length; i++) changes[i] = logRatio(close[i], close[i - 1])
    const single = { period, ddof: 1, from: 0, to: length - 1 }
    fillWindowMoments(changes.subarray(1), single, ratios.subarray(1), zs.subarray(1))
    for (let i = period; i < length; i++) {
      const miss = centers[i] - lag * ratios[i]
      const ratio = finiteRatio((spreads[i] * spreads[i] + miss * miss) * scale, zs[i] * zs[i])
      ratios[i] = ratio
      zs[i] = (ratio - 1) / error
    }
  },
})

function standardError(period: number, lag: number): number {
  return Math.sqrt((2 * (2 * lag - 1) * (lag - 1)) / (3 * lag * period))
}
