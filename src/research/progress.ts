/**
 * How far long work is: steps that are done, of all that there are.
 *
 * @example
 * ```ts
 * import type { Progress } from 'peak-trade'
 *
 * const show = ({ done, total }: Progress) => `${Math.round((100 * done) / total)} %`
 * show({ done: 1, total: 4 }) // '25 %'
 * ```
 */
export interface Progress {
  readonly done: number
  readonly total: number
}

/**
 * How long work tells where it is, and how it is stopped. Every sweep, validation, simulation and stress test takes these.
 *
 * @example
 * ```ts
 * import { MaCrossover, type ProgressOptions, sweep, syntheticBars } from 'peak-trade'
 *
 * const shown: number[] = []
 * const watched: ProgressOptions = { onProgress: ({ done }) => shown.push(done), signal: AbortSignal.timeout(60_000) }
 * sweep(MaCrossover, syntheticBars({ seed: 1, length: 300 }), { grid: { fast: [5, 10, 20] }, ...watched })
 * shown // [1, 2, 3]
 * ```
 */
export interface ProgressOptions {
  /** Called about a hundred times, after every step when there are fewer, and at the end; a place to abort from. */
  readonly onProgress?: ((progress: Progress) => void) | undefined
  /** Looked at between the steps: when it was aborted, work stops and throws its reason. */
  readonly signal?: AbortSignal | undefined
}

/** Tells how far work has come, when another hundredth is done since `before`, and stops it when it was aborted. */
export function reportProgress({ onProgress, signal }: ProgressOptions, { done, before, total }: Step): void {
  signal?.throwIfAborted()
  if (onProgress === undefined) return
  if (done === total || Math.floor((done * 100) / total) > Math.floor((before * 100) / total)) onProgress({ done, total })
}

/** How much is done now, and was when it was last asked. */
export interface Step extends Progress {
  readonly before: number
}
