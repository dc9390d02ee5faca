import { ConfigError } from '../base/errors.ts'
import { gridNeighbors, nearestRuns, runAxes } from './run-neighbors.ts'
import type { SweepResult } from './sweep.ts'
import { type SweepMetric, sweepMetrics } from './sweep-table.ts'

/**
 * By what to judge, and who is a neighbor.
 */
export interface StabilityOptions {
  /** A number of the table in place of the objective of the sweep. */
  readonly objective?: SweepMetric | undefined
  /** For lists and samples: how many of the nearest runs are neighbors. Default two per numeric parameter, at least three. */
  readonly neighbors?: number | undefined
}

/** A run and what is around it. */
export interface StablePoint {
  /** Its place in the columns of the sweep. */
  readonly index: number
  readonly params: Readonly<Record<string, unknown>>
  readonly settings?: Readonly<Record<string, unknown>>
  readonly score: number
  /** How many neighbors it has. */
  readonly neighbors: number
  /** Mean score of itself and its neighbors, an unknown one counted as the median of all. */
  readonly smoothed: number
}

/**
 * Whether the best of a sweep stands on a plateau or on a spike.
 */
export interface ParameterStability {
  /**
   * `(neighbors − median) / (best − median)`, kept within 0 and 1: 1 when the neighbors of the best are as good as it, 0 when they are no better than the median
   * of all runs. NaN when nothing is known or the best has no neighbors; 1 when all known scores are the same.
   */
  readonly stability: number
  /** The run with the best score; undefined when no score is known. */
  readonly best: StablePoint | undefined
  /** The run with the best mean over itself and its neighbors: often the wiser choice. */
  readonly plateau: StablePoint | undefined
  /** Mean score of the neighbors of the best, an unknown one counted as the median; NaN without neighbors. */
  readonly neighborMean: number
  /** Median of all known scores. */
  readonly median: number
  /** What a step of one parameter does to the best, all else the same; only of grids. */
  readonly steps: readonly { readonly name: string; readonly value: number; readonly neighbor: number; readonly change: number }[]
}

/**
 * Looks around the best run of a sweep. In a grid its neighbors are one step of one parameter (or swept setting) away; in a list or sample they are the
 * nearest runs, every parameter measured by the range that was tried. Words and flags have no order: runs that differ in them are no neighbors.
 *
 * A spike is what luck looks like; a plateau is no proof, but a condition. A neighbor with an unknown score (too few trades, say) counts as the median
 * of all, so it does not make a plateau.
 *
 * @throws {@link ConfigError} `sweep/stability` for a number of neighbors that is none.
 *
 * @example
 * ```ts
 * import { MaCrossover, parameterStability, sweep, syntheticBars } from 'peak-trade'
 *
 * const grid = { fast: [5, 10, 15, 20], slow: [40, 60, 80, 100] }
 * const result = sweep(MaCrossover, syntheticBars({ seed: 1, length: 1500 }), { grid })
 * const { stability, best, plateau } = parameterStability(result)
 * stability >= 0 && stability <= 1 // true
 * best?.index === result.best[0].index // true
 * plateau?.index // the middle of the best plateau, which need not be the best run
 * ```
 */
export function parameterStability(result: SweepResult, { objective, neighbors }: StabilityOptions = {}): ParameterStability {
  if (neighbors !== undefined && !(Number.isInteger(neighbors) && neighbors >= 1))
    throw new ConfigError('sweep/stability', `neighbors is ${neighbors}; give a whole number from 1`, { neighbors })
  if (objective !== undefined && !sweepMetrics.includes(objective))
    throw new ConfigError('sweep/stability', `there is no column "${objective}"; use one of ${sweepMetrics.join(', ')}`, { objective })
  const score = objective === undefined ? result.score : result.metrics[objective]
  const sign = (objective === undefined ? result.better === 'less' : objective === 'maxDrawdown') ? -1 : 1
  const known = Array.from(score.keys()).filter(k => Number.isFinite(score[k]))
  const median = medianOf(known.map(k => score[k]))
  if (known.length === 0) return { stability: Number.NaN, best: undefined, plateau: undefined, neighborMean: Number.NaN, median, steps: [] }
  const axes = runAxes(result)
  const grid = result.form === 'grid' ? gridNeighbors(axes) : undefined
  const count = neighbors ?? Math.max(3, 2 * axes.names.length)
  const around = (k: number) => grid?.[k] ?? (axes.names.length === 0 ? [] : nearestRuns(axes, k, count))
  const scoreAt = (k: number) => (Number.isFinite(score[k]) ? score[k] : median)
  const smooth = (k: number, near: readonly number[]) => near.reduce((sum, one) => sum + scoreAt(one), score[k]) / (near.length + 1)
  let best = known[0]
  for (const k of known) if (sign * score[k] > sign * score[best]) best = k
  let plateau = best
  let highest = smooth(best, around(best))
  for (const k of known) {
    const smoothed = smooth(k, around(k))
    if (sign * smoothed > sign * highest) [plateau, highest] = [k, smoothed]
  }
  const pointAt = (index: number): StablePoint => {
    const near = around(index)
    const at = (columns: SweepResult['params']) =>
      Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[index]]))
    const settings = Object.keys(result.variants).length === 0 ? {} : { settings: at(result.variants) }
    return { index, params: at(result.params), ...settings, score: score[index], neighbors: near.length, smoothed: smooth(index, near) }
  }
  const near = around(best)
  const neighborMean = near.reduce((sum, k) => sum + scoreAt(k), 0) / near.length
  return {
    stability: stabilityOf({ best: sign * score[best], near: sign * neighborMean, median: sign * median }),
    best: pointAt(best),
    plateau: pointAt(plateau),
    neighborMean,
    median,
    steps: grid === undefined ? [] : near.map(k => stepTo(k)),
  }

  function stepTo(k: number) {
    const n = axes.columns.findIndex(values => values[k] !== values[best])
    return { name: axes.names[n], value: axes.columns[n][k], neighbor: k, change: score[k] - score[best] }
  }
}

function stabilityOf({ best, near, median }: { readonly best: number; readonly near: number; readonly median: number }): number {
  if (Number.isNaN(near)) return Number.NaN
  if (best === median) return near === best ? 1 : 0
  return Math.min(1, Math.max(0, (near - median) / (best - median)))
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length === 0 ? Number.NaN : sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
