import { createBootstrap } from './bootstrap.ts'
import { followPath, measurePath, pathMetrics, STATE, startPath } from './path-metrics.ts'
import type { PathPlan } from './path-plan.ts'
import { type ProgressOptions, reportProgress } from './progress.ts'
import type { Quantiles } from './quantiles.ts'
import { measureTerms, writeColumns } from './run-paths.ts'

/** Returns that all paths take together before the next ones are looked at. */
const TILE = 32

/** Paths that are followed before they are written side by side. */
const GROUP = 16

/** Most indices that are kept: one gigabyte of small ones. */
const LARGEST = 2 ** 29

/** All paths of a plan, measured, and the percentiles of their equity. */
export interface TiledPaths {
  /** Each metric of each path, one metric after the other. */
  readonly values: Float64Array
  /** For each percentile its column. */
  readonly bands: readonly Float64Array[]
}

/** True when paths are worth following in tiles: where the equity of all of them at all times would need much more memory. */
export function paysToTile({ paths, length, times }: PathPlan): boolean {
  return times.length > 2 * TILE && paths >= 256 && paths * length <= LARGEST
}

/**
 * The bits of all paths from `runPaths` and of the bands from `drawFan`, without ever keeping the equity of all paths at all times: all paths are
 * followed over a few returns, the percentiles there are taken, and the memory is used again. Fresh memory costs more than the work
 * that is done in it.
 */
export function runTiled(plan: PathPlan, finder: Quantiles, progress: ProgressOptions = {}): TiledPaths {
  const { paths, length, times, capital, percentiles } = plan
  const { table, terms } = measureTerms(plan)
  const all = drawAll(plan, progress)
  const state = new Float64Array(paths * STATE)
  for (let k = 0; k < paths; k++) startPath(state, k * STATE, capital)
  const tile = new Float64Array(TILE * paths)
  const waiting = new Float64Array(GROUP * TILE)
  const stretch = { indices: new Uint32Array(TILE), from: 0, to: 0, equity: waiting, target: 0 }
  const bands = percentiles.map(() => new Float64Array(times.length))
  const quantiles = new Float64Array(percentiles.length)
  for (let from = 0, done = 0; from < length; from += TILE) {
    const to = Math.min(from + TILE, length)
    stretch.from = from
    stretch.to = to
    let until = done
    while (until < times.length && times[until] <= to) until++
    // Where in the tile each time lies, counted from 1 as in the plan.
    const inside = times.subarray(done, until).map(time => time - from)
    for (let first = 0; first < paths; first += GROUP) {
      const width = Math.min(GROUP, paths - first)
      for (let k = 0; k < width; k++) {
        const start = (first + k) * length + from
        for (let i = 0; i < to - from; i++) stretch.indices[i] = all[start + i]
        stretch.target = k * TILE
        followPath(table, stretch, state, (first + k) * STATE)
      }
      writeColumns({ waiting, length: TILE, width, times: inside, equity: tile, stride: paths, first })
    }
    for (let p = done; p < until; p++) {
      const column = tile.subarray((p - done) * paths, (p - done + 1) * paths)
      finder.fill(column, paths, quantiles)
      for (let b = 0; b < bands.length; b++) bands[b][p] = quantiles[b]
    }
    done = until
    reportProgress(progress, { done: Math.floor((to / length) * paths), before: Math.floor((from / length) * paths), total: paths })
  }
  const values = new Float64Array(pathMetrics.length * paths)
  for (let k = 0; k < paths; k++) measurePath(terms, length, state, k * STATE, { values, stride: paths, column: k })
  return { values, bands }
}

/** The indices of all paths, one after the other, as small as they can be. */
function drawAll(
  { returns, method, seed, skip, blockLength, paths, length }: PathPlan,
  { signal }: ProgressOptions,
): Uint16Array | Uint32Array {
  const observations = returns.length
  const options = { method, observations, seed, skip }
  const bootstrap = createBootstrap(Number.isNaN(blockLength) ? options : { ...options, blockLength })
  // The index behind the last return stands for a missed one.
  const all = observations < 2 ** 16 ? new Uint16Array(paths * length) : new Uint32Array(paths * length)
  const one = new Uint32Array(length)
  for (let k = 0; k < paths; k++) {
    if (k % 256 === 0) signal?.throwIfAborted()
    bootstrap.fill(k, one)
    const from = k * length
    for (let i = 0; i < length; i++) all[from + i] = one[i]
  }
  return all
}
