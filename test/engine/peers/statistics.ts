import type { Column } from '../../../src/base/column.ts'
import type { Trade } from '../../../src/engine/trades.ts'
import type { Bars } from '../../../src/market/bars.ts'
import { type EquityMetrics, measureEquity } from '../../../src/metrics/equity-metrics.ts'

/** Numbers by name; nested objects give names with dots. */
export type Statistics = Readonly<Record<string, number>>

/** All numbers in what a peer has written down; texts (dates, durations) and nulls are none. */
export function flatten(value: unknown, prefix = ''): Record<string, number> {
  if (typeof value === 'number') return { [prefix]: value }
  if (typeof value !== 'object' || value === null) return {}
  return Object.assign({}, ...Object.entries(value).map(([key, inner]) => flatten(inner, prefix === '' ? key : `${prefix}.${key}`)))
}

/** The capital and then the equity: peers count the return of the first bar, too. */
export function fromCapital(capital: number, equity: Column): Float64Array {
  return Float64Array.of(capital, ...equity)
}

/** Metrics of such a curve, against holding from the first close on. */
export function measureFromCapital(curve: Column, bars: Bars, barsPerYear: number): EquityMetrics {
  return measureEquity(curve, { capital: curve[0], barsPerYear, benchmark: fromCapital(bars.close[0], bars.close) })
}

/** Skewness without bias (pandas), from the biased one of `n` values (Joanes and Gill 1998). */
export function unbiasedSkew(skew: number, n: number): number {
  return (skew * Math.sqrt(n * (n - 1))) / (n - 2)
}

/** Excess kurtosis without bias (pandas), from the biased one. */
export function unbiasedKurtosis(kurtosis: number, n: number): number {
  return ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * kurtosis + 6)
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

export function closedOf(trades: readonly Trade[]): Trade[] {
  return trades.filter(({ exitReason }) => exitReason !== 'open')
}
