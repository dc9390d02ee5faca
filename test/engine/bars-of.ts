import type { Bars } from '../../src/market/bars.ts'

/** One bar in a test; a volume of 1000 when it is left out. */
export type Row = readonly [open: number, high: number, low: number, close: number, volume?: number]

/** Daily bars from 1970 on, from rows. */
export function barsOf(...rows: readonly Row[]): Bars {
  const column = (k: number) => Float64Array.from(rows, row => row[k] ?? 1000)
  return {
    symbol: 'TEST',
    timeframe: '1d',
    calendar: '24/7',
    length: rows.length,
    time: Float64Array.from(rows, (_, t) => t * 86_400_000),
    open: column(0),
    high: column(1),
    low: column(2),
    close: column(3),
    volume: column(4),
  }
}
