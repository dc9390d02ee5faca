import type { Column } from '../base/column.ts'
import { ConfigError, DataError } from '../base/errors.ts'
import { mean } from '../metrics/moments.ts'
import { optimalBlockLength } from './block-length.ts'
import { createBootstrap } from './bootstrap.ts'
import { checkTrials } from './check-trials.ts'

/**
 * How the luck of all trials together is simulated: by drawing bars again and again, the same bars for every trial.
 */
export interface ResamplingOptions {
  /** Bars to take in each resample, instead of drawing them. */
  readonly indices?: readonly ArrayLike<number>[]
  /** Same seed, same resamples. Needed without `indices`. */
  readonly seed?: string | number
  /** Number of resamples. Default 1000. */
  readonly resamples?: number
  /** Mean block length of the stationary bootstrap. Default: the mean of the automatic ones of all trials. */
  readonly blockLength?: number
}

/** Means of trials, as they were and in each resample. */
export interface BootstrapMeans {
  readonly rows: number
  readonly resamples: number
  readonly blockLength: number
  /** Mean of each trial. */
  readonly means: Float64Array
  /** Mean of each trial in each resample, one resample after the other. */
  readonly resampled: Float64Array
}

/** Means of all trials on resampled bars. */
export function bootstrapMeans(trials: readonly Column[], options: ResamplingOptions): BootstrapMeans {
  const rows = checkTrials(trials)
  if (rows < 3) throw new DataError('research/returns', `${rows} returns are too few to resample; give more bars`, { rows })
  const { indices, seed } = options
  const resamples = indices?.length ?? options.resamples ?? 1000
  if (!(Number.isInteger(resamples) && resamples >= 1))
    throw new ConfigError('research/resamples', `resamples is ${resamples}, it must be a whole number from 1`, { resamples })
  const blockLength = options.blockLength ?? (indices === undefined ? automaticLength(trials) : Number.NaN)
  const draw = indices === undefined ? drawn({ rows, seed, blockLength }) : (k: number) => indices[k]

  const count = trials.length
  const matrix = new Float64Array(rows * count)
  for (const [k, trial] of trials.entries()) for (let t = 0; t < rows; t++) matrix[t * count + k] = trial[t]
  const means = Float64Array.from(trials, trial => mean(trial))
  const resampled = new Float64Array(resamples * count)
  const taken = new Float64Array(rows)
  for (let b = 0; b < resamples; b++) {
    const bars = draw(b)
    taken.fill(0)
    for (let i = 0; i < bars.length; i++) {
      if (!(bars[i] >= 0 && bars[i] < rows && Number.isInteger(bars[i])))
        throw new ConfigError('research/indices', `index ${i} of resample ${b} is ${bars[i]}, there are ${rows} bars`, { resample: b })
      taken[bars[i]]++
    }
    addRows(matrix, taken, resampled.subarray(b * count, (b + 1) * count))
    for (let k = 0; k < count; k++) resampled[b * count + k] /= bars.length
  }
  return { rows, resamples, blockLength, means, resampled }
}

/** Adds every row as often as it was taken: rows that were not are skipped, and each is read only once. */
function addRows(matrix: Float64Array, taken: Float64Array, sums: Float64Array): void {
  const count = sums.length
  for (let t = 0; t < taken.length; t++) {
    const times = taken[t]
    if (times === 0) continue
    const from = t * count
    for (let k = 0; k < count; k++) sums[k] += times * matrix[from + k]
  }
}

function drawn({ rows, seed, blockLength }: { readonly rows: number; readonly seed: string | number | undefined; blockLength: number }) {
  if (seed === undefined)
    throw new ConfigError('research/seed', 'resampling needs a seed, so that it can be repeated; give seed or indices')
  const bootstrap = createBootstrap({ method: 'stationary', observations: rows, blockLength, seed })
  const indices = new Uint32Array(rows)
  return (k: number) => bootstrap.fill(k, indices)
}

function automaticLength(trials: readonly Column[]): number {
  let sum = 0
  for (const trial of trials) {
    const { stationary } = optimalBlockLength(trial)
    sum += Number.isNaN(stationary) ? 1 : Math.max(1, stationary)
  }
  return sum / trials.length
}
