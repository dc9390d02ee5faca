/** The six columns of bars while they are being made. */
export interface BarColumns {
  readonly time: Float64Array
  readonly open: Float64Array
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
  readonly volume: Float64Array
}

/** What one pass over all columns finds. */
export interface BarScan {
  /** True when every row is fit to be a bar and comes after the row before. If not, the rest means nothing. */
  readonly clean: boolean
  /**
   * The bars, the second one first, whose step from the bar before differs from the step before: steps are equal from each of
   * these bars up to the next.
   */
  readonly stepChanges: readonly number[]
  /** Bars whose close moved by more than the limit. */
  readonly jumps: readonly number[]
}

/** The first time that bars may have, milliseconds since the Unix epoch. */
export const FIRST_TIME = Date.UTC(1800, 0, 1)
/** The time before which bars must open. */
export const LAST_TIME = Date.UTC(2200, 0, 1)

/** Rows per call of the inner loop: short calls let it be compiled once and well, one long call does not. */
const BLOCK = 4096

/**
 * Checks rows, steps and moves in a single pass, since memory is what costs time here.
 *
 * @param limit - Logarithmic return of a jump.
 */
export function scanBars(columns: BarColumns, limit: number): BarScan {
  const { time } = columns
  const length = time.length
  const stepChanges: number[] = []
  const jumps: number[] = []
  const up = Math.exp(limit)
  let clean = time[0] >= FIRST_TIME && time[length - 1] < LAST_TIME
  for (let from = 0; clean && from < length; from += BLOCK) {
    clean = scanBlock(columns, from, Math.min(from + BLOCK, length), up, stepChanges, jumps)
  }
  return { clean, stepChanges, jumps }
}

function scanBlock(columns: BarColumns, from: number, to: number, up: number, stepChanges: number[], jumps: number[]): boolean {
  const { time, open, high, low, close, volume } = columns
  const down = 1 / up
  let t0 = from > 0 ? time[from - 1] : Number.NEGATIVE_INFINITY
  let step = from > 1 ? t0 - time[from - 2] : Number.NaN
  let c0 = close[Math.max(0, from - 1)]
  for (let i = from; i < to; i++) {
    const t = time[i]
    const o = open[i]
    const h = high[i]
    const l = low[i]
    const c = close[i]
    const v = volume[i]
    const fit = l > 0 && l <= o && o <= h && l <= c && c <= h && h < Number.POSITIVE_INFINITY && v >= 0 && v < Number.POSITIVE_INFINITY
    if (!fit) return false
    if (t - t0 !== step) {
      if (!(t > t0)) return false
      step = t - t0
      if (i > 0) stepChanges.push(i)
    }
    if (c > up * c0 || c < down * c0) jumps.push(i)
    t0 = t
    c0 = c
  }
  return true
}
