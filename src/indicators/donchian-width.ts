import { finiteRatio } from './finite-ratio.ts'
import { defineIndicator } from './indicator.ts'
import { fillWindowExtremes, windowExtreme } from './window-extreme.ts'

/**
 * Width of the {@link donchian} channel: the distance from the lowest low to the highest high of the last `period` bars, as a fraction
 * of the middle between them (0.1 is 10 %).
 *
 * 0 where prices do not move, NaN where the middle is 0. First value on bar `period - 1`.
 *
 * @example
 * ```ts
 * import { donchianWidth } from 'peak-trade'
 *
 * donchianWidth({ high: Float64Array.of(110, 105), low: Float64Array.of(100, 90) }, { period: 2 }) // NaN, 0.2
 * ```
 */
export const donchianWidth = defineIndicator({
  id: 'donchian_width',
  inputs: ['high', 'low'],
  outputs: ['value'],
  params: { period: { default: 20, min: 1, integer: true } },
  warmup: ({ period }) => period - 1,
  start: ({ period }) => {
    const highs = windowExtreme(period, 1)
    const lows = windowExtreme(period, -1)
    return (high, low) => width(highs(high), lows(low))
  },
  fill: ({ period }, [out], high, low) => {
    const lows = new Float64Array(low.length)
    fillWindowExtremes(high, out, { period, side: 1 })
    fillWindowExtremes(low, lows, { period, side: -1 })
    for (let i = period - 1; i < high.length; i++) out[i] = width(out[i], lows[i])
  },
})

function width(upper: number, lower: number): number {
  return finiteRatio(upper - lower, (upper + lower) / 2)
}
