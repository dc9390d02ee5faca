import { fingerprint } from '../base/fingerprint.ts'
import type { Bars } from './bars.ts'

/**
 * The fingerprint of a history: symbol, timeframe, calendar and every value of every column, and those of other symbols that come with it.
 * Equal data has the same
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
  const { others = [] } = bars
  // Without others it is what it was before there were any.
  return fingerprint(others.length === 0 ? contentOf(bars) : { ...contentOf(bars), others: others.map(contentOf) })
}

function contentOf({ symbol, timeframe, calendar, time, open, high, low, close, volume }: Bars) {
  return { symbol, timeframe, calendar, time, open, high, low, close, volume }
}
