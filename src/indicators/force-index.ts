import { emaKeep, exponentialAverage } from './exponential-average.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Force index: how far the close moved times the volume that took it there, as an exponential average over `period` bars; in
 * units of price times volume.
 *
 * `ema((close - close before) * volume)`. Seed: the mean of bars 1 to `period`. First value on bar `period`. Agrees with
 * Stock.Indicators. Source: Elder, Trading for a Living, 1993, who uses 13 bars for trends and 2 for entries.
 *
 * @example
 * ```ts
 * import { forceIndex } from 'peak-trade'
 *
 * forceIndex({ close: Float64Array.of(5, 6, 4), volume: Float64Array.of(10, 20, 50) }, { period: 2 }) // NaN, NaN, -40
 * ```
 */
export const forceIndex = defineIndicator({
  id: 'force_index',
  inputs: ['close', 'volume'],
  outputs: ['value'],
  params: { period: { default: 13, min: 1, integer: true } },
  warmup: ({ period }) => period,
  start: ({ period }) => {
    const average = exponentialAverage(period, emaKeep(period))
    let before = Number.NaN
    return (close, volume) => {
      const change = close - before
      before = close
      return change === change ? average(change * volume) : Number.NaN
    }
  },
  fill: ({ period }, [out], close, volume) => {
    const { length } = close
    if (length <= period) return
    const keep = emaKeep(period)
    const seed = exponentialAverage(period, keep)
    let average = Number.NaN
    for (let i = 1; i <= period; i++) average = seed((close[i] - close[i - 1]) * volume[i])
    out[period] = average
    let before = close[period]
    for (let i = period + 1; i < length; i++) {
      const force = (close[i] - before) * volume[i]
      before = close[i]
      average = force - keep * (force - average)
      out[i] = average
    }
  },
})
