import { hammerCandle } from './hammer-candle.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Hanging man: -1 where a bar fell far and came back, near the high of the bar before, else 0. After a rise it may turn;
 * whether there was one is left to you.
 *
 * The body is shorter than the mean of the 10 before, the lower shadow longer than the body, the upper one shorter than a
 * tenth of the mean range of the 10 bars before; no part of the body is further below the high before than a fifth of the
 * usual range (5 bars). First value on bar 11. Source: Nison, Japanese Candlestick Charting Techniques, 1991; numbers as in
 * TA-Lib `CDLHANGINGMAN`.
 *
 * @example
 * ```ts
 * import { candleHangingMan, syntheticBars } from 'peak-trade'
 *
 * candleHangingMan(syntheticBars({ seed: 1, length: 100 })).filter(value => value !== 0 && !Number.isNaN(value)).length // how often?
 * ```
 */
export const candleHangingMan = defineIndicator(hammerCandle('candle_hanging_man', -1))
