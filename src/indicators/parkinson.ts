import { defineIndicator } from './indicator.ts'
import { logRatio } from './log-ratio.ts'
import { fillRootWindowMeans, rootWindowMean } from './root-window-mean.ts'

/**
 * Parkinson's volatility: what the ranges of the last `period` bars say about the standard deviation of log returns, a fraction
 * (0.02 is 2 %). Five times as efficient as closes alone, as long as there is no drift and no gap between bars.
 *
 * The root of the mean of `ln(high / low)² / (4 ln 2)`. Per bar as it stands; `barsPerYear` multiplies by its root. Bars without a
 * range count as 0. NaN while a low of the window is 0. First value on bar `period - 1`. Source: Parkinson, The Extreme Value Method
 * for Estimating the Variance of the Rate of Return, 1980.
 *
 * @example
 * ```ts
 * import { parkinson, syntheticBars } from 'peak-trade'
 *
 * parkinson(syntheticBars({ seed: 1, length: 100 }), { period: 20, barsPerYear: 365 })[99] // per year, of daily bars
 * ```
 */
export const parkinson = defineIndicator({
  id: 'parkinson',
  inputs: ['high', 'low'],
  outputs: ['value'],
  params: {
    period: { default: 20, min: 1, integer: true },
    barsPerYear: { default: 1, min: 0.001 },
  },
  warmup: ({ period }) => period - 1,
  start: ({ period, barsPerYear }) => {
    const mean = rootWindowMean({ period, scale: scaleOf(barsPerYear) })
    return (high, low) => mean(squaredRange(high, low))
  },
  fill: ({ period, barsPerYear }, [out], high, low) => {
    const squares = new Float64Array(high.length)
    for (let i = 0; i < squares.length; i++) squares[i] = squaredRange(high[i], low[i])
    fillRootWindowMeans(squares, out, { period, scale: scaleOf(barsPerYear) })
  },
})

function scaleOf(barsPerYear: number): number {
  return Math.sqrt(barsPerYear / (4 * Math.LN2))
}

function squaredRange(high: number, low: number): number {
  const range = logRatio(high, low)
  return range * range
}
