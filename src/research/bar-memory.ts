import type { Bars } from '../market/bars.ts'

/** Bars whose prices are written again and again, one made-up history after the other. */
export interface BarMemory extends Bars {
  readonly open: Float64Array
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
  readonly volume: Float64Array
}

/** Memory for as many bars, with the same name and times. */
export function barMemory({ symbol, timeframe, calendar, length, time }: Bars): BarMemory {
  const column = () => new Float64Array(length)
  return { symbol, timeframe, calendar, length, time, open: column(), high: column(), low: column(), close: column(), volume: column() }
}
