import type { Column } from '../base/column.ts'
import { type Annualization, checkBarsPerYear, checkSameLength } from './annualize.ts'
import { mean } from './moments.ts'
import { sharpe } from './sharpe.ts'
import { volatility } from './volatility.ts'

/**
 * What a comparison with a benchmark needs.
 */
export interface BenchmarkOptions extends Annualization {
  /** Returns of the benchmark on the same bars. */
  readonly benchmark: Column
}

/**
 * Active return: mean return above the benchmark, per year (times the bars per year).
 *
 * @throws {@link ConfigError} `metrics/bars-per-year`, `metrics/length`.
 *
 * @example
 * ```ts
 * import { activeReturn } from 'peak-trade'
 *
 * activeReturn(Float64Array.of(0.02, 0), { benchmark: Float64Array.of(0.01, 0), barsPerYear: 10 }) // 0.05
 * ```
 */
export function activeReturn(returns: Column, options: BenchmarkOptions): number {
  return mean(differences(returns, options.benchmark)) * checkBarsPerYear(options.barsPerYear)
}

/**
 * Tracking error: the volatility of the returns above the benchmark.
 *
 * @throws {@link ConfigError} `metrics/bars-per-year`, `metrics/length`.
 *
 * @example
 * ```ts
 * import { trackingError } from 'peak-trade'
 *
 * trackingError(Float64Array.of(0.03, 0.01, 0.02), { benchmark: Float64Array.of(0.02, 0.02, 0.02), barsPerYear: 1 }) // 0.01
 * ```
 */
export function trackingError(returns: Column, options: BenchmarkOptions): number {
  return volatility(differences(returns, options.benchmark), options)
}

/**
 * Information ratio: active return over tracking error, the Sharpe ratio of what the benchmark does not give. NaN when the
 * difference does not vary.
 *
 * @throws {@link ConfigError} `metrics/bars-per-year`, `metrics/length`.
 *
 * @example
 * ```ts
 * import { informationRatio } from 'peak-trade'
 *
 * informationRatio(Float64Array.of(0.03, 0.01, 0.05), { benchmark: Float64Array.of(0.02, 0.02, 0.02), barsPerYear: 1 }) // 0.5
 * ```
 */
export function informationRatio(returns: Column, options: BenchmarkOptions): number {
  return sharpe(differences(returns, options.benchmark), { barsPerYear: options.barsPerYear })
}

function differences(returns: Column, benchmark: Column): Float64Array {
  checkSameLength(returns.length, benchmark.length)
  return Float64Array.from(returns, (value, i) => value - benchmark[i])
}
