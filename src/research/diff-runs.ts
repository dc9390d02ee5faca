import { runInputs, sameData } from './compare-runs.ts'
import type { RunRecord } from './run-record.ts'

/** An input that two runs do not share. */
export interface InputDifference {
  /** Such as `params.fast`. */
  readonly name: string
  /** Undefined where the run does not have it. */
  readonly before: unknown
  readonly after: unknown
}

/** A metric that differs. */
export interface MetricDifference {
  readonly name: string
  /** NaN where it is unknown. */
  readonly before: number
  readonly after: number
  /** `after - before`. */
  readonly change: number
}

/**
 * What differs between two runs.
 *
 * @example
 * ```ts
 * import { diffRuns, memoryRunStore, type RunDifference } from 'peak-trade'
 *
 * const [after, before] = memoryRunStore().list({ limit: 2 }).records
 * const difference: RunDifference | undefined = before && diffRuns(before, after)
 * difference?.inputs.length
 * ```
 */
export interface RunDifference {
  /** Same inputs and the same result, bit for bit. */
  readonly same: boolean
  readonly inputs: readonly InputDifference[]
  readonly metrics: readonly MetricDifference[]
}

/**
 * What differs between two runs: data, parameters, settings, versions, and every metric with its change.
 *
 * @example
 * ```ts
 * import { backtest, describeRun, diffRuns, MaCrossover, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 500 })
 * const [before, after] = [5, 10].map(fast => {
 *   const options = { params: { fast } }
 *   const run = { type: 'backtest', strategy: MaCrossover, bars, options, result: backtest(MaCrossover, bars, options) } as const
 *   return describeRun(run, { id: `fast-${fast}`, createdAt: 0, version: '1.0.0' }).record
 * })
 * diffRuns(before, after).inputs // [{ name: 'params.fast', before: 5, after: 10 }]
 * ```
 */
export function diffRuns(before: RunRecord, after: RunRecord): RunDifference {
  const [a, b] = [runInputs(before), runInputs(after)]
  const inputs = [...new Set([...a.keys(), ...b.keys()])]
    .map(name => ({ name, before: a.get(name), after: b.get(name) }))
    .filter(difference => !sameData(difference.before, difference.after))
  const metrics = diffMetrics(before.metrics, after.metrics)
  return { same: inputs.length === 0 && before.result === after.result && metrics.length === 0, inputs, metrics }
}

/** The metrics that are not the same number, in the order of the first. */
export function diffMetrics(before: RunRecord['metrics'], after: RunRecord['metrics']): MetricDifference[] {
  const metricOf = (metrics: RunRecord['metrics'], name: string) => (Object.hasOwn(metrics, name) ? metrics[name] : Number.NaN)
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map(name => ({ name, before: metricOf(before, name), after: metricOf(after, name) }))
    .filter(({ before: x, after: y }) => x !== y && !(Number.isNaN(x) && Number.isNaN(y)))
    .map(one => ({ ...one, change: one.after - one.before }))
}
