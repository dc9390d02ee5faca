import { atr } from '../indicators/atr.ts'
import { type Bars, sliceBars } from '../market/bars.ts'
import { type ExitRules, needsAtr } from './exits.ts'

/** The average true range at the close of bar `at`, computed from that bar and those before it; NaN when no rule needs it. */
export function averageTrueRange(bars: Bars, exits: ExitRules, at: number): number {
  return needsAtr(exits) ? atr(sliceBars(bars, 0, at + 1), { period: exits.atrPeriod ?? 14 })[at] : Number.NaN
}
