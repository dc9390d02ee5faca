import { finiteRatio } from './finite-ratio.ts'
import { defineIndicator } from './indicator.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/**
 * Amihud's illiquidity: by how many parts prices moved per million traded, in units of 1 / million of the quote currency (0.02 says that
 * a million moves the price by 2 %).
 *
 * The mean of `1e6 * |return| / (close * volume)` over those of the last `period` bars on which something was traded; NaN where there
 * was none. 0 where prices do not move. First value on bar `period`. Source: Amihud, Illiquidity and Stock Returns, 2002.
 *
 * @example
 * ```ts
 * import { amihud } from 'peak-trade'
 *
 * amihud({ close: Float64Array.of(100, 125), volume: Float64Array.of(5, 16_000) }, { period: 1 }) // NaN, 0.125
 * ```
 */
export const amihud = defineIndicator({
  id: 'amihud',
  inputs: ['close', 'volume'],
  outputs: ['value'],
  params: { period: { default: 20, min: 1, integer: true } },
  warmup: ({ period }) => period,
  start: ({ period }) => {
    const impacts = windowSum(period)
    const traded = windowSum(period)
    let before = Number.NaN
    return (close, volume) => {
      const known = before === before
      const impact = impactOf(before, close, volume)
      before = close
      if (!known) return Number.NaN
      const counts = impact === impact
      return finiteRatio(impacts(counts ? impact : 0), traded(Number(counts)))
    }
  },
  fill: ({ period }, [out], close, volume) => {
    const { length } = close
    if (length <= period) return
    const impacts = new Float64Array(length - 1)
    const counts = new Float64Array(length - 1)
    for (let i = 1; i < length; i++) {
      const impact = impactOf(close[i - 1], close[i], volume[i])
      if (impact !== impact) continue
      impacts[i - 1] = impact
      counts[i - 1] = 1
    }
    fillWindowSums(impacts, period, out.subarray(1))
    fillWindowSums(counts, period, impacts)
    for (let i = period; i < length; i++) out[i] = finiteRatio(out[i], impacts[i - 1])
  },
})

function impactOf(before: number, close: number, volume: number): number {
  return finiteRatio(1e6 * Math.abs((close - before) / before), close * volume)
}
