import type { EquityMetrics } from '../../metrics/equity-metrics.ts'

/**
 * What a stressed run is judged by; units as in `Summary`.
 *
 * @example
 * ```ts
 * import { MaCrossover, type StressMetrics, stressTest, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 500 })
 * const before: StressMetrics = stressTest(MaCrossover, bars, { seed: 1, severities: [0.2], scenarios: ['gap_down'] }).baseline
 * ```
 */
export interface StressMetrics
  extends Pick<EquityMetrics, 'totalReturn' | 'cagr' | 'volatility' | 'sharpe' | 'maxDrawdown' | 'worstReturn'> {
  /** Closed trades; NaN where only returns are known. */
  readonly trades: number
}

/**
 * One scenario at one severity.
 *
 * @example
 * ```ts
 * import { MaCrossover, type StressRow, stressTest, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 500 })
 * const { rows } = stressTest(MaCrossover, bars, { seed: 1, severities: [0.2], scenarios: ['gap_down'] })
 * const row: StressRow = rows[0]
 * row.change.totalReturn === row.metrics.totalReturn - row.baseline.totalReturn // true
 * ```
 */
export interface StressRow {
  readonly scenario: string
  readonly title: string
  readonly severity: number
  /** Bar of the shock; NaN when it concerns the whole history. */
  readonly index: number
  /** Number of places tried; this is the worst of them, by total return. */
  readonly places: number
  readonly baseline: StressMetrics
  readonly metrics: StressMetrics
  /** `metrics - baseline`. */
  readonly change: StressMetrics
  /** The account was not ruined and its drawdown stayed below the limit. */
  readonly survived: boolean
}

/**
 * Baseline against every scenario and severity. Plain data.
 *
 * @example
 * ```ts
 * import { MaCrossover, type StressTable, stressTest, syntheticBars } from 'peak-trade'
 *
 * const table: StressTable = stressTest(MaCrossover, syntheticBars({ seed: 1, length: 500 }), { seed: 1 })
 * table.rows.length // 33
 * ```
 */
export interface StressTable {
  readonly baseline: StressMetrics
  readonly rows: readonly StressRow[]
  /** The row with the lowest total return. */
  readonly worst: StressRow
  /** True when every row survived. */
  readonly survived: boolean
  /** Drawdown from which on a run does not count as survived. */
  readonly limit: number
}

const NAMES = ['totalReturn', 'cagr', 'volatility', 'sharpe', 'maxDrawdown', 'worstReturn', 'trades'] as const

/** Takes the metrics out of a summary, or out of the measures of an equity without trades. */
export function pickMetrics(source: Omit<StressMetrics, 'trades'> & { readonly trades?: number }): StressMetrics {
  const { totalReturn, cagr, volatility, sharpe, maxDrawdown, worstReturn, trades = Number.NaN } = source
  return { totalReturn, cagr, volatility, sharpe, maxDrawdown, worstReturn, trades }
}

/** What {@link concludeRow} puts together. */
export type StressOutcome = Omit<StressRow, 'change' | 'survived'> & { readonly limit: number }

/** A row with its change and verdict. */
export function concludeRow({ limit, ...row }: StressOutcome): StressRow {
  const { baseline, metrics } = row
  const change = Object.fromEntries(NAMES.map(name => [name, metrics[name] - baseline[name]])) as unknown as StressMetrics
  // An account that is ruined has no drawdown that is known, or all of it.
  return { ...row, change, survived: metrics.maxDrawdown < limit && metrics.totalReturn > -1 }
}

/** The table of some rows, at least one. */
export function concludeTable(baseline: StressMetrics, rows: readonly StressRow[], limit: number): StressTable {
  const worst = rows.reduce((least, row) => (isWorse(row.metrics, least.metrics) ? row : least))
  return { baseline, rows, worst, survived: rows.every(row => row.survived), limit }
}

/** Unknown is worst. */
export function isWorse(a: StressMetrics, b: StressMetrics): boolean {
  return a.totalReturn < b.totalReturn || (Number.isNaN(a.totalReturn) && !Number.isNaN(b.totalReturn))
}
