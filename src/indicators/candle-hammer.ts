import { hammerCandle } from './hammer-candle.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Hammer: 1 where a bar fell far and came back, near the low of the bar before, else 0. After a fall it may turn; whether
 * there was one is left to you.
 *
 * The body is shorter than the mean of the 10 before, the lower shadow longer than the body, the upper one shorter than a
 * tenth of the mean range of the 10 bars before; the body begins at most a fifth of the usual range (5 bars) above the low
 * before. First value on bar 11. Source: Nison, Japanese Candlestick Charting Techniques, 1991; numbers as in TA-Lib
 * `CDLHAMMER`.
 *
 * @example
 * ```ts
 * import { candleHammer, syntheticBars } from 'peak-trade'
 *
 * candleHammer(syntheticBars({ seed: 1, length: 100 })).filter(value => value !== 0 && !Number.isNaN(value)).length // how often?
 * ```
 */
export const candleHammer = defineIndicator(hammerCandle('candle_hammer', 1))
