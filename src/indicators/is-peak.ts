import type { Column } from '../base/column.ts'
import type { Side } from './window-extreme.ts'

/** How many neighbors on either side a peak (side 1) or a trough (side -1) stands out from. */
export interface PeakOptions {
  readonly strength: number
  readonly side: Side
}

/** True when the value at `at` is strictly more extreme than its neighbors. */
export function isPeak(values: Column, at: number, { strength, side }: PeakOptions): boolean {
  const value = side * values[at]
  for (let j = 1; j <= strength; j++) if (side * values[at - j] >= value || side * values[at + j] >= value) return false
  return true
}
