import { fingerprint } from '../base/fingerprint.ts'
import { flattenData } from './flatten-data.ts'
import { metricDirection } from './metric-direction.ts'
import type { RunRecord } from './run-record.ts'

/** A parameter or setting of several runs. */
export interface ComparedValue {
  /** Such as `params.fast`, `settings.costs.feeBps`. */
  readonly name: string
  /** One per run; undefined where a run does not have it. */
  readonly values: readonly unknown[]
  readonly same: boolean
}

/** A metric of several runs. */
export interface ComparedMetric {
  readonly name: string
  /** One per run; NaN where it is unknown. */
  readonly values: readonly number[]
  /** Position of the best, the first of equal ones; -1 where there is no better and worse, or all are unknown. */
  readonly best: number
}

/**
 * Runs next to each other.
 *
 * @example
 * ```ts
 * import { compareRuns, memoryRunStore, type RunComparison } from 'peak-trade'
 *
 * const comparison: RunComparison = compareRuns(memoryRunStore().list({ sort: 'sharpe', limit: 3 }).records)
 * comparison.metrics.find(({ name }) => name === 'sharpe')?.best
 * ```
 */
export interface RunComparison {
  readonly ids: readonly string[]
  readonly inputs: readonly ComparedValue[]
  readonly metrics: readonly ComparedMetric[]
}

/**
 * Puts runs next to each other: what they were asked, what they came to, and which is best in what.
 *
 * @example
 * ```ts
 * import { backtest, compareRuns, describeRun, MaCrossover, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 500 })
 * const records = [5, 10].map(fast => {
 *   const options = { params: { fast } }
 *   const run = { type: 'backtest', strategy: MaCrossover, bars, options, result: backtest(MaCrossover, bars, options) } as const
 *   return describeRun(run, { id: `fast-${fast}`, createdAt: 0, version: '1.0.0' }).record
 * })
 * compareRuns(records).inputs.filter(({ same }) => !same).map(({ name }) => name) // ['params.fast']
 * ```
 */
export function compareRuns(records: readonly RunRecord[]): RunComparison {
  const inputs = records.map(runInputs)
  const names = (maps: readonly Iterable<string>[]) => [...new Set(maps.flatMap(map => [...map]))]
  return {
    ids: records.map(({ id }) => id),
    inputs: names(inputs.map(map => map.keys())).map(name => {
      const values = inputs.map(map => map.get(name))
      return { name, values, same: values.every(value => sameData(value, values[0])) }
    }),
    metrics: names(records.map(({ metrics }) => Object.keys(metrics))).map(name => {
      const values = records.map(({ metrics }) => (Object.hasOwn(metrics, name) ? metrics[name] : Number.NaN))
      return { name, values, best: bestOf(values, metricDirection(name)) }
    }),
  }
}

/** Everything that a run was asked, by path. */
export function runInputs({ type, strategy, symbols, timeframe, bars, data, version, code, seed, params, settings, options }: RunRecord) {
  return flattenData({ type, strategy, symbols, timeframe, bars, data, version, code, seed, params, settings, options })
}

/** True for equal data; a column and a list of the same numbers differ. */
export function sameData(a: unknown, b: unknown): boolean {
  return fingerprint(a) === fingerprint(b)
}

function bestOf(values: readonly number[], direction: 1 | -1 | 0): number {
  let best = -1
  for (const [k, value] of values.entries())
    if (direction !== 0 && !Number.isNaN(value) && (best < 0 || direction * value > direction * values[best])) best = k
  return best
}
