import { defineIndicator } from './indicator.ts'
import { starCandle } from './star-candle.ts'

/**
 * Morning star: 1 on the third of three bars: a long falling body, a short one wholly below it, a rising one that closes
 * deep within the first; else 0.
 *
 * Long is longer than the mean of the 10 bodies before, short is not, and the third is not short; deep is further than
 * `penetration`, a fraction of the first body, above its close. First value on bar 12. Source: Nison, Japanese Candlestick
 * Charting Techniques, 1991; numbers as in TA-Lib `CDLMORNINGSTAR`.
 *
 * @example
 * ```ts
 * import { candleMorningStar, syntheticBars } from 'peak-trade'
 *
 * candleMorningStar(syntheticBars({ seed: 1, length: 100 })).filter(value => value !== 0 && !Number.isNaN(value)).length // how often?
 * ```
 */
export const candleMorningStar = defineIndicator(starCandle('candle_morning_star', 1))
