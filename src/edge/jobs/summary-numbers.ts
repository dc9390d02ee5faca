import { SummaryRuns } from '../../engine/summary-runs.ts'
import { type Bars, sliceBars } from '../../market/bars.ts'
import type { Summary } from '../../metrics/summary.ts'

/** Every number of a summary, for objectives that are functions: those stay with the caller. */
export function summaryNames(bars: Bars): (keyof Summary)[] {
  const first = sliceBars(bars, 0, 1)
  return Object.keys(new SummaryRuns(first).summary(new Float64Array(1))) as (keyof Summary)[]
}

/** Numbers in the order of their names as an object again. */
export function fromNumbers<T extends object>(names: readonly (keyof T)[], numbers: Float64Array): T {
  return Object.fromEntries(names.map((name, n) => [name, numbers[n]])) as unknown as T
}
