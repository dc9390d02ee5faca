import { ConfigError } from '../base/errors.ts'

/**
 * What every annualized metric must be told: how many bars make a year. There is no default, because a wrong one changes a
 * Sharpe ratio several times over and nobody sees it. `annualBars(bars)` knows it.
 */
export interface Annualization {
  /** Bars in a year: 252 for daily stocks, 8760 for hourly crypto. */
  readonly barsPerYear: number
}

/** The bars per year, checked. Throws `metrics/bars-per-year` unless it is a positive number. */
export function checkBarsPerYear(barsPerYear: number): number {
  if (barsPerYear > 0 && Number.isFinite(barsPerYear)) return barsPerYear
  throw new ConfigError(
    'metrics/bars-per-year',
    `barsPerYear is ${barsPerYear}, it must be a positive number, such as 252 for daily stocks or 8760 for hourly crypto`,
    { barsPerYear },
  )
}

/** The starting capital, checked. Throws `metrics/capital` unless it is a positive number. */
export function checkCapital(capital: number): number {
  if (capital > 0 && Number.isFinite(capital)) return capital
  throw new ConfigError('metrics/capital', `capital is ${capital}, it must be a positive amount of money`, { capital })
}

/** Throws `metrics/length` unless returns (or equity) and benchmark have the same number of bars. */
export function checkSameLength(length: number, benchmarkLength: number): void {
  if (length === benchmarkLength) return
  throw new ConfigError('metrics/length', `there are ${length} bars but ${benchmarkLength} of the benchmark; cut both to the same bars`, {
    length,
    benchmarkLength,
  })
}

/**
 * How a yearly rate becomes a rate per bar, or back: `simple` divides and multiplies by the bars per year, `geometric` takes
 * the root and compounds.
 */
export type Compounding = 'simple' | 'geometric'

/** A yearly rate per bar. */
export function ratePerBar(rate: number, barsPerYear: number, compounding: Compounding): number {
  return compounding === 'simple' ? rate / barsPerYear : (1 + rate) ** (1 / barsPerYear) - 1
}

/** A rate per bar per year. */
export function ratePerYear(rate: number, barsPerYear: number, compounding: Compounding): number {
  return compounding === 'simple' ? rate * barsPerYear : (1 + rate) ** barsPerYear - 1
}
