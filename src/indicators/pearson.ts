import { finiteRatio } from './finite-ratio.ts'

/** The correlation from sums of squares and products of distances from the mean, kept within -1 and 1; NaN where one side is flat. */
export function pearson(first: number, second: number, both: number): number {
  return Math.max(-1, Math.min(1, finiteRatio(both, Math.sqrt(first) * Math.sqrt(second))))
}
