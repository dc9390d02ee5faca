import { defineIndicator } from './indicator.ts'

/**
 * Where the bar closed in its own range: 0 at the low, 1 at the high.
 *
 * A bar without a range counts as 0.5, the middle. `2 * position - 1` is the close location value, or money flow multiplier, of
 * Chaikin. First value on bar 0.
 *
 * @example
 * ```ts
 * import { rangePosition } from 'peak-trade'
 *
 * rangePosition({ high: Float64Array.of(12), low: Float64Array.of(8), close: Float64Array.of(11) }) // 0.75
 * ```
 */
export const rangePosition = defineIndicator({
  id: 'range_position',
  inputs: ['high', 'low', 'close'],
  outputs: ['value'],
  params: {},
  warmup: () => 0,
  start: () => position,
  fill: (_, [out], high, low, close) => {
    for (let i = 0; i < close.length; i++) out[i] = position(high[i], low[i], close[i])
  },
})

function position(high: number, low: number, close: number): number {
  const range = high - low
  return range === 0 ? 0.5 : (close - low) / range
}
