import { driftlessVariance } from './driftless-variance.ts'
import { defineIndicator } from './indicator.ts'
import { logRatio } from './log-ratio.ts'
import { fillWindowMoments, windowMoments } from './window-moments.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/**
 * Yang and Zhang's volatility: gaps between bars, moves from open to close and the shapes of the last `period` bars together, whatever
 * the drift; a fraction (0.02 is 2 %). The most efficient of its kind that sees gaps.
 *
 * The root of `overnight + k move + (1 - k) shape`: the sample variances of `ln(open / close before)` and of `ln(close / open)`, the
 * mean of {@link rogersSatchell}'s terms, and `k = 0.34 / (1.34 + (period + 1) / (period - 1))`. Per bar as it stands; `barsPerYear`
 * multiplies by its root. Prices that do not move give 0. NaN while a price of the window is 0. First value on bar `period`. Source: Yang
 * and Zhang, Drift-Independent Volatility Estimation Based on High, Low, Open, and Close Prices, 2000.
 *
 * @example
 * ```ts
 * import { syntheticBars, yangZhang } from 'peak-trade'
 *
 * yangZhang(syntheticBars({ seed: 1, length: 100 }), { period: 20, barsPerYear: 365 })[99] // per year, of daily bars
 * ```
 */
export const yangZhang = defineIndicator({
  id: 'yang_zhang',
  inputs: ['open', 'high', 'low', 'close'],
  outputs: ['value'],
  params: {
    period: { default: 20, min: 2, integer: true },
    barsPerYear: { default: 1, min: 0.001 },
  },
  warmup: ({ period }) => period,
  start: ({ period, barsPerYear }) => {
    const scale = Math.sqrt(barsPerYear)
    const weight = weightOf(period)
    const gaps = windowMoments({ period, ddof: 1 })
    const moves = windowMoments({ period, ddof: 1 })
    const shapes = windowSum(period)
    let before = Number.NaN
    return (open, high, low, close) => {
      const known = before === before
      const gap = logRatio(open, before)
      before = close
      if (!known) return Number.NaN
      const overnight = gaps(gap).deviation
      const move = moves(logRatio(close, open)).deviation
      const shape = shapes(driftlessVariance(open, high, low, close)) / period
      return scale * Math.sqrt(overnight * overnight + weight * move * move + (1 - weight) * shape)
    }
  },
  fill: ({ period, barsPerYear }, [out], open, high, low, close) => {
    const { length } = close
    if (length <= period) return
    const scale = Math.sqrt(barsPerYear)
    const weight = weightOf(period)
    const shapes = new Float64Array(length - 1)
    const gaps = new Float64Array(length - 1)
    const moves = new Float64Array(length - 1)
    for (let i = 1; i < length; i++) {
      shapes[i - 1] = driftlessVariance(open[i], high[i], low[i], close[i])
      gaps[i - 1] = logRatio(open[i], close[i - 1])
      moves[i - 1] = logRatio(close[i], open[i])
    }
    const shape = out.subarray(1)
    fillWindowSums(shapes, period, shape, period)
    const overnight = shapes
    fillWindowMoments(gaps, { period, ddof: 1, from: 0, to: length - 1 }, overnight, overnight)
    const move = gaps
    fillWindowMoments(moves, { period, ddof: 1, from: 0, to: length - 1 }, move, move)
    for (let i = period - 1; i < length - 1; i++)
      shape[i] = scale * Math.sqrt(overnight[i] * overnight[i] + weight * move[i] * move[i] + (1 - weight) * shape[i])
  },
})

/** What makes the variance of the estimate smallest. */
function weightOf(period: number): number {
  return 0.34 / (1.34 + (period + 1) / (period - 1))
}
