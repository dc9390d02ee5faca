import type { Column } from '../base/column.ts'

/**
 * A step of an exponential average: the distance to the newest value shrinks by the factor `keep`. Seeded with the mean of
 * the first `period` values, NaN before.
 *
 * Written around distances, so that values that do not move give exactly that value, and `keep` 0 gives exactly the input.
 */
export function exponentialAverage(period: number, keep: number): (value: number) => number {
  let count = 0
  let first = 0
  let total = 0
  let average = Number.NaN
  return value => {
    if (count === period) {
      average = value - keep * (value - average)
      return average
    }
    if (count === 0) first = value
    total += value - first
    count++
    if (count === period) average = first + total / period
    return average
  }
}

/**
 * Writes the exponential average of every bar; the same bits as {@link exponentialAverage}. Bars with fewer than `period`
 * values are left as they are.
 */
export function fillExponentialAverage(values: Column, out: Float64Array, { period, keep }: { period: number; keep: number }): void {
  const { length } = values
  if (length < period) return
  const seed = exponentialAverage(period, keep)
  let average = Number.NaN
  for (let i = 0; i < period; i++) average = seed(values[i])
  out[period - 1] = average
  for (let i = period; i < length; i++) {
    const value = values[i]
    average = value - keep * (value - average)
    out[i] = average
  }
}

/** What an exponential moving average of `period` keeps: weight 2 / (period + 1) for the newest value. */
export function emaKeep(period: number): number {
  return (period - 1) / (period + 1)
}

/** What Wilder's average of `period` keeps: weight 1 / period for the newest value. */
export function wilderKeep(period: number): number {
  return (period - 1) / period
}
