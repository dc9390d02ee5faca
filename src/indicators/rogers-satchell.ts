import { driftlessVariance } from './driftless-variance.ts'
import { defineIndicator } from './indicator.ts'
import { fillRootWindowMeans, rootWindowMean } from './root-window-mean.ts'

/**
 * Rogers and Satchell's volatility: what the shapes of the last `period` bars say about the standard deviation of log returns,
 * whatever the drift; a fraction (0.02 is 2 %). Gaps between bars are not seen: see {@link yangZhang}.
 *
 * The root of the mean of `ln(high / close) ln(high / open) + ln(low / close) ln(low / open)`. Per bar as it stands; `barsPerYear`
 * multiplies by its root. A bar that runs from one end of its range to the other counts as 0, like one without a range. NaN while a
 * price of the window is 0. First value on bar `period - 1`. Source: Rogers and Satchell, Estimating Variance from High, Low and
 * Closing Prices, 1991.
 *
 * @example
 * ```ts
 * import { rogersSatchell, syntheticBars } from 'peak-trade'
 *
 * rogersSatchell(syntheticBars({ seed: 1, length: 100 }), { period: 20, barsPerYear: 365 })[99] // per year, of daily bars
 * ```
 */
export const rogersSatchell = defineIndicator({
  id: 'rogers_satchell',
  inputs: ['open', 'high', 'low', 'close'],
  outputs: ['value'],
  params: {
    period: { default: 20, min: 1, integer: true },
    barsPerYear: { default: 1, min: 0.001 },
  },
  warmup: ({ period }) => period - 1,
  start: ({ period, barsPerYear }) => {
    const mean = rootWindowMean({ period, scale: Math.sqrt(barsPerYear) })
    return (open, high, low, close) => mean(driftlessVariance(open, high, low, close))
  },
  fill: ({ period, barsPerYear }, [out], open, high, low, close) => {
    const variances = new Float64Array(close.length)
    for (let i = 0; i < variances.length; i++) variances[i] = driftlessVariance(open[i], high[i], low[i], close[i])
    fillRootWindowMeans(variances, out, { period, scale: Math.sqrt(barsPerYear) })
  },
})
