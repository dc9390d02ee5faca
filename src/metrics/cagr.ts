import type { Column } from '../base/column.ts'
import { type Annualization, checkBarsPerYear } from './annualize.ts'
import { known } from './moments.ts'
import { type StartOptions, totalReturn } from './total-return.ts'

/**
 * Compound annual growth rate: the constant yearly rate that leads from the start to the last equity,
 * `(last / start) ^ (barsPerYear / (bars - 1)) - 1`. NaN for fewer than two bars and when the equity ends below zero.
 *
 * For a rate by calendar days give the bars per year that the calendar saw: `(bars - 1) * 365.25 / days`.
 *
 * @throws {@link ConfigError} `metrics/bars-per-year`, `metrics/capital`.
 *
 * @example
 * ```ts
 * import { cagr } from 'peak-trade'
 *
 * cagr(Float64Array.of(100, 110, 121), { barsPerYear: 1 }) // 0.1
 * ```
 */
export function cagr(equity: Column, options: Annualization & StartOptions): number {
  const barsPerYear = checkBarsPerYear(options.barsPerYear)
  return growthRate(totalReturn(equity, options), equity.length, barsPerYear)
}

/** The yearly rate that compounds to a total return over `bars - 1` periods. */
export function growthRate(total: number, bars: number, barsPerYear: number): number {
  // A negative base would have a power for some exponents, without any meaning.
  return bars < 2 || !(total >= -1) ? Number.NaN : known((1 + total) ** (barsPerYear / (bars - 1)) - 1)
}
