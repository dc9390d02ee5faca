import { defineIndicator } from './indicator.ts'
import { starCandle } from './star-candle.ts'

/**
 * Evening star: -1 on the third of three bars: a long rising body, a short one wholly above it, a falling one that closes
 * deep within the first; else 0.
 *
 * Long is longer than the mean of the 10 bodies before, short is not, and the third is not short; deep is further than
 * `penetration`, a fraction of the first body, below its close. First value on bar 12. Source: Nison, Japanese Candlestick
 * Charting Techniques, 1991; numbers as in TA-Lib `CDLEVENINGSTAR`.
 *
 * @example
 * ```ts
 * import { candleEveningStar, syntheticBars } from 'peak-trade'
 *
 * candleEveningStar(syntheticBars({ seed: 1, length: 100 })).filter(value => value !== 0 && !Number.isNaN(value)).length // how often?
 * ```
 */
export const candleEveningStar = defineIndicator(starCandle('candle_evening_star', -1))
