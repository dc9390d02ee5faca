import type { Column } from '../base/column.ts'
import { type Annualization, type Compounding, checkBarsPerYear, checkSameLength, ratePerYear } from './annualize.ts'
import { isRounding, known, mean, ratio } from './moments.ts'

/**
 * Beta: by how much the returns move when the benchmark moves by one, the slope of their regression on the benchmark's. NaN
 * when the benchmark does not vary.
 *
 * @param benchmark - Returns of the benchmark on the same bars.
 * @throws {@link ConfigError} `metrics/length` for columns of different length.
 *
 * @example
 * ```ts
 * import { beta } from 'peak-trade'
 *
 * beta(Float64Array.of(0.01, -0.01, 0.02), Float64Array.of(0.02, -0.02, 0.04)) // 0.5
 * ```
 */
export function beta(returns: Column, benchmark: Column): number {
  const { both, second, constant } = products(returns, benchmark)
  return constant ? Number.NaN : ratio(both, second)
}

/**
 * Options of {@link alpha}.
 */
export interface AlphaOptions extends Annualization {
  /** Returns of the benchmark on the same bars. */
  readonly benchmark: Column
  /** How the return per bar becomes one per year. Default `simple`. */
  readonly compounding?: Compounding
}

/**
 * Alpha: the return that the benchmark does not explain, the intercept of the regression on it, per year (Jensen 1968, with
 * a risk-free rate of 0). NaN when the benchmark does not vary.
 *
 * @throws {@link ConfigError} `metrics/bars-per-year`, `metrics/length`.
 *
 * @example
 * ```ts
 * import { alpha } from 'peak-trade'
 *
 * const benchmark = Float64Array.of(0.01, -0.01, 0.03)
 * alpha(benchmark.map(r => r + 0.001), { benchmark, barsPerYear: 250 }) // 0.25
 * ```
 */
export function alpha(returns: Column, options: AlphaOptions): number {
  const barsPerYear = checkBarsPerYear(options.barsPerYear)
  const perBar = mean(returns) - beta(returns, options.benchmark) * mean(options.benchmark)
  return known(ratePerYear(perBar, barsPerYear, options.compounding ?? 'simple'))
}

/**
 * Correlation (Pearson) of returns with those of a benchmark, from -1 to 1. NaN when one of them does not vary.
 *
 * @param benchmark - Returns of the benchmark on the same bars.
 * @throws {@link ConfigError} `metrics/length` for columns of different length.
 *
 * @example
 * ```ts
 * import { correlation } from 'peak-trade'
 *
 * correlation(Float64Array.of(0.01, -0.01, 0.02), Float64Array.of(-0.01, 0.01, -0.02)) // -1
 * ```
 */
export function correlation(returns: Column, benchmark: Column): number {
  const { both, first, second, constant, flat } = products(returns, benchmark)
  if (constant || flat) return Number.NaN
  return Math.max(-1, Math.min(1, ratio(both, Math.sqrt(first) * Math.sqrt(second))))
}

/** Sums of products of the distances from both means, and whether there is any distance at all. */
function products(returns: Column, benchmark: Column) {
  checkSameLength(returns.length, benchmark.length)
  const x = mean(returns)
  const y = mean(benchmark)
  let both = 0
  let first = 0
  let second = 0
  for (let i = 0; i < returns.length; i++) {
    both += (returns[i] - x) * (benchmark[i] - y)
    first += (returns[i] - x) * (returns[i] - x)
    second += (benchmark[i] - y) * (benchmark[i] - y)
  }
  const flat = isRounding(Math.sqrt(first / returns.length), 1 + Math.abs(x))
  const constant = isRounding(Math.sqrt(second / returns.length), 1 + Math.abs(y))
  return { both, first, second, flat, constant }
}
