/**
 * How often values fall where. `edges` has one entry more than `counts`; bin k holds what is at or above `edges[k]` and below
 * `edges[k + 1]`. Zero is always an edge, so no bin mixes gains with losses. The outer bins also hold what lies beyond them.
 */
export interface Histogram {
  readonly edges: readonly number[]
  readonly counts: readonly number[]
  readonly total: number
  readonly mean: number
  /** True when the first or last bin also holds what lies beyond it. */
  readonly clipped: boolean
}

/** Bins a standard deviation to each side that are worth a look; what is farther out is put into the outer bins. */
const REACH = 4
/** Fewer bins than this are blocks, not a shape. */
const FEWEST = 8

/**
 * Counts values into bins of equal width. The width follows Scott (1979), 3.49 × standard deviation × n^(−1/3), kept where it makes
 * at least 8 and at most `maxBins` bins. Values that are not finite are left out.
 *
 * @example
 * ```ts
 * import { histogram } from 'peak-trade'
 *
 * histogram(Float64Array.of(-0.01, 0.01, 0.02)).total // 3
 * ```
 */
export function histogram(values: ArrayLike<number>, options: { readonly maxBins?: number } = {}): Histogram {
  const maxBins = Math.max(2, options.maxBins ?? 48)
  const { total, mean, deviation, low, high } = moments(values)
  if (total === 0) return { edges: [], counts: [], total, mean: Number.NaN, clipped: false }
  const from = Math.min(0, Math.max(low, mean - REACH * deviation))
  const to = Math.max(0, Math.min(high, mean + REACH * deviation))
  const span = to - from
  // One more bin may be needed because zero is an edge, hence maxBins - 1.
  const scott = Math.min(Math.max(3.49 * deviation * total ** (-1 / 3), span / (maxBins - 1)), span / Math.min(FEWEST, maxBins - 1))
  const width = scott > 0 ? scott : 1
  const first = Math.floor(from / width)
  // A value exactly on the last edge belongs to the bin after it.
  const last = Math.max(first + 1, Math.floor(to / width) + (to > 0 ? 1 : 0))
  const edges = Array.from({ length: last - first + 1 }, (_, k) => (first + k) * width)
  const counts = new Array<number>(last - first).fill(0)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (!Number.isFinite(value)) continue
    let bin = Math.floor(value / width) - first
    if (bin < 0) bin = 0
    if (bin >= counts.length) bin = counts.length - 1
    counts[bin]++
  }
  return { edges, counts, total, mean, clipped: low < edges[0] || high > edges[edges.length - 1] }
}

function moments(values: ArrayLike<number>) {
  let total = 0
  let mean = 0
  let squares = 0
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (!Number.isFinite(value)) continue
    total++
    const change = value - mean
    mean += change / total
    squares += change * (value - mean)
    if (value < low) low = value
    if (value > high) high = value
  }
  return { total, mean, deviation: total > 1 ? Math.sqrt(squares / (total - 1)) : 0, low, high }
}
