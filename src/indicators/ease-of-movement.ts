import { finiteRatio } from './finite-ratio.ts'
import { defineIndicator } from './indicator.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/**
 * Ease of movement: how far the middle of the bars moved, for how little volume; the simple average over `period` bars. Positive
 * when prices rise easily, negative when they fall easily.
 *
 * `((high + low) / 2 - that of the bar before) / ((volume / volumeUnit) / (high - low))`, so its unit is price squared per
 * `volumeUnit` of volume; only sign and changes mean something. A bar without volume says nothing and counts as 0. First value on bar
 * `period`. With `period` 1 and `volumeUnit` 10000 it is tulip `emv`. Source: Arms.
 *
 * @example
 * ```ts
 * import { easeOfMovement } from 'peak-trade'
 *
 * const bars = { high: Float64Array.of(10, 14), low: Float64Array.of(8, 10), volume: Float64Array.of(1000, 1000) }
 * easeOfMovement(bars, { period: 1, volumeUnit: 100 }) // NaN, 1.2
 * ```
 */
export const easeOfMovement = defineIndicator({
  id: 'ease_of_movement',
  inputs: ['high', 'low', 'volume'],
  outputs: ['value'],
  params: {
    period: { default: 14, min: 1, integer: true },
    volumeUnit: { default: 100_000_000, min: 1 },
  },
  warmup: ({ period }) => period,
  start: ({ period, volumeUnit }) => {
    const sum = windowSum(period)
    let highBefore = Number.NaN
    let lowBefore = Number.NaN
    return (high, low, volume) => {
      const known = highBefore === highBefore
      const distance = (high + low - (highBefore + lowBefore)) / 2
      highBefore = high
      lowBefore = low
      return known ? sum(easeOf(distance, high - low, volume / volumeUnit)) / period : Number.NaN
    }
  },
  fill: ({ period, volumeUnit }, [out], high, low, volume) => {
    const { length } = high
    if (length < 2) return
    const eases = new Float64Array(length - 1)
    for (let i = 1; i < length; i++) {
      const distance = (high[i] + low[i] - (high[i - 1] + low[i - 1])) / 2
      eases[i - 1] = easeOf(distance, high[i] - low[i], volume[i] / volumeUnit)
    }
    fillWindowSums(eases, period, out.subarray(1), period)
  },
})

function easeOf(distance: number, range: number, volume: number): number {
  return volume === 0 ? 0 : finiteRatio(distance * range, volume)
}
