import { ConfigError, DataError } from '../../base/errors.ts'
import { isRounding, ratio } from '../../metrics/moments.ts'
import { createBootstrap } from '../bootstrap.ts'
import { type Distribution, describeDistribution } from '../distribution.ts'
import { type ProgressOptions, reportProgress } from '../progress.ts'

/**
 * How {@link resampleSleeves} draws.
 *
 * @example
 * ```ts
 * import type { ResampleSleevesOptions } from 'peak-trade'
 *
 * const options: ResampleSleevesOptions = { seed: 42, paths: 500, blockLength: 20, barsPerYear: 365 }
 * ```
 */
export interface ResampleSleevesOptions extends ProgressOptions {
  /** One per column. Default `'0'`, `'1'`, … */
  readonly names?: readonly string[] | undefined
  readonly seed: number | string
  readonly barsPerYear: number
  /** Number of paths. Default 1000. */
  readonly paths?: number | undefined
  /** Rows that stay together. Default 20. */
  readonly blockLength?: number | undefined
}

/**
 * What many paths of an account came to.
 *
 * @example
 * ```ts
 * import { type PathSpread, resampleSleeves } from 'peak-trade'
 *
 * const { together } = resampleSleeves([[0.01, -0.01, 0.02]], { seed: 1, barsPerYear: 252, paths: 10, blockLength: 1 })
 * const spread: PathSpread = together
 * spread.maxDrawdown.count // 10
 * ```
 */
export interface PathSpread {
  readonly totalReturn: Distribution
  readonly sharpe: Distribution
  readonly maxDrawdown: Distribution
}

/**
 * Sleeves drawn jointly and apart.
 *
 * @example
 * ```ts
 * import { resampleSleeves, type ResampledSleeves } from 'peak-trade'
 *
 * const result: ResampledSleeves = resampleSleeves([[0.01, -0.01], [0, 0.02]], { seed: 1, barsPerYear: 252, paths: 10, blockLength: 1 })
 * result.sleeves.length // 2
 * ```
 */
export interface ResampledSleeves {
  readonly seed: number | string
  readonly paths: number
  readonly blockLength: number
  /** Rows drawn whole: what happened on the same row to all sleeves happens together again. */
  readonly together: PathSpread
  /** Every sleeve drawn by itself: the same sleeves, if they had nothing to do with each other. */
  readonly apart: PathSpread
  /**
   * Median drawdown together over median drawdown apart: above 1 the sleeves fall together, below 1 they make up for each other; NaN when
   * nothing falls apart.
   */
  readonly jointDrawdown: number
  /** Per sleeve what it contributes to the total return of the account, on the joint paths. */
  readonly sleeves: readonly {
    readonly name: string
    readonly contribution: Distribution
    /** Share of the paths on which it loses. */
    readonly loss: number
  }[]
}

/**
 * Draws new histories of an account from what its sleeves contributed to it, row by row: the rows whole, which keeps how the sleeves move
 * together, and each sleeve by itself, which breaks it. The difference is what diversification is worth. Blocks of rows keep what comes after
 * one another together; they go round at the end.
 *
 * @param contributions - Per sleeve what it earned at each row, as a fraction of the account before; all sleeves make the return of the account.
 * @throws {@link ConfigError} `monte-carlo/paths`, `research/block-length`; {@link DataError} `research/returns` for no sleeves, no rows, columns of
 * different lengths, or numbers that are not finite; the reason of `signal` when that is aborted.
 *
 * @example
 * ```ts
 * import { resampleSleeves, seededRandom } from 'peak-trade'
 *
 * const random = seededRandom(1)
 * const market = Float64Array.from({ length: 500 }, () => 0.01 * random.normal())
 * const both = [market.map(move => move / 2), market.map(move => move / 2)] // the same thing twice
 * const { together, apart } = resampleSleeves(both, { seed: 1, barsPerYear: 365, paths: 200 })
 * together.maxDrawdown.median > apart.maxDrawdown.median // true: two names, one risk
 * ```
 */
