import { mean } from '../metrics/moments.ts'
import { createBootstrap } from './bootstrap.ts'
import { type PathWork, reservePaths } from './path-memory.ts'
import { measurePath, pathMetrics, pathTable } from './path-metrics.ts'
import type { PathPlan } from './path-plan.ts'
import { reportProgress } from './progress.ts'

/**
 * Which paths: from `from` (included) to `to` (excluded).
 */
export interface PathRange {
  readonly from: number
  readonly to: number
}

/**
 * What came out of some paths: plain data that may travel to another thread.
 */
export interface PathPart extends PathRange {
  /** Each metric of each path, one metric after the other. */
  readonly values: Float64Array
  /** Equity of each path at each time of the plan, one time after the other. */
  readonly equity: Float64Array
}

/** Paths that are computed together before they are written side by side. */
const GROUP = 16

/**
 * Draws and measures some of the paths of a plan. A path is the same whoever computes it and in whatever order: give half of them to another
 * thread and join the parts with `joinPaths`; the bits do not change.
 *
 * @throws `signal.reason` when it was aborted.
 *
 * @example
 * ```ts
 * import { joinPaths, planPaths, runPaths } from 'peak-trade'
 *
 * const plan = planPaths(Float64Array.of(0.01, -0.02, 0.015), { seed: 1, barsPerYear: 252, paths: 100 })
 * const parts = [runPaths(plan, { from: 0, to: 60 }), runPaths(plan, { from: 60, to: 100 })]
 * joinPaths(plan, parts).paths // 100
 * ```
 */
export function runPaths(plan: PathPlan, range: PathRange, work: PathWork = {}): PathPart {
  const { returns, method, seed, skip, blockLength, length, times, capital, barsPerYear } = plan
  const bootstrap = createBootstrap({
    method,
    observations: returns.length,
    seed,
    skip,
    ...(Number.isNaN(blockLength) ? {} : { blockLength }),
  })
  const shift = mean(returns)
  const terms = { table: pathTable(returns, shift), shift, capital, barsPerYear }
  const count = range.to - range.from
  const values = new Float64Array(pathMetrics.length * count)
  const equity = reservePaths(work.memory, times.length * count)
  const indices = new Uint32Array(length)
  work.signal?.throwIfAborted()
  // Long paths are written one by one: what waits to be written should stay in the cache.
  const group = Math.max(1, Math.min(GROUP, Math.floor(2 ** 17 / length)))
  const waiting = new Float64Array(group * length)
  for (let first = 0; first < count; first += group) {
    const width = Math.min(group, count - first)
    for (let k = 0; k < width; k++) {
      bootstrap.fill(range.from + first + k, indices)
      measurePath(terms, indices, waiting, k * length, values, count, first + k)
    }
    writeColumns({ waiting, length, width, times, equity, stride: count, first })
    reportProgress(work, { done: first + width, before: first, total: count })
  }
  return { from: range.from, to: range.to, values, equity }
}

/** The returns as they came, measured in the same way. */
export function runObserved({ returns, capital, barsPerYear }: PathPlan): { readonly values: Float64Array; readonly equity: Float64Array } {
  const shift = mean(returns)
  const values = new Float64Array(pathMetrics.length)
  const equity = new Float64Array(returns.length)
  const indices = Uint32Array.from(returns, (_, i) => i)
  measurePath({ table: pathTable(returns, shift), shift, capital, barsPerYear }, indices, equity, 0, values, 1, 0)
  return { values, equity }
}

interface Columns {
  readonly waiting: Float64Array
  readonly length: number
  readonly width: number
  readonly times: Float64Array
  readonly equity: Float64Array
  readonly stride: number
  readonly first: number
}

function writeColumns({ waiting, length, width, times, equity, stride, first }: Columns): void {
  for (let p = 0; p < times.length; p++) {
    const from = times[p] - 1
    const to = p * stride + first
    for (let k = 0; k < width; k++) equity[to + k] = waiting[k * length + from]
  }
}
