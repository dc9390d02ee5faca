import { defineIndicator } from './indicator.ts'
import { fillWindowExtremes, windowExtreme } from './window-extreme.ts'

/**
 * Donchian channel: highest high (`upper`) and lowest low (`lower`) of `period` bars, and the middle between them.
 *
 * `offset` 0 looks at the last `period` bars, the current one included, so that no close is ever above `upper`; `offset` 1
 * looks at the `period` bars before the current one, which is what a breakout compares with. First value on bar
 * `period - 1 + offset`. Exact.
 *
 * @example
 * ```ts
 * import { donchian, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 100 })
 * donchian(bars, { period: 20, offset: 1 }).upper[50] // highest high of bars 30 to 49
 * ```
 */
export const donchian = defineIndicator({
  id: 'donchian',
  inputs: ['high', 'low'],
  outputs: ['upper', 'middle', 'lower'],
  params: {
    period: { default: 20, min: 1, integer: true },
    offset: { default: 0, min: 0, max: 1, integer: true },
  },
  warmup: ({ period, offset }) => period - 1 + offset,
  start: ({ period, offset }) => {
    const highs = windowExtreme(period, 1)
    const lows = windowExtreme(period, -1)
    const now = [Number.NaN, Number.NaN, Number.NaN]
    const before = [Number.NaN, Number.NaN, Number.NaN]
    return (high, low) => {
      for (let k = 0; k < 3; k++) before[k] = now[k]
      const upper = highs(high)
      const lower = lows(low)
      now[0] = upper
      now[1] = (upper + lower) / 2
      now[2] = lower
      return offset === 0 ? now : before
    }
  },
  fill: ({ period, offset }, [upper, middle, lower], high, low) => {
    const length = Math.max(0, high.length - offset)
    fillWindowExtremes(high.subarray(0, length), upper.subarray(offset), { period, side: 1 })
    fillWindowExtremes(low.subarray(0, length), lower.subarray(offset), { period, side: -1 })
    for (let i = period - 1 + offset; i < high.length; i++) middle[i] = (upper[i] + lower[i]) / 2
  },
})
