import { bodySize, CANDLE_WARMUP, thinLimit } from './candle-shape.ts'
import { fromBar } from './from-bar.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Doji: 1 on a bar that closes where it opened, else 0. Neither side has won.
 *
 * The body is at most a tenth of the mean range of the 10 bars before; so a bar of a market that does not move is one. First
 * value on bar 10. Source: Nison, Japanese Candlestick Charting Techniques, 1991; numbers as in TA-Lib `CDLDOJI`.
 *
 * @example
 * ```ts
 * import { candleDoji, syntheticBars } from 'peak-trade'
 *
 * candleDoji(syntheticBars({ seed: 1, length: 100 })).filter(value => value !== 0 && !Number.isNaN(value)).length // how often?
 * ```
 */
export const candleDoji = defineIndicator({
  id: 'candle_doji',
  inputs: ['open', 'high', 'low', 'close'],
  outputs: ['value'],
  params: {},
  warmup: () => CANDLE_WARMUP,
  start: () => {
    const thin = thinLimit()
    return fromBar(CANDLE_WARMUP, (open, high, low, close) => {
      return Number(bodySize(open, close) <= thin(open, high, low, close))
    })
  },
})
