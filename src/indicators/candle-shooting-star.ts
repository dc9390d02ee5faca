import { defineIndicator } from './indicator.ts'
import { invertedHammerCandle } from './inverted-hammer-candle.ts'

/**
 * Shooting star: -1 where a bar opened above the body of the bar before, rose far and came back, else 0. After a rise it may
 * turn; whether there was one is left to you.
 *
 * The body is shorter than the mean of the 10 before, the upper shadow longer than the body, the lower one shorter than a
 * tenth of the mean range of the 10 bars before; the whole body lies above the body before. First value on bar 11. Source:
 * Nison, Japanese Candlestick Charting Techniques, 1991; numbers as in TA-Lib `CDLSHOOTINGSTAR`.
 *
 * @example
 * ```ts
 * import { candleShootingStar, syntheticBars } from 'peak-trade'
 *
 * candleShootingStar(syntheticBars({ seed: 1, length: 100 })).filter(value => value !== 0 && !Number.isNaN(value)).length // how often?
 * ```
 */
export const candleShootingStar = defineIndicator(invertedHammerCandle('candle_shooting_star', -1))
