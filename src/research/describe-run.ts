import { fingerprint } from '../base/fingerprint.ts'
import { resolveSettings } from '../engine/settings.ts'
import type { Bars } from '../market/bars.ts'
import { fingerprintBars } from '../market/fingerprint-bars.ts'
import { type AnyStrategyClass, createStrategy } from '../strategies/strategy.ts'
import { combinationAt } from './grid.ts'
import { digestParts } from './result-parts.ts'
import { type LooseOptions, type RepeatableType, type RunKind, type RunStrategy, runKinds, sweptParams } from './run-kinds.ts'
import type { DataLocation, RunArtifact, RunRecord } from './run-record.ts'
import type { RunEntry } from './run-store.ts'
import { applySettings } from './settings-grid.ts'
import { settingsIn } from './settings-in.ts'
import { storableOptions } from './stored-options.ts'
import type { SweepResult } from './sweep.ts'
import { sweepMetrics } from './sweep-table.ts'
import { trialFingerprints } from './trial-fingerprints.ts'
import { triedIn } from './tried-sets.ts'

/** A run that can be repeated: what was called with what. */
export interface RunCall {
  readonly type: RepeatableType
  readonly strategy: RunStrategy
  readonly bars: Bars
  /** The options that the function was given; for `monte_carlo` those of the backtest, and those of `monteCarlo` under that name. */
  readonly options: object
}

/**
 * A call and what came of it: a result, or an error.
 */
export type FinishedRun = RunCall & ({ readonly result: unknown } | { readonly error: unknown })

/** What a record says besides the run itself. */
export interface RunContext {
  readonly id: string
  readonly createdAt: number
  /** Version of this library. */
  readonly version: string
  readonly durationMs?: number | undefined
  /** Default: type, strategy and symbol. */
  readonly name?: string | undefined
  readonly tags?: readonly string[] | undefined
  readonly location?: DataLocation | undefined
  readonly module?: { readonly url: string; readonly name: string } | undefined
  readonly artifacts?: readonly RunArtifact[] | undefined
  readonly parent?: string | undefined
  /** Which combinations of a sweep become rows of their own: the best ones, all, or none (default). */
  readonly keep?: 'none' | 'top' | 'all' | undefined
}

/**
 * Makes an entry for a {@link RunStore} of a run: the record, the parameter sets that it tried, and for sweeps rows for its combinations.
 * The result may be of `backtest`, `sweep` (or `runSweep`), `walkForward`, `crossValidate`, `monteCarloRuns` or `stressTest`; for
 * `monte_carlo` it is `{ backtest, monteCarlo }`. `trackRun` of `peak-trade/node` calls, times and stores in one.
 *
 * The best numbers of a sweep stand in its record as if they were its own: they are the best of `trials` tries.
 *
 * @example
 * ```ts
 * import { backtest, describeRun, MaCrossover, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 500 })
 * const options = { params: { fast: 5 }, costs: { feeBps: 10 } }
 * const run = { type: 'backtest', strategy: MaCrossover, bars, options, result: backtest(MaCrossover, bars, options) } as const
 * const { record } = describeRun(run, { id: 'run-1', createdAt: 0, version: '1.0.0', tags: ['first'] })
 * record.name // 'backtest_ma_crossover_SYNTH'
 * record.params // { fast: 5, slow: 50 }
 * ```
 */
