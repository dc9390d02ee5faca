import type { Column } from '../base/column.ts'

/** What a two-pole Butterworth filter keeps of its last two results. */
interface Weights {
  readonly last: number
  readonly beforeLast: number
}

/**
 * A step of Ehlers' super smoother with the given critical period: a two-pole Butterworth filter of the mean of two
 * neighboring values. Starts as if the first value had always been there.
 *
 * Written around distances, so that values that do not move give exactly that value.
 */
export function superSmoothing(period: number): (value: number) => number {
  const { last, beforeLast } = weightsOf(period)
  let isFirst = true
  let before = 0
  let smooth1 = 0
  let smooth2 = 0
  return value => {
    if (isFirst) {
      isFirst = false
      before = value
      smooth1 = value
      smooth2 = value
    }
    const middle = (value + before) / 2
    const smooth = middle + last * (smooth1 - middle) + beforeLast * (smooth2 - middle)
    before = value
    smooth2 = smooth1
    smooth1 = smooth
    return smooth
  }
}

/** Writes the super smoother of every bar from `first` on; the same bits as {@link superSmoothing}. `out` may be `values`. */
export function fillSuperSmoothing(values: Column, out: Float64Array, { period, first }: { period: number; first: number }): void {
  const { length } = values
  if (length === 0) return
  const { last, beforeLast } = weightsOf(period)
  let before = values[0]
  let smooth1 = before
  let smooth2 = before
  for (let i = 0; i < length; i++) {
    const value = values[i]
    const middle = (value + before) / 2
    const smooth = middle + last * (smooth1 - middle) + beforeLast * (smooth2 - middle)
    before = value
    smooth2 = smooth1
    smooth1 = smooth
    if (i >= first) out[i] = smooth
  }
}

function weightsOf(period: number): Weights {
  const angle = (Math.SQRT2 * Math.PI) / period
  const decay = Math.exp(-angle)
  return { last: 2 * decay * Math.cos(angle), beforeLast: -decay * decay }
}
