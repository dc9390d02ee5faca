import type { StoredColumns } from '../files/stored-columns.ts'
import type { TimeRange } from '../files/time-ranges.ts'
import type { CandleRow } from './candle-source.ts'

/** What was wrong with the rows of an exchange. */
export interface PageFaults {
  /** Rows without a time or with a price that is none. */
  unreadable: number
  /** Rows of a time that another row had. */
  duplicates: number
  /** Rows that came behind a later one. */
  outOfOrder: number
  /** Rows before or behind what was asked for: overlapping pages, and the bar that is still being made. */
  outside: number
}

/** The rows of a page that can be used. */
export interface Page {
  /** In time order, without duplicates, inside of what was asked for. */
  readonly columns: StoredColumns
  /** Whether there were rows before, and at or behind what was asked for. */
  readonly before: boolean
  readonly behind: boolean
}

/** Takes the good rows out of an answer. Of two rows of one time the last one counts. */
export function readPage(rows: readonly CandleRow[], [from, to]: TimeRange, faults: PageFaults): Page {
  const found = new Map<number, CandleRow>()
  let [before, behind, latest] = [false, false, Number.NEGATIVE_INFINITY]
  for (const row of rows) {
    const time = row?.[0]
    if (!isBar(row)) faults.unreadable++
    if (typeof time !== 'number' || !Number.isFinite(time)) continue
    if (time < latest) faults.outOfOrder++
    latest = Math.max(latest, time)
    // A row that cannot be read still tells how far the exchange has come.
    if (time < from) before = true
    if (time >= to) behind = true
    if (!isBar(row)) continue
    if (time < from || time >= to) faults.outside++
    else {
      if (found.has(time)) faults.duplicates++
      found.set(time, row)
    }
  }
  const sorted = [...found.keys()].sort((a, b) => a - b).map(time => found.get(time) as CandleRow)
  const column = (index: number) => Float64Array.from(sorted, row => row[index] ?? 0)
  return {
    columns: { time: column(0), open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) },
    before,
    behind,
  }
}

/** A volume that is missing is none; a price that is missing makes the row useless. */
function isBar(row: CandleRow | undefined): row is CandleRow {
  if (!Array.isArray(row) || !Number.isFinite(row[0])) return false
  const volume = row[5] ?? 0
  const prices = row.slice(1, 5)
  return (
    prices.length === 4 && prices.every(price => Number.isFinite(price) && (price as number) > 0) && Number.isFinite(volume) && volume >= 0
  )
}
