import type { CsvColumns } from '../market/format-csv.ts'
import type { SweepResult } from './sweep.ts'
import { sweepMetrics } from './sweep-table.ts'

/**
 * A sweep as a table: one column per parameter, per swept setting (by path) and per number, and `score`. Numbers are `Float64Array`s, where NaN stands for a
 * setting that is left out; flags and words are text. A parameter that is named like another column gets `params.` in front of its name.
 *
 * @example
 * ```ts
 * import { formatColumns, MaCrossover, sweep, sweepColumns, syntheticBars } from 'peak-trade'
 *
 * const result = sweep(MaCrossover, syntheticBars({ seed: 1, length: 300 }), { grid: { fast: [5, 10], slow: [50] } })
 * formatColumns(sweepColumns(result)).split('\n')[0] // 'fast,slow,totalReturn,sharpe,maxDrawdown,trades,winRate,profitFactor,score'
 * ```
 */
export function sweepColumns({ params, variants, metrics, score }: SweepResult): CsvColumns {
  const numbers: Record<string, Float64Array> = { ...Object.fromEntries(sweepMetrics.map(name => [name, metrics[name]])), score }
  const taken = [...Object.keys(numbers), ...Object.keys(variants)]
  return {
    ...Object.fromEntries(
      Object.entries(params).map(([name, values]) => [taken.includes(name) ? `params.${name}` : name, columnOf(values)]),
    ),
    ...Object.fromEntries(Object.entries(variants).map(([name, values]) => [name, columnOf(values)])),
    ...numbers,
  }
}

function columnOf(values: readonly unknown[]): Float64Array | string[] {
  const isMissing = (value: unknown) => value === null || value === undefined
  if (values.every(value => typeof value === 'number' || isMissing(value)) && !values.every(isMissing))
    return Float64Array.from(values, value => (isMissing(value) ? Number.NaN : (value as number)))
  return values.map(value => (isMissing(value) ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)))
}
