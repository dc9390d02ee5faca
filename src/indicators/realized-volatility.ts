import { defineIndicator } from './indicator.ts'
import { logRatio } from './log-ratio.ts'
import { fillWindowMoments, windowMoments } from './window-moments.ts'

/**
 * Realized volatility from close to close: the sample standard deviation of the last `period` log returns, a fraction (0.02
 * is 2 %).
 *
 * Per bar as it stands; `barsPerYear` (252 for daily stocks, 8760 for hours around the clock) multiplies by its root to give
 * the volatility per year. Prices that do not move have none (0). NaN while a price of the window is not positive. First value on
 * bar `period`.
 *
 * @example
 * ```ts
 * import { realizedVolatility, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 100 })
 * realizedVolatility(bars, { period: 20 })[99] // per bar
 * realizedVolatility(bars, { period: 20, barsPerYear: 365 })[99] // per year, of daily bars
 * ```
 */
export const realizedVolatility = defineIndicator({
  id: 'realized_volatility',
  inputs: ['close'],
  outputs: ['value'],
  params: {
    period: { default: 20, min: 2, integer: true },
    barsPerYear: { default: 1, min: 0.001 },
  },
  warmup: ({ period }) => period,
  start: ({ period, barsPerYear }) => {
    const scale = Math.sqrt(barsPerYear)
    const moments = windowMoments({ period, ddof: 1 })
    let before = Number.NaN
    return close => {
      const known = before === before
      const change = logRatio(close, before)
      before = close
      return known ? scale * moments(change).deviation : Number.NaN
    }
  },
  fill: ({ period, barsPerYear }, [out], close) => {
    const { length } = close
    if (length <= period) return
    const scale = Math.sqrt(barsPerYear)
    const changes = new Float64Array(length - 1)
    for (let i = 1; i < length; i++) changes[i - 1] = logRatio(close[i], close[i - 1])
    const from = out.subarray(1)
    fillWindowMoments(changes, { period, ddof: 1, from: 0, to: length - 1 }, from, from)
    for (let i = period; i < length; i++) out[i] = scale * out[i]
  },
})
