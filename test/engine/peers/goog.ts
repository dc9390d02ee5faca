import type { Column } from '../../../src/base/column.ts'
import { sma } from '../../../src/indicators/sma.ts'
import type { Bars } from '../../../src/market/bars.ts'
import { readShared } from './peer-files.ts'

/** The daily bars that the runs of the peers were made on. */
export function googBars(calendar: Bars['calendar']): Bars {
  const [, ...lines] = readShared('data/goog-daily.csv').trim().split('\n')
  const rows = lines.map(line => line.split(','))
  const column = (k: number) => Float64Array.from(rows, row => Number(row[k]))
  return {
    symbol: 'GOOG',
    timeframe: '1d',
    calendar,
    length: rows.length,
    time: Float64Array.from(rows, ([date]) => Date.parse(`${date}T00:00:00Z`)),
    open: column(1),
    high: column(2),
    low: column(3),
    close: column(4),
    volume: column(5),
  }
}

/** 1 while the average of 10 closes is above the one of 20, and 0 otherwise; `state` is known from the first bar that has both. */
export function averageCross(bars: Bars): {
  readonly state: Column
  readonly crosses: Column
  readonly entries: number[]
  readonly exits: number[]
} {
  const fast = sma(bars.close, { period: 10 })
  const slow = sma(bars.close, { period: 20 })
  const state = new Float64Array(bars.length)
  const crosses = new Float64Array(bars.length)
  const entries: number[] = []
  const exits: number[] = []
  for (let t = 19; t < bars.length; t++) {
    state[t] = fast[t] > slow[t] ? 1 : 0
    // A cross needs a bar before it.
    if (fast[t - 1] <= slow[t - 1] && fast[t] > slow[t]) entries.push(t)
    if (fast[t - 1] >= slow[t - 1] && fast[t] < slow[t]) exits.push(t)
  }
  for (const [k, from] of entries.entries()) {
    const to = exits.find(exit => exit > from)
    crosses.fill(1, from, Math.min(to ?? bars.length, entries[k + 1] ?? bars.length))
  }
  return { state, crosses, entries, exits }
}
