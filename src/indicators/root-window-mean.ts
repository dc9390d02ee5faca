import type { Column } from '../base/column.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/** Over how many values, and by what the root is multiplied. */
export interface RootMeanOptions {
  readonly period: number
  readonly scale: number
}

/** A step that gives `scale` times the root of the mean of the last `period` values; NaN before, and for a negative mean. */
export function rootWindowMean({ period, scale }: RootMeanOptions): (value: number) => number {
  const sum = windowSum(period)
  return value => scale * Math.sqrt(sum(value) / period)
}

/**
 * Writes the root mean of every bar; the same bits as {@link rootWindowMean}. Bars with fewer values are left as they are. `out`
 * must not be `values`.
 */
export function fillRootWindowMeans(values: Column, out: Float64Array, { period, scale }: RootMeanOptions): void {
  fillWindowSums(values, period, out, period)
  for (let i = period - 1; i < values.length; i++) out[i] = scale * Math.sqrt(out[i])
}
