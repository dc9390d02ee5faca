import { fingerprint } from '../base/fingerprint.ts'
import type { Bars } from './bars.ts'

/**
 * The fingerprint of a history: symbol, timeframe, calendar and every value of every column. Equal data has the same
 * fingerprint on every machine, so it names the data of a run.
 *
 * @returns 32 hex digits.
 *
 * @example
 * ```ts
 * import { fingerprintBars, syntheticBars } from 'peak-trade'
 *
 * fingerprintBars(syntheticBars({ seed: 1, length: 100 })) === fingerprintBars(syntheticBars({ seed: 1, length: 100 })) // true
 * ```
 */
export function fingerprintBars(bars: Bars): string {
  const { symbol, timeframe, calendar, time, open, high, low, close, volume } = bars
  return fingerprint({ symbol, timeframe, calendar, time, open, high, low, close, volume })
}
