import type { Progress } from './progress.ts'

/**
 * How paths are worked on: with which memory, who is told, and who may stop it. It changes nothing in the result.
 */
export interface PathWork extends Progress {
  /** Working memory to reuse; made for this call when missing. What `runPaths` gives lies in it until the next call. */
  readonly memory?: PathMemory | undefined
}

/**
 * Working memory of {@link monteCarlo}: the equity of all paths at all times, 80 MB for 10,000 paths and 1000 times. Getting so much
 * fresh memory can take as long as filling it, so pass the same one to every call where there are many. It holds no results.
 *
 * @example
 * ```ts
 * import { createPathMemory, monteCarlo } from 'peak-trade'
 *
 * const memory = createPathMemory()
 * const returns = Float64Array.of(0.01, -0.02, 0.015)
 * const medians = [1, 2].map(seed => monteCarlo(returns, { seed, barsPerYear: 252, memory }).metrics.finalEquity.quantiles[2])
 * medians.length // 2
 * ```
 */
export interface PathMemory {
  /** @internal */
  equity: Float64Array
}

/**
 * Memory that grows when it is needed.
 *
 * @example
 * ```ts
 * import { createPathMemory } from 'peak-trade'
 *
 * const memory = createPathMemory()
 * ```
 */
export function createPathMemory(): PathMemory {
  return { equity: new Float64Array(0) }
}

/** Room for so many numbers: of the memory, or fresh without one. What is in it has no meaning. */
export function reservePaths(memory: PathMemory | undefined, size: number): Float64Array {
  if (memory === undefined) return new Float64Array(size)
  if (memory.equity.length < size) memory.equity = new Float64Array(size)
  return memory.equity.length === size ? memory.equity : memory.equity.subarray(0, size)
}
