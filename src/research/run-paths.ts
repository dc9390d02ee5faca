import { mean } from '../metrics/moments.ts'
import { createBootstrap } from './bootstrap.ts'
import { followPath, measurePath, type PathTerms, pathMetrics, pathTable, STATE, startPath } from './path-metrics.ts'
import type { PathPlan } from './path-plan.ts'
import { type ProgressOptions, reportProgress } from './progress.ts'

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
export function runPaths(plan: PathPlan, range: PathRange, progress: ProgressOptions = {}): PathPart {
  const { returns, method, seed, skip, blockLength, length, times, capital } = plan
  const bootstrap = createBootstrap({
    method,
    observations: returns.length,
    seed,
    skip,
    ...(Number.isNaN(blockLength) ? {} : { blockLength }),
  })
  const { table, terms } = measureTerms(plan)
  const count = range.to - range.from
  const values = new Float64Array(pathMetrics.length * count)
  const equity = new Float64Array(times.length * count)
  const indices = new Uint32Array(length)
  const state = new Float64Array(STATE)
  progress.signal?.throwIfAborted()
  // Long paths are written one by one: what waits to be written should stay in the cache.
  const group = Math.max(1, Math.min(GROUP, Math.floor(2 ** 17 / length)))
  const waiting = new Float64Array(group * length)
  const stretch = { indices, from: 0, to: length, equity: waiting, target: 0 }
  for (let first = 0; first < count; first += group) {
    const width = Math.min(group, count - first)
    for (let k = 0; k < width; k++) {
      bootstrap.fill(range.from + first + k, indices)
      startPath(state, 0, capital)
      stretch.target = k * length
      followPath(table, stretch, state, 0)
      measurePath(terms, length, state, 0, { values, stride: count, column: first + k })
    }
    writeColumns({ waiting, length, width, times, equity, stride: count, first })
    reportProgress(progress, { done: first + width, before: first, total: count })
  }
  return { from: range.from, to: range.to, values, equity }
}

/** What all paths of a plan are followed and measured by. */
export function measureTerms({ returns, capital, barsPerYear }: PathPlan): { readonly table: Float64Array; readonly terms: PathTerms } {
  const shift = mean(returns)
  return { table: pathTable(returns, shift), terms: { shift, capital, barsPerYear } }
}

/** The returns as they came, measured in the same way. */
export function runObserved(plan: PathPlan): { readonly values: Float64Array; readonly equity: Float64Array } {
  const { table, terms } = measureTerms(plan)
  const count = plan.returns.length
  const values = new Float64Array(pathMetrics.length)
  const equity = new Float64Array(count)
  const state = new Float64Array(STATE)
  startPath(state, 0, plan.capital)
  const indices = Uint32Array.from(equity, (_, i) => i)
  followPath(table, { indices, from: 0, to: count, equity, target: 0 }, state, 0)
  measurePath(terms, count, state, 0, { values, stride: 1, column: 0 })
  return { values, equity }
}

/** What {@link writeColumns} writes. */
export interface Columns {
  readonly waiting: Float64Array
  readonly length: number
  readonly width: number
  readonly times: Float64Array
  readonly equity: Float64Array
  readonly stride: number
  readonly first: number
}

/** Writes the equities of a few paths side by side: to each time its row. */
export function writeColumns({ waiting, length, width, times, equity, stride, first }: Columns): void {
  for (let p = 0; p < times.length; p++) {
    const from = times[p] - 1
    const to = p * stride + first
    for (let k = 0; k < width; k++) equity[to + k] = waiting[k * length + from]
  }
}