export function resampleSleeves(contributions: readonly ArrayLike<number>[], options: ResampleSleevesOptions): ResampledSleeves {
  const { names, seed, barsPerYear, paths = 1000, blockLength = 20, ...progress } = options
  const rows = checkContributions(contributions)
  if (!(Number.isInteger(paths) && paths >= 1))
    throw new ConfigError('monte-carlo/paths', `paths is ${paths}, it must be a whole number from 1`, { paths })
  const drawers = [seed, ...contributions.map((_, k) => `${seed}/sleeve ${k}`)].map(own =>
    createBootstrap({ method: 'block', observations: rows, seed: own, blockLength }),
  )
  const [joint, ...single] = drawers
  const indices = new Uint32Array(rows)
  const returns = new Float64Array(rows)
  const together = new PathMeasures(paths, barsPerYear)
  const apart = new PathMeasures(paths, barsPerYear)
  const columns = contributions.map(column => Float64Array.from(column))
  const account = Float64Array.from({ length: rows }, (_, i) => columns.reduce((sum, column) => sum + column[i], 0))
  const worth = new Float64Array(rows)
  const earned = contributions.map(() => new Float64Array(paths))
  progress.signal?.throwIfAborted()
  for (let path = 0; path < paths; path++) {
    joint.fill(path, indices)
    for (let i = 0; i < rows; i++) returns[i] = account[indices[i]]
    together.measure(path, returns)
    for (let i = 0, now = 1; i < rows; i++) {
      worth[i] = now
      now *= Math.max(0, 1 + returns[i])
    }
    for (const [k, column] of columns.entries()) earned[k][path] = earnDrawn(column, indices, worth)
    returns.fill(0)
    for (const [k, column] of columns.entries()) addDrawn(column, single[k].fill(path, indices), returns)
    apart.measure(path, returns)
    reportProgress(progress, { done: path + 1, before: path, total: paths })
  }
  const joined = together.spread()
  const loose = apart.spread()
  return {
    seed,
    paths,
    blockLength,
    together: joined,
    apart: loose,
    jointDrawdown: loose.maxDrawdown.median > 0 ? joined.maxDrawdown.median / loose.maxDrawdown.median : Number.NaN,
    sleeves: earned.map((values, k) => ({
      name: names?.[k] ?? String(k),
      contribution: describeDistribution(values),
      loss: values.filter(value => value < 0).length / paths,
    })),
  }
}

function addDrawn(column: Float64Array, indices: Uint32Array, into: Float64Array): void {
  for (let i = 0; i < into.length; i++) into[i] += column[indices[i]]
}

/** What a sleeve brings to an account of which the worth before each row is known. */
function earnDrawn(column: Float64Array, indices: Uint32Array, worth: Float64Array): number {
  let sum = 0
  for (let i = 0; i < worth.length; i++) sum += worth[i] * column[indices[i]]
  return sum
}

/** Measures of many paths, each given as its returns. */
class PathMeasures {
  private readonly totalReturn: Float64Array
  private readonly sharpe: Float64Array
  private readonly maxDrawdown: Float64Array
  private readonly scale: number

  constructor(paths: number, barsPerYear: number) {
    this.totalReturn = new Float64Array(paths)
    this.sharpe = new Float64Array(paths)
    this.maxDrawdown = new Float64Array(paths)
    this.scale = Math.sqrt(barsPerYear)
  }

  measure(path: number, returns: Float64Array): void {
    const rows = returns.length
    let worth = 1
    let high = 1
    let deepest = 0
    let sum = 0
    for (let i = 0; i < rows; i++) {
      const change = returns[i]
      sum += change
      worth *= Math.max(0, 1 + change)
      if (worth > high) high = worth
      else if (high - worth > deepest * high) deepest = (high - worth) / high
    }
    const average = sum / rows
    let squares = 0
    for (let i = 0; i < rows; i++) squares += (returns[i] - average) ** 2
    const deviation = Math.sqrt(squares / (rows - 1))
    this.totalReturn[path] = worth - 1
    this.maxDrawdown[path] = deepest
    this.sharpe[path] = isRounding(deviation, 1 + Math.abs(average)) ? Number.NaN : ratio(average * this.scale, deviation)
  }

  spread(): PathSpread {
    const { totalReturn, sharpe, maxDrawdown } = this
    return {
      totalReturn: describeDistribution(totalReturn),
      sharpe: describeDistribution(sharpe),
      maxDrawdown: describeDistribution(maxDrawdown),
    }
  }
}

function checkContributions(contributions: readonly ArrayLike<number>[]): number {
  if (contributions.length === 0) throw new DataError('research/returns', 'there are no sleeves to draw from')
  const rows = contributions[0].length
  if (rows === 0) throw new DataError('research/returns', 'there are no returns to draw from')
  for (const [k, column] of contributions.entries()) {
    if (column.length !== rows)
      throw new DataError('research/returns', `sleeve ${k} has ${column.length} returns, sleeve 0 has ${rows}; line them up by time`)
    for (let i = 0; i < rows; i++)
      if (!Number.isFinite(column[i])) throw new DataError('research/returns', `sleeve ${k} has the return ${column[i]} in row ${i}`)
  }
  return rows
}
