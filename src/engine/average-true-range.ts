import type { Column } from '../base/column.ts'
import { atr } from '../indicators/atr.ts'
import { type Bars, sliceBars } from '../market/bars.ts'
import { type ExitRules, needsAtr } from './exits.ts'
import type { SimulationMemory } from './simulation.ts'

/** The average true range at the close of bar `at`, computed from that bar and those before it; NaN when no rule needs it. */
export function averageTrueRange(bars: Bars, exits: ExitRules, at: number): number {
  return needsAtr(exits) ? atr(sliceBars(bars, 0, at + 1), { period: exits.atrPeriod ?? 14 })[at] : Number.NaN
}

/** The average true range per bar, computed once for all runs in the same memory; undefined when no rule needs it. */
export function averageTrueRanges(bars: Bars, exits: ExitRules, memory: Pick<SimulationMemory, 'atr'>): Column | undefined {
  if (!needsAtr(exits)) return undefined
  const period = exits.atrPeriod ?? 14
  if (memory.atr?.bars === bars && memory.atr.period === period) return memory.atr.column
  const column = atr(bars, { period })
  memory.atr = { bars, period, column }
  return column
}
