import type { Column } from '../base/column.ts'

/**
 * A step of Ehlers' high-pass filter of two poles: takes away what swings more slowly than the critical period. Starts as if
 * the first value had always been there, so from 0; values that do not move give 0.
 */
export function highPassing(period: number): (value: number) => number {
  const { keep, gain } = weightsOf(period)
  let isFirst = true
  let before1 = 0
  let before2 = 0
  let high1 = 0
  let high2 = 0
  return value => {
    if (isFirst) {
      isFirst = false
      before1 = value
      before2 = value
    }
    const high = gain * (value - before1 - (before1 - before2)) + keep * (2 * high1 - keep * high2)
    before2 = before1
    before1 = value
    high2 = high1
    high1 = high
    return high
  }
}

/** Writes the high-pass filter of every bar from `first` on; the same bits as {@link highPassing}. */
export function fillHighPassing(values: Column, out: Float64Array, { period, first }: { period: number; first: number }): void {
  const { length } = values
  if (length === 0) return
  const { keep, gain } = weightsOf(period)
  let before1 = values[0]
  let before2 = before1
  let high1 = 0
  let high2 = 0
  for (let i = 0; i < length; i++) {
    const value = values[i]
    const high = gain * (value - before1 - (before1 - before2)) + keep * (2 * high1 - keep * high2)
    before2 = before1
    before1 = value
    high2 = high1
    high1 = high
    if (i >= first) out[i] = high
  }
}

/** `keep` is Ehlers' 1 - alpha; the tangent is his `(1 - sin) / cos` without its hole at 90 degrees. */
function weightsOf(period: number): { keep: number; gain: number } {
  const keep = Math.tan(Math.PI / 4 - Math.PI / (Math.SQRT2 * period))
  const half = (1 + keep) / 2
  return { keep, gain: half * half }
}
