import { known } from '../metrics/moments.ts'
import { interpolate } from '../metrics/quantile.ts'
import { selectRank } from '../metrics/select-rank.ts'

/**
 * Several quantiles of the first `count` values, without sorting them: type 7, the same bits as `quantile` gives one by one. The values are moved
 * around; none may be NaN. NaN for no values.
 */
export function fillQuantiles(values: Float64Array, count: number, shares: readonly number[], into: Float64Array): void {
  if (count === 0) {
    into.fill(Number.NaN)
    return
  }
  fillBetween({ values, shares, into, count }, 0, shares.length - 1, 0, count - 1)
}

interface Work {
  readonly values: Float64Array
  readonly shares: readonly number[]
  readonly into: Float64Array
  readonly count: number
}

/** The middle share first: it parts the values for those on both sides. */
function fillBetween(work: Work, first: number, last: number, left: number, right: number): void {
  if (first > last) return
  const { values, shares, into, count } = work
  const middle = (first + last) >> 1
  const position = shares[middle] * (count - 1)
  const rank = Math.floor(position)
  const low = selectRank(values, left, right, rank)
  let next = rank
  if (rank < count - 1) {
    // Nothing behind the rank is smaller, so the next in order is the smallest of the rest. It moves up, and stays there for the shares on both sides.
    next = rank + 1
    for (let i = next + 1; i <= right; i++) {
      if (values[i] >= values[next]) continue
      const value = values[i]
      values[i] = values[next]
      values[next] = value
    }
  }
  into[middle] = known(interpolate(low, values[next], position - rank))
  fillBetween(work, first, middle - 1, left, next)
  fillBetween(work, middle + 1, last, rank, right)
}
