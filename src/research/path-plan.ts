import type { Column } from '../base/column.ts'
import { ConfigError, DataError } from '../base/errors.ts'
import { checkBarsPerYear, checkCapital } from '../metrics/annualize.ts'
import { optimalBlockLength } from './block-length.ts'
import type { ResampleMethod } from './bootstrap.ts'
import { checkReturns } from './check-trials.ts'
import { checkPercentiles, checkTimes, spreadTimes } from './equity-fan.ts'
import type { ProgressOptions } from './progress.ts'
import { checkRuin, type RuinLevel } from './ruin.ts'

/**
 * What {@link monteCarlo} draws and measures.
 */
export interface MonteCarloOptions extends ProgressOptions {
  /** Same seed, same paths. */
  readonly seed: string | number
  /** Bars in a year; for returns of trades: trades in a year. */
  readonly barsPerYear: number
  /** Default `stationary`. */
  readonly method?: ResampleMethod
  /** Number of paths. Default 1000. */
  readonly paths?: number
  /** Returns per path. Default: as many as there are. `shuffle` and `skip` take no other. */
  readonly length?: number
  /** Block length of `block`, mean block length of `stationary`. Default: automatic (`optimalBlockLength`). */
  readonly blockLength?: number
  /** Share of returns that `skip` leaves out. Default 0.1. */
  readonly skip?: number
  /** Equity at the start. Default 1. */
  readonly capital?: number
  /** Shares of the percentile bands, rising. Default 5, 25, 50, 75 and 95 %. */
  readonly percentiles?: readonly number[]
  /** Largest number of times at which the bands of the equity are taken; 0 for none. Default 1000. */
  readonly times?: number
  /** When a path counts as ruined. Default: a drawdown of one half. */
  readonly ruin?: RuinLevel
}

/**
 * Options that were checked and filled in, with the returns: plain data that may travel to another thread.
 */
export interface PathPlan {
  readonly returns: Float64Array
  readonly seed: string | number
  readonly barsPerYear: number
  readonly method: ResampleMethod
  readonly paths: number
  readonly length: number
  /** NaN for methods without blocks. */
  readonly blockLength: number
  readonly skip: number
  readonly capital: number
  readonly percentiles: readonly number[]
  /** After how many returns the bands are taken, rising. */
  readonly times: Float64Array
  readonly ruin: RuinLevel
}

/**
 * Checks the options of {@link monteCarlo} and fills them in.
 *
 * @throws {@link ConfigError} `monte-carlo/…` naming the option, `DataError` `research/returns`.
 *
 * @example
 * ```ts
 * import { planPaths } from 'peak-trade'
 *
 * const plan = planPaths(Float64Array.of(0.01, -0.02, 0.015), { seed: 1, barsPerYear: 252, method: 'iid' })
 * plan.paths // 1000
 * ```
 */
export function planPaths(returns: Column, options: MonteCarloOptions): PathPlan {
  const barsPerYear = checkBarsPerYear(options.barsPerYear)
  const capital = checkCapital(options.capital ?? 1)
  if (returns.length === 0) throw new DataError('research/returns', 'there are no returns to draw from')
  checkReturns(returns)
  const { method = 'stationary', seed, paths = 1000, length = returns.length, skip = 0.1 } = options
  if (seed === undefined) throw refuse('seed', seed, 'given, so that the paths can be repeated')
  if (!isCount(paths, 1) || paths > 2 ** 32) throw refuse('paths', paths, 'a whole number from 1')
  if (!isCount(length, 1)) throw refuse('length', length, 'a whole number from 1')
  if ((method === 'shuffle' || method === 'skip') && length !== returns.length)
    throw refuse('length', length, `the number of returns (${returns.length}) for ${method}`)
  const times = spreadTimes(length, checkTimes(options.times ?? 1000, length, paths))
  const blockLength = options.blockLength ?? automaticLength(returns, method)
  return {
    returns: Float64Array.from(returns),
    seed,
    barsPerYear,
    method,
    paths,
    length,
    blockLength: method === 'block' ? Math.round(blockLength) : method === 'stationary' ? blockLength : Number.NaN,
    skip,
    capital,
    percentiles: checkPercentiles(options.percentiles),
    times,
    ruin: checkRuin(options.ruin),
  }
}

function automaticLength(returns: Column, method: ResampleMethod): number {
  if (method !== 'block' && method !== 'stationary') return Number.NaN
  const lengths = optimalBlockLength(returns)
  const best = method === 'block' ? lengths.circular : lengths.stationary
  return Number.isNaN(best) ? 1 : Math.max(1, best)
}

function isCount(value: number, least: number): boolean {
  return Number.isInteger(value) && value >= least
}

function refuse(option: string, value: unknown, allowed: string): ConfigError {
  return new ConfigError(`monte-carlo/${option}`, `monteCarlo: ${option} is ${String(value)}, it must be ${allowed}`, {
    option,
  })
}
