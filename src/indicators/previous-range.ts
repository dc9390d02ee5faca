import type { Column } from '../base/column.ts'
import { fillWindowExtremes, windowExtreme } from './window-extreme.ts'

/** What the bars before the current one did; NaN while there are too few. */
export interface PreviousRange {
  high: number
  low: number
  close: number
}

/**
 * A step that gives the highest high and the lowest low of the `period` bars before the one it takes, and the last of their
 * closes, in an object that it reuses.
 */
export function previousRange(period: number): (high: number, low: number, close: number) => PreviousRange {
  const highs = windowExtreme(period, 1)
  const lows = windowExtreme(period, -1)
  const range = { high: Number.NaN, low: Number.NaN, close: Number.NaN }
  let highest = Number.NaN
  let lowest = Number.NaN
  let last = Number.NaN
  return (high, low, close) => {
    range.high = highest
    range.low = lowest
    range.close = highest === highest ? last : Number.NaN
    highest = highs(high)
    lowest = lows(low)
    last = close
    return range
  }
}

/** Puts the levels that follow from a high, a low and a close into `levels`. */
export type PlaceLevels = (levels: number[], high: number, low: number, close: number) => void

/**
 * Writes the levels that follow from the range before, from bar `period` on; the same bits as {@link previousRange} and `place` bar by
 * bar.
 */
export function fillPreviousLevels(
  period: number,
  outputs: readonly Float64Array[],
  place: PlaceLevels,
  high: Column,
  low: Column,
  close: Column,
): void {
  const { length } = close
  if (length <= period) return
  const levels = new Array<number>(outputs.length).fill(Number.NaN)
  const [highest, lowest] = outputs
  fillWindowExtremes(high.subarray(0, length - 1), highest.subarray(1), { period, side: 1 })
  fillWindowExtremes(low.subarray(0, length - 1), lowest.subarray(1), { period, side: -1 })
  for (let i = period; i < length; i++) {
    place(levels, highest[i], lowest[i], close[i - 1])
    for (let k = 0; k < levels.length; k++) outputs[k][i] = levels[k]
  }
}
