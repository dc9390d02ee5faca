import type { Bars } from '../../market/bars.ts'

const COLUMNS = ['time', 'open', 'high', 'low', 'close', 'volume'] as const

/** The same bars, with those of other symbols, in memory that threads share: sent to any number of them, they are copied once, here. */
export function threadBars(bars: Bars): Bars {
  const shared: Record<string, Float64Array> = {}
  for (const name of COLUMNS) {
    const column = new Float64Array(new SharedArrayBuffer(bars.length * Float64Array.BYTES_PER_ELEMENT))
    column.set(bars[name] as Float64Array)
    shared[name] = column
  }
  const { symbol, timeframe, calendar, length, others } = bars
  return {
    symbol,
    timeframe,
    calendar,
    length,
    ...(shared as Record<(typeof COLUMNS)[number], Float64Array>),
    ...(others === undefined ? {} : { others: others.map(threadBars) }),
  }
}
