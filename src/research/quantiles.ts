import { known } from '../metrics/moments.ts'
import { interpolate } from '../metrics/quantile.ts'
import { selectRank } from '../metrics/select-rank.ts'

/** Below this many values they are parted directly. */
const FEW = 512

/** Buckets that many values are spread over. */
const BUCKETS = 1024

/**
 * Finds several quantiles of many columns of up to `capacity` values without sorting them: type 7, the same bits as `quantile` gives one
 * by one. Many values are counted in buckets of equal width, and only the few buckets that hold a wanted rank are looked into. It allocates
 * nothing per column.
 */
export class Quantiles {
  private readonly shares: readonly number[]
  /** The bucket of each value. */
  private readonly buckets: Uint16Array
  private readonly counts = new Int32Array(BUCKETS)
  /** Where the values of a bucket are collected; -1 when nobody asks for them. */
  private readonly ends = new Int32Array(BUCKETS)
  private readonly collected: Float64Array
  /** The bucket of the rank below and above each quantile. */
  private readonly wanted: Int32Array
  /** Collected values before each bucket that is asked for, and all values before it. */
  private readonly starts = new Int32Array(BUCKETS)
  private readonly before = new Int32Array(BUCKETS)

  /** @param shares - From 0 to 1, rising. */
  constructor(capacity: number, shares: readonly number[]) {
    this.shares = shares
    this.buckets = new Uint16Array(capacity)
    this.collected = new Float64Array(capacity)
    this.wanted = new Int32Array(2 * shares.length)
  }

  /** The quantiles of the first `count` values, none of which may be NaN. NaN for no values. */
  fill(values: Float64Array, count: number, into: Float64Array): void {
    const { shares, collected, wanted } = this
    if (count === 0) {
      into.fill(Number.NaN)
      return
    }
    if (count < FEW || !this.spread(values, count)) {
      collected.set(count === values.length ? values : values.subarray(0, count))
      fillBetween({ values: collected, shares, into, count }, 0, shares.length - 1, 0, count - 1)
      return
    }
    this.collect(values, count)
    for (let k = 0; k < shares.length; k++) {
      const position = shares[k] * (count - 1)
      const rank = Math.floor(position)
      const low = this.valueAt(rank, wanted[2 * k])
      into[k] = known(interpolate(low, rank < count - 1 ? this.valueAt(rank + 1, wanted[2 * k + 1]) : low, position - rank))
    }
  }

  /** Counts the values in buckets. False when they do not spread, or too far. */
  private spread(values: Float64Array, count: number): boolean {
    const { buckets, counts } = this
    let low = values[0]
    let high = values[0]
    for (let i = 1; i < count; i++) {
      const value = values[i]
      if (value < low) low = value
      else if (value > high) high = value
    }
    const scale = (BUCKETS - 1) / (high - low)
    if (!(scale > 0 && scale < Number.POSITIVE_INFINITY)) return false
    counts.fill(0)
    for (let i = 0; i < count; i++) {
      // Subtraction and multiplication never change an order, so lower buckets hold lower values.
      const bucket = ((values[i] - low) * scale) | 0
      buckets[i] = bucket
      counts[bucket]++
    }
    return true
  }

  /** Collects the values of all buckets that hold a wanted rank. */
  private collect(values: Float64Array, count: number): void {
    const { shares, buckets, counts, ends, starts, before, wanted, collected } = this
    ends.fill(-1)
    let bucket = 0
    let below = 0
    let taken = 0
    for (let k = 0; k < shares.length; k++) {
      const rank = Math.floor(shares[k] * (count - 1))
      for (let side = 0; side < 2; side++) {
        const target = Math.min(rank + side, count - 1)
        while (below + counts[bucket] <= target) below += counts[bucket++]
        wanted[2 * k + side] = bucket
        if (ends[bucket] >= 0) continue
        starts[bucket] = taken
        ends[bucket] = taken
        before[bucket] = below
        taken += counts[bucket]
      }
    }
    for (let i = 0; i < count; i++) {
      const end = ends[buckets[i]]
      if (end < 0) continue
      collected[end] = values[i]
      ends[buckets[i]] = end + 1
    }
  }

  private valueAt(rank: number, bucket: number): number {
    const { starts, ends, before, collected } = this
    return selectRank(collected, starts[bucket], ends[bucket] - 1, starts[bucket] + rank - before[bucket])
  }
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
