import type { Column } from '../base/column.ts'
import { defineIndicator } from './indicator.ts'
import { previousValue } from './previous-value.ts'
import { fillWindowExtremes, windowExtreme } from './window-extreme.ts'

/**
 * Ichimoku: middles of the range of `conversion` bars (`tenkan`), of `base` bars (`kijun`), and the two edges of the cloud
 * (`senkouA`, `senkouB`), in the unit of the prices.
 *
 * `senkouA` is the mean of tenkan and kijun, `senkouB` the middle of the range of `span` bars. Both are plotted `displacement` bars
 * ahead; here they are on the bar on which they are plotted, calculated `displacement` bars before, so that they compare with the
 * close of the same bar and nothing looks ahead. There is no chikou: it is the close of `displacement` bars later; compare the close
 * with that of `displacement` bars before instead ({@link momentum}). Lines begin on bars `conversion - 1`, `base - 1`,
 * `max(conversion, base) - 1 + displacement` and `span - 1 + displacement`. Exact; agrees with Stock.Indicators. Source: Hosoda 1969.
 *
 * @example
 * ```ts
 * import { ichimoku, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 200 })
 * const { senkouA, senkouB } = ichimoku(bars)
 * bars.close[199] > Math.max(senkouA[199], senkouB[199]) // above the cloud?
 * ```
 */
export const ichimoku = defineIndicator({
  id: 'ichimoku',
  inputs: ['high', 'low'],
  outputs: ['tenkan', 'kijun', 'senkouA', 'senkouB'],
  params: {
    conversion: { default: 9, min: 1, integer: true },
    base: { default: 26, min: 1, integer: true },
    span: { default: 52, min: 1, integer: true },
    displacement: { default: 26, min: 1, integer: true },
  },
  warmup: ({ conversion, base, span, displacement }) => Math.max(conversion, base, span) - 1 + displacement,
  start: ({ conversion, base, span, displacement }) => {
    const quick = middleOfRange(conversion)
    const calm = middleOfRange(base)
    const wide = middleOfRange(span)
    const firstBefore = previousValue(displacement)
    const secondBefore = previousValue(displacement)
    const result = [Number.NaN, Number.NaN, Number.NaN, Number.NaN]
    return (high, low) => {
      const tenkan = quick(high, low)
      const kijun = calm(high, low)
      result[0] = tenkan
      result[1] = kijun
      result[2] = firstBefore((tenkan + kijun) / 2)
      result[3] = secondBefore(wide(high, low))
      return result
    }
  },
  fill: ({ conversion, base, span, displacement }, [tenkan, kijun, senkouA, senkouB], high, low) => {
    const { length } = high
    // The first span holds lows for a while, because fresh memory costs more than the calculation.
    fillMiddles(high, low, tenkan, senkouA, conversion)
    fillMiddles(high, low, kijun, senkouA, base)
    const known = Math.max(0, length - displacement)
    fillMiddles(high.subarray(0, known), low.subarray(0, known), senkouB.subarray(displacement), senkouA, span)
    const first = Math.max(conversion, base) - 1 + displacement
    senkouA.fill(Number.NaN, 0, first)
    for (let i = first, j = first - displacement; i < length; i++, j++) senkouA[i] = (tenkan[j] + kijun[j]) / 2
  },
})

function middleOfRange(period: number): (high: number, low: number) => number {
  const highs = windowExtreme(period, 1)
  const lows = windowExtreme(period, -1)
  return (high, low) => (highs(high) + lows(low)) / 2
}

function fillMiddles(high: Column, low: Column, out: Float64Array, lowest: Float64Array, period: number): void {
  fillWindowExtremes(high, out, { period, side: 1 })
  fillWindowExtremes(low, lowest, { period, side: -1 })
  for (let i = period - 1; i < high.length; i++) out[i] = (out[i] + lowest[i]) / 2
}