export function describeRun(run: FinishedRun, context: RunContext): RunEntry {
  const { type, strategy, bars } = run
  const options = run.options as LooseOptions
  const kind: RunKind = runKinds[type]
  const failed = !('result' in run)
  const result = (failed ? undefined : run.result) as never
  const settings = failed ? settingsOrNothing(options) : (kind.settings(result, options) ?? resolveSettings(settingsIn(options)))
  const shown = failed ? undefined : kind.params(result)
  const params = shown === undefined ? paramsOrNothing(strategy, options.params) : completed(strategy, shown)
  const tried = failed ? undefined : kind.tried?.(result, strategy, options)
  const data = fingerprintBars(bars)
  const { stored, functions } = storableOptions(strategy, options)
  const { seed = (options.monteCarlo as LooseOptions | undefined)?.seed ?? null } = options
  const record: RunRecord = {
    id: context.id,
    type,
    name: context.name ?? `${type}_${strategy.id}_${bars.symbol}`,
    createdAt: context.createdAt,
    durationMs: context.durationMs ?? Number.NaN,
    status: failed ? 'failed' : 'ok',
    error: failed ? messageOf(run.error) : null,
    strategy: strategy.id,
    family: familyOf(strategy),
    module: context.module ?? null,
    params,
    symbols: [bars.symbol],
    timeframe: bars.timeframe,
    bars: bars.length,
    data,
    location: context.location ?? null,
    settings: settings as LooseOptions,
    options: stored,
    functions,
    seed: seed as string | number | null,
    version: context.version,
    code: fingerprintStrategy(strategy),
    trials: failed ? 0 : (tried?.length ?? 1),
    metrics: failed ? {} : kind.metrics(result),
    ...(failed ? { result: '', parts: [] } : digestParts(kind.parts(result))),
    parent: context.parent ?? null,
    tags: context.tags ?? [],
    artifacts: context.artifacts ?? [],
  }
  if (failed) return { record }
  const fingerprints = tried?.fingerprints() ?? trialFingerprints([params], settings)
  const children = type === 'sweep' ? combinationRows(record, { strategy, result, options, keep: context.keep ?? 'none' }) : []
  return { record, children, tried: { data, family: record.family, fingerprints } }
}

/**
 * The family of a strategy, in which its trials are counted: what the class says with a static `family`, else its id.
 *
 * @example
 * ```ts
 * import { familyOf, MaCrossover } from 'peak-trade'
 *
 * familyOf(MaCrossover) // 'ma_crossover'
 * ```
 */
export function familyOf(strategy: RunStrategy): string {
  const { family } = strategy as { readonly family?: unknown }
  return typeof family === 'string' && family !== '' ? family : strategy.id
}

/** The fingerprint of the source of a class and of those that it extends. */
export function fingerprintStrategy(strategy: RunStrategy): string {
  const sources: string[] = []
  for (let one: unknown = strategy; typeof one === 'function' && 'prototype' in one; one = Object.getPrototypeOf(one))
    sources.push(String(one))
  return fingerprint(sources)
}

interface SweptRun {
  readonly strategy: RunStrategy
  readonly result: SweepResult
  readonly options: LooseOptions
  readonly keep: 'none' | 'top' | 'all'
}

function combinationRows(record: RunRecord, { strategy, result, options, keep }: SweptRun): RunRecord[] {
  if (keep === 'none') return []
  const { settings: variants } = triedIn(result.combinations, result)
  const settingsOf = (index: number) =>
    variants.names.length === 0
      ? record.settings
      : { ...resolveSettings(applySettings(settingsIn(options), combinationAt(variants, index))) }
  const wanted = keep === 'all' ? undefined : new Set(result.best.map(({ index }) => index))
  const rows: RunRecord[] = []
  let index = 0
  for (const params of sweptParams(result, strategy)) {
    if (wanted === undefined || wanted.has(index)) {
      const metrics = Object.fromEntries(sweepMetrics.map(name => [name, result.metrics[name][index]]))
      rows.push({
        ...record,
        id: `${record.id}-${index}`,
        type: 'sweep_run',
        name: `${record.name}_${index}`,
        durationMs: Number.NaN,
        params,
        settings: settingsOf(index),
        options: {},
        functions: [],
        trials: 1,
        metrics,
        result: fingerprint(metrics),
        parts: [],
        parent: record.id,
        artifacts: [],
      })
    }
    index++
  }
  return rows
}

function settingsOrNothing(options: LooseOptions): object {
  try {
    return resolveSettings(settingsIn(options))
  } catch {
    return settingsIn(options)
  }
}

function paramsOrNothing(strategy: RunStrategy, params: unknown): LooseOptions {
  try {
    return createStrategy(strategy as AnyStrategyClass, params).params as LooseOptions
  } catch {
    return (params ?? {}) as LooseOptions
  }
}

function completed(strategy: RunStrategy, params: LooseOptions): LooseOptions {
  return { ...paramsOrNothing(strategy, params), ...params }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
