import type { IndicatorDefinition } from './indicator.ts'
import { fillPreviousLevels, type PlaceLevels, previousRange } from './previous-range.ts'

/** What tells one kind of pivot points from another. */
interface PivotLevels<O extends string> {
  readonly id: string
  readonly outputs: readonly O[]
  /** Puts the levels into an array, in the order of the outputs. */
  readonly place: PlaceLevels
}

/** The definition of pivot points: levels from the high, the low and the close of the `period` bars before. */
export function pivotLevels<O extends string>({
  id,
  outputs,
  place,
}: PivotLevels<O>): IndicatorDefinition<{ period: number }, 'high' | 'low' | 'close', O> {
  return {
    id,
    inputs: ['high', 'low', 'close'],
    outputs,
    params: { period: { default: 24, min: 1, integer: true } },
    warmup: ({ period }) => period,
    start: ({ period }) => {
      const previous = previousRange(period)
      const levels = new Array<number>(outputs.length).fill(Number.NaN)
      return (high, low, close) => {
        const range = previous(high, low, close)
        place(levels, range.high, range.low, range.close)
        return levels
      }
    },
    fill: ({ period }, columns, high, low, close) => fillPreviousLevels(period, columns, place, high, low, close),
  }
}
