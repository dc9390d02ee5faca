import { type Distribution, describeDistribution } from './distribution.ts'
import type { RunRecord } from './run-record.ts'
import type { RunField } from './run-store.ts'

/**
 * How runs are grouped and what is measured.
 *
 * @example
 * ```ts
 * import { type SummarizeRunsOptions, summarizeRuns } from 'peak-trade'
 *
 * const options: SummarizeRunsOptions = { by: 'symbol', metrics: ['cagr'] }
 * summarizeRuns([], options) // []
 * ```
 */
export interface SummarizeRunsOptions {
  /** Default `strategy`. A run with several symbols or tags is in several groups. */
  readonly by?: RunField | undefined
  /** Default Sharpe ratio, total return and largest drawdown. */
  readonly metrics?: readonly string[] | undefined
}

/** Statistics of the runs that share a value. */
export interface RunGroup {
  readonly key: string
  readonly runs: number
  readonly failed: number
  /** Over the runs with a known value: count, mean, median and so on. */
  readonly metrics: Readonly<Record<string, Distribution>>
}

/**
 * Count, mean, deviation, smallest, largest and middle of metrics, per strategy, symbol, type, timeframe, family or tag. Groups come
 * sorted by name.
 *
 * @param runs - Read once: `store.each(filter)` streams any number of them.
 *
 * @example
 * ```ts
 * import { memoryRunStore, summarizeRuns } from 'peak-trade'
 *
 * summarizeRuns(memoryRunStore().each({ types: ['backtest'] }), { by: 'strategy' }) // []
 * ```
 */
export function summarizeRuns(runs: Iterable<RunRecord>, options: SummarizeRunsOptions = {}): readonly RunGroup[] {
  const { by = 'strategy', metrics = ['sharpe', 'totalReturn', 'maxDrawdown'] } = options
  const groups = new Map<string, { runs: number; failed: number; values: number[][] }>()
  for (const record of runs) {
    for (const key of keysOf(record, by)) {
      let group = groups.get(key)
      if (group === undefined) {
        group = { runs: 0, failed: 0, values: metrics.map(() => []) }
        groups.set(key, group)
      }
      group.runs++
      if (record.status === 'failed') group.failed++
      for (const [m, name] of metrics.entries()) if (Object.hasOwn(record.metrics, name)) group.values[m].push(record.metrics[name])
    }
  }
  return [...groups.keys()].sort().map(key => {
    const { runs: count, failed, values } = groups.get(key) as NonNullable<ReturnType<typeof groups.get>>
    return { key, runs: count, failed, metrics: Object.fromEntries(metrics.map((name, m) => [name, describeDistribution(values[m])])) }
  })
}

function keysOf(record: RunRecord, by: RunField): readonly string[] {
  if (by === 'symbol') return record.symbols
  return by === 'tag' ? record.tags : [record[by]]
}
