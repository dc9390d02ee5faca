import { defineIndicator } from './indicator.ts'
import { wma } from './wma.ts'

/**
 * Hull moving average: twice the weighted average of half the period less that of the whole, smoothed over the square root of
 * the period. Nearly without lag, at the price of overshooting turns. In the unit of the input.
 *
 * `wma(2 * wma(close, period / 2) - wma(close, period), sqrt(period))`, both lengths rounded down. First value on bar
 * `period + sqrt(period) - 2`. Agrees with tulip `hma` and Stock.Indicators. Source: Hull 2005.
 *
 * @example
 * ```ts
 * import { hma } from 'peak-trade'
 *
 * hma(Float64Array.of(3, 6, 9, 3, 0), { period: 2 }) // NaN, 7, 10, 1, -1
 * ```
 */
export const hma = defineIndicator({
  id: 'hma',
  inputs: ['close'],
  outputs: ['value'],
  params: { period: { default: 16, min: 2, integer: true } },
  warmup: ({ period }) => period + rootOf(period) - 2,
  start: ({ period }) => {
    const half = wma.start({ period: Math.floor(period / 2) })
    const whole = wma.start({ period })
    const smooth = wma.start({ period: rootOf(period) })
    return close => {
      const quick = half(close, close, close, close) as number
      const raw = 2 * quick - (whole(close, close, close, close) as number)
      return raw === raw ? smooth(raw, raw, raw, raw) : Number.NaN
    }
  },
  fill: ({ period }, [out], close) => {
    const root = rootOf(period)
    const raw = new Float64Array(close.length)
    wma.fill?.({ period: Math.floor(period / 2) }, [raw], close, close, close, close)
    wma.fill?.({ period }, [out], close, close, close, close)
    for (let i = period - 1; i < close.length; i++) raw[i] = 2 * raw[i] - out[i]
    const known = raw.subarray(period - 1)
    wma.fill?.({ period: root }, [out.subarray(period - 1)], known, known, known, known)
    out.fill(Number.NaN, period - 1, period + root - 2)
  },
})

function rootOf(period: number): number {
  return Math.floor(Math.sqrt(period))
}
