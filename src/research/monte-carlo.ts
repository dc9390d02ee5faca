import type { Column } from '../base/column.ts'
import { ConfigError } from '../base/errors.ts'
import type { ResampleMethod } from './bootstrap.ts'
import { drawBands, type EquityFan } from './equity-fan.ts'
import { type MetricBand, measureBand } from './metric-band.ts'
import { type PathMetric, pathMetrics } from './path-metrics.ts'
import { type MonteCarloOptions, type PathPlan, planPaths } from './path-plan.ts'
import { Quantiles } from './quantiles.ts'
import { measureRuin, type Ruin } from './ruin.ts'
import { type PathPart, runObserved, runPaths } from './run-paths.ts'
import { paysToTile, runTiled } from './tiled-paths.ts'

/**
 * What might have been: the distribution of everything that a series of returns is measured by, over many histories like it.
 */
export interface MonteCarlo {
  readonly method: ResampleMethod
  readonly seed: string | number
  readonly paths: number
  /** Returns per path. */
  readonly length: number
  /** NaN for methods without blocks. */
  readonly blockLength: number
  /** Shares of the bands. */
  readonly percentiles: readonly number[]
  readonly metrics: Readonly<Record<PathMetric, MetricBand>>
  /** Each metric of each path. */
  readonly values: Readonly<Record<PathMetric, Column>>
  /** How the equity spreads over time: the data of a fan chart. */
  readonly fan: EquityFan
  readonly ruin: Ruin
  /** Share of paths that were back at their old high after their deepest drawdown. */
  readonly recovered: number
}

/**
 * Draws new histories from old returns and measures every one of them: how different could it have come out, by nothing but luck?
 *
 * `iid`, `block` and `stationary` ask what else such a market could have brought; `shuffle` what another order of the same returns
 * would have done to the drawdowns; `skip` what is left when some trades were missed. For trades give their returns
 * (`tradeReturns`).
 *
 * @param returns - Returns per bar or per trade, as fractions.
 * @throws {@link ConfigError} `monte-carlo/…` naming the option, `research/method`, `DataError` `research/returns`;
 * `signal.reason` when it was aborted.
 *
 * @example
 * ```ts
 * import { monteCarlo, returnsOf, syntheticBars } from 'peak-trade'
 *
 * const returns = returnsOf(syntheticBars({ seed: 1, length: 500 }).close)
 * const result = monteCarlo(returns, { seed: 1, barsPerYear: 8760, paths: 500, ruin: { drawdown: 0.3 } })
 * const [worst, , median] = result.metrics.sharpe.quantiles
 * worst < median // true
 * result.ruin.probability // share of paths that fell by 30 %
 * ```
 */
export function monteCarlo(returns: Column, options: MonteCarloOptions): MonteCarlo {
  const plan = planPaths(returns, options)
  const { paths, percentiles } = plan
  if (!paysToTile(plan)) return joinPaths(plan, [runPaths(plan, { from: 0, to: paths }, options)])
  const finder = new Quantiles(paths, percentiles)
  const { values, bands } = runTiled(plan, finder, options)
  return assemble(plan, finder, { columnOf: m => values.slice(m * paths, (m + 1) * paths), bandsOf: () => bands })
}

/**
 * Puts the parts of a plan together, in the order of their paths.
 *
 * @throws {@link ConfigError} `monte-carlo/parts` when paths are missing or come twice.
 *
 * @example
 * ```ts
 * import { joinPaths, planPaths, runPaths } from 'peak-trade'
 *
 * const plan = planPaths(Float64Array.of(0.01, -0.02, 0.015), { seed: 1, barsPerYear: 252, paths: 10 })
 * joinPaths(plan, [runPaths(plan, { from: 0, to: 10 })]).fan.times.length // 3
 * ```
 */
export function joinPaths(plan: PathPlan, parts: readonly PathPart[]): MonteCarlo {
  const { paths, percentiles, times } = plan
  const ordered = [...parts].sort((a, b) => a.from - b.from)
  let expected = 0
  for (const { from, to } of ordered) {
    if (from !== expected)
      throw new ConfigError('monte-carlo/parts', `the parts have path ${from} where ${expected} should follow`, { from, expected })
    expected = to
  }
  if (expected !== paths) throw new ConfigError('monte-carlo/parts', `the parts end at path ${expected} of ${paths}`, { expected, paths })
  const finder = new Quantiles(paths, percentiles)
  return assemble(plan, finder, {
    columnOf(m) {
      const column = new Float64Array(paths)
      for (const { from, to, values } of ordered) column.set(values.subarray(m * (to - from), (m + 1) * (to - from)), from)
      return column
    },
    bandsOf: scratch => drawBands(ordered, { times, shares: percentiles.length, quantiles: finder, scratch }),
  })
}

/** Where the numbers of a result come from. */
interface Computed {
  /** A metric of all paths. */
  readonly columnOf: (metric: number) => Float64Array
  readonly bandsOf: (scratch: Float64Array) => readonly Float64Array[]
}

function assemble(plan: PathPlan, quantiles: Quantiles, { columnOf, bandsOf }: Computed): MonteCarlo {
  const { method, seed, paths, length, blockLength, percentiles, times, returns, capital } = plan
  const band = { shares: percentiles.length, quantiles, scratch: new Float64Array(paths) }
  const observed = runObserved(plan)
  // What was seen over another length of time has no place among the paths.
  const comparable = length === returns.length
  const metrics: Partial<Record<PathMetric, MetricBand>> = {}
  const columns: Partial<Record<PathMetric, Column>> = {}
  for (const [m, name] of pathMetrics.entries()) {
    const column = columnOf(m)
    metrics[name] = measureBand(column, { ...band, observed: observed.values[m], comparable })
    columns[name] = column
  }
  const values = columns as Record<PathMetric, Column>
  const seen = Float64Array.from(times, time => (comparable ? observed.equity[time - 1] : Number.NaN))
  return {
    method,
    seed,
    paths,
    length,
    blockLength,
    percentiles,
    metrics: metrics as Record<PathMetric, MetricBand>,
    values,
    fan: { times, bands: bandsOf(band.scratch), observed: seen },
    ruin: measureRuin(plan.ruin, { ...values, capital }),
    recovered: (metrics.recoveryBars?.known ?? 0) / paths,
  }
}
