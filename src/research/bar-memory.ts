import { type Bars, othersOf } from '../market/bars.ts'

/** Bars whose prices are written again and again, one made-up history after the other. */
export interface BarMemory extends Bars {
  readonly open: Float64Array
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
  readonly volume: Float64Array
}

/** Memory for as many bars, with the same name, times and other symbols. */
export function barMemory(bars: Bars): BarMemory {
  const { symbol, timeframe, calendar, length, time } = bars
  const column = () => new Float64Array(length)
  const memory = { open: column(), high: column(), low: column(), close: column(), volume: column() }
  return { symbol, timeframe, calendar, length, time, ...memory, ...othersOf(bars) }
}
