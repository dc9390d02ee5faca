import type { Column } from '../../base/column.ts'
import type { TimeRange } from './time-ranges.ts'

/** The columns of bars as they are kept. */
export const barColumns = ['time', 'open', 'high', 'low', 'close', 'volume'] as const

/** Bars as they are kept: columns of equal length, in time order, without duplicates. */
export type StoredColumns = Readonly<Record<(typeof barColumns)[number], Column>>

/** Bars of a stretch of time, without a copy. */
export function selectColumns(columns: StoredColumns, [from, to]: TimeRange): StoredColumns {
  const { time } = columns
  const start = lowerBound(time, from)
  const end = lowerBound(time, to)
  return mapColumns(name => columns[name].subarray(start, end))
}

function lowerBound(time: Column, value: number): number {
  let [low, high] = [0, time.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (time[middle] < value) low = middle + 1
    else high = middle
  }
  return low
}

/** All bars of both, in time order; of two of one time the added one. */
export function mergeColumns(known: StoredColumns | undefined, added: StoredColumns): StoredColumns {
  if (known === undefined || known.time.length === 0) return added
  if (added.time.length === 0) return known
  const rows: [from: StoredColumns, index: number][] = []
  let k = 0
  for (let a = 0; a < added.time.length; a++) {
    while (k < known.time.length && known.time[k] < added.time[a]) rows.push([known, k++])
    if (known.time[k] === added.time[a]) k++
    rows.push([added, a])
  }
  while (k < known.time.length) rows.push([known, k++])
  return mapColumns(name => Float64Array.from(rows, ([from, index]) => from[name][index]))
}

/** One after the other. */
export function joinColumns(parts: readonly StoredColumns[]): StoredColumns {
  return mapColumns(name => {
    const joined = new Float64Array(parts.reduce((sum, part) => sum + part.time.length, 0))
    let at = 0
    for (const part of parts) {
      joined.set(part[name], at)
      at += part.time.length
    }
    return joined
  })
}

function mapColumns(make: (name: keyof StoredColumns) => Column): StoredColumns {
  return Object.fromEntries(barColumns.map(name => [name, make(name)])) as StoredColumns
}
