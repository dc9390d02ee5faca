/**
 * Working memory of {@link measureEquity} and {@link measureCore}. Make one per thread and pass it to every call, so that a
 * sweep of many thousand backtests allocates nothing for its metrics. It holds no results.
 *
 * @example
 * ```ts
 * import { createEquityScratch, measureEquity } from 'peak-trade'
 *
 * const scratch = createEquityScratch(3)
 * measureEquity(Float64Array.of(100, 110, 99), { capital: 100, barsPerYear: 252, scratch }).maxDrawdown // 0.1
 * ```
 */
export interface EquityScratch {
  /** @internal Running sums between blocks of bars, by {@link Slot}. */
  readonly state: Float64Array
  /** @internal A sample of returns, for a first guess at the quantiles. */
  readonly sample: Float64Array
  /** @internal Returns in the tails; later the upper tail. */
  collected: Float64Array
  /** @internal The lower tail. */
  low: Float64Array
  /** @internal Returns of the block at hand. */
  returns: Float64Array
}

/** Where each running sum lives in {@link EquityScratch.state}. */
export const Slot = {
  sum1: 0,
  sum2: 1,
  sum3: 2,
  sum4: 3,
  /** Twice the sum of gains, twice the sum of losses, four times the sum of squared losses. */
  gains: 4,
  losses: 5,
  squaredLosses: 6,
  /** Returns of exactly 0 that were skipped in groups. */
  flat: 7,
  collected: 8,
  /** Subtracted from every return before it is raised to powers. */
  shift: 9,
  /** Returns at least `half` away from `middle` are collected. */
  middle: 10,
  half: 11,
  high: 12,
  low: 13,
  /** 1 / high, known while below it. */
  inverse: 14,
  depth: 15,
  squaredDepths: 16,
  highIndex: 17,
  lowIndex: 18,
  longest: 19,
  peak: 20,
  trough: 21,
  recovery: 22,
  benchmarkSum1: 23,
  benchmarkSum2: 24,
  products: 25,
  benchmarkShift: 26,
  /** {@link foldCore}: equity of the bar before, and what the equity consists of. */
  previous: 27,
  cash: 28,
  quantity: 29,
  /** {@link foldCore}: sums of the block at hand. */
  block1: 30,
  block2: 31,
} as const

/** Bars per call of a hot loop: small enough that the compiler sees many calls, large enough that calls cost nothing. */
export const BLOCK = 4096

/** Largest sample of returns. */
export const SAMPLE = 4096

/**
 * Working memory for a curve of `length` bars; it grows by itself when more is needed.
 *
 * @example
 * ```ts
 * import { createEquityScratch } from 'peak-trade'
 *
 * const scratch = createEquityScratch(10_000)
 * ```
 */
export function createEquityScratch(length: number): EquityScratch {
  return {
    state: new Float64Array(32),
    sample: new Float64Array(SAMPLE),
    // About an eighth of the returns lie in the tails; on the rare curve with more it grows.
    collected: new Float64Array(Math.min(length, 2 * BLOCK + (length >> 2)) + 1),
    low: new Float64Array(Math.min(length, 2 * BLOCK + (length >> 2)) + 1),
    returns: new Float64Array(Math.min(length, BLOCK)),
  }
}

/**
 * Makes room for `count` collected returns and keeps those that are there. One slot more, because a slot is written before it is
 * claimed.
 */
export function reserveScratch(scratch: EquityScratch, count: number): void {
  if (scratch.collected.length > count) return
  const size = Math.max(count, 2 * scratch.collected.length) + 1
  const collected = new Float64Array(size)
  collected.set(scratch.collected)
  scratch.collected = collected
  scratch.low = new Float64Array(size)
}
