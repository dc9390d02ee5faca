import { defineIndicator } from './indicator.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/**
 * Money flow index: the share of the money traded on rising bars in that on rising and falling bars, from 0 to 100; a
 * {@link rsi} that counts volume.
 *
 * Money is the typical price `(high + low + close) / 3` times the volume; a bar rises when its typical price is above that of the
 * bar before. Summed over `period` bars. 50 where no money flowed either way (TA-Lib says 0). First value on bar `period`.
 * Otherwise agrees with TA-Lib `MFI`. Source: Quong and Soudack 1989.
 *
 * @example
 * ```ts
 * import { mfi } from 'peak-trade'
 *
 * const price = Float64Array.of(5, 6, 4)
 * mfi({ high: price, low: price, close: price, volume: Float64Array.of(1, 2, 1) }, { period: 2 }) // NaN, NaN, 75
 * ```
 */
export const mfi = defineIndicator({
  id: 'mfi',
  inputs: ['high', 'low', 'close', 'volume'],
  outputs: ['value'],
  params: { period: { default: 14, min: 1, integer: true } },
  warmup: ({ period }) => period,
  start: ({ period }) => {
    const rising = windowSum(period)
    const falling = windowSum(period)
    let before = Number.NaN
    return (high, low, close, volume) => {
      const typical = (high + low + close) / 3
      const known = before === before
      const money = typical * volume
      const up = Number(typical > before) * money
      const down = Number(typical < before) * money
      before = typical
      return known ? shareOf(rising(up), falling(down)) : Number.NaN
    }
  },
  fill: ({ period }, [out], high, low, close, volume) => {
    const { length } = close
    if (length < 2) return
    const up = new Float64Array(length - 1)
    const down = new Float64Array(length - 1)
    let before = (high[0] + low[0] + close[0]) / 3
    for (let i = 1; i < length; i++) {
      const typical = (high[i] + low[i] + close[i]) / 3
      const money = typical * volume[i]
      up[i - 1] = Number(typical > before) * money
      down[i - 1] = Number(typical < before) * money
      before = typical
    }
    fillWindowSums(up, period, out.subarray(1))
    // What rose is in the sums now. Fresh memory would cost more than the calculation.
    const falling = up
    fillWindowSums(down, period, falling)
    for (let i = period; i < length; i++) out[i] = shareOf(out[i], falling[i - 1])
  },
})

// The ratio first: it is at most 1 in floating point, so that the result is at most 100.
function shareOf(rising: number, falling: number): number {
  const total = rising + falling
  return total === 0 ? 50 : 100 * (rising / total)
}
