/**
 * How far work on items is, how fast it goes, and how long it will still take.
 *
 * @example
 * ```ts
 * import type { JobProgress } from 'peak-trade/node'
 *
 * const show = ({ done, total, etaMs }: JobProgress) => `${done} of ${total}, ${Math.ceil(etaMs / 1000)} s to go`
 * show({ done: 50, total: 200, ratePerSecond: 100, etaMs: 1500 }) // '50 of 200, 2 s to go'
 * ```
 */
export interface JobProgress {
  readonly done: number
  readonly total: number
  /** Items per second, over the last ten seconds. NaN as long as nobody knows. */
  readonly ratePerSecond: number
  /** Milliseconds to go at that rate. NaN as long as nobody knows. */
  readonly etaMs: number
}

/** How far back the rate looks. */
const WINDOW_MS = 10_000

interface Sample {
  readonly done: number
  readonly at: number
}

/** The rate of work whose start and progress it is told. */
export class Rate {
  private readonly total: number
  private readonly samples: Sample[]

  /** @param done - What was done before it began; it says nothing about the speed. @param at - Milliseconds of any clock. */
  constructor(total: number, { done, at }: Sample) {
    this.total = total
    this.samples = [{ done, at }]
  }

  update({ done, at }: Sample): JobProgress {
    const { samples, total } = this
    samples.push({ done, at })
    while (samples.length > 2 && samples[1].at <= at - WINDOW_MS) samples.shift()
    const [first] = samples
    const ratePerSecond = at > first.at && done > first.done ? ((done - first.done) * 1000) / (at - first.at) : Number.NaN
    return { done, total, ratePerSecond, etaMs: done === total ? 0 : ((total - done) * 1000) / ratePerSecond }
  }
}
