import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type BacktestSettings, resolveSettings } from '../../../engine/settings.ts'
import type { Bars } from '../../../market/bars.ts'
import { fingerprintBars } from '../../../market/fingerprint-bars.ts'
import type { CandidateParams } from '../../../research/candidates.ts'
import { describeRun, type FinishedRun, familyOf, fingerprintStrategy } from '../../../research/describe-run.ts'
import { digestParts, type NamedPart } from '../../../research/result-parts.ts'
import type { DataLocation, RunArtifact, RunRecord } from '../../../research/run-record.ts'
import type { RunStore } from '../../../research/run-store.ts'
import { trialFingerprints } from '../../../research/trial-fingerprints.ts'
import { type AnyStrategyClass, createStrategy } from '../../../strategies/strategy.ts'
import { absoluteLocation } from '../../registry/data-location.ts'
import { homeFolder } from '../../registry/home-folder.ts'
import { newRunId } from '../../registry/run-id.ts'
import { openRunStore } from '../../sqlite/run-store.ts'
import { version } from '../version.ts'

/** Where runs are noted, and what is noted with each of them. */
export interface RunLogOptions {
  readonly home?: string | undefined
  /** False: the registry is read, to count what was tried, and not written. */
  readonly save: boolean
  readonly tags?: readonly string[] | undefined
  readonly strategy: AnyStrategyClass
  readonly bars: Bars
  readonly location: DataLocation
  readonly module?: RunRecord['module'] | undefined
}

/** Parameter sets that were traded with the same settings. */
export interface TriedVariant {
  readonly sets: readonly CandidateParams[]
  readonly settings: BacktestSettings
}

/** The run that all others belong to. */
export interface WholeRun {
  readonly type: 'promotion' | 'experiment'
  readonly name: string
  readonly durationMs: number
  readonly error?: unknown
  readonly params?: CandidateParams | undefined
  readonly settings?: BacktestSettings | undefined
  readonly options: Readonly<Record<string, unknown>>
  readonly seed: number | string
  readonly trials: number
  readonly metrics: Readonly<Record<string, number>>
  readonly parts: readonly NamedPart[]
  readonly artifacts?: readonly RunArtifact[] | undefined
}

/**
 * Notes several runs as parts of one. Parameter sets are counted as soon as they were tried; the runs themselves are written together at the end, so
 * that what is interrupted leaves no half of it behind.
 */
export class RunLog {
  /** Id of the run that all others belong to. */
  readonly id: string = newRunId()
  readonly saves: boolean
  private readonly options: RunLogOptions
  private readonly store: RunStore | undefined
  private readonly parts: RunRecord[] = []

  constructor(options: RunLogOptions) {
    this.options = options
    this.saves = options.save
    this.store = options.save ? openRunStore(options.home) : undefined
  }

  /** Counts parameter sets, and gives the number of all that were ever tried on these bars by this family of strategies. */
  countTrials(variants: readonly TriedVariant[]): number {
    const { strategy, bars } = this.options
    const scope = { data: fingerprintBars(bars), family: familyOf(strategy) }
    const fingerprints = new Set<string>()
    for (const { sets, settings } of variants) {
      const whole = sets.map(set => createStrategy(strategy, set).params as CandidateParams)
      for (const one of trialFingerprints(whole, settings)) fingerprints.add(one)
    }
    this.store?.recordTrials({ ...scope, fingerprints })
    return Math.max(fingerprints.size, this.store?.trials(scope) ?? this.known(scope))
  }

  /** Notes a part that can be repeated. */
  note(run: FinishedRun, durationMs: number): void {
    const { tags, location, module } = this.options
    const createdAt = Date.now()
    const context = { id: newRunId(createdAt), createdAt, version, parent: this.id, durationMs, location, tags }
    this.parts.push(describeRun(run, { ...context, module: module ?? undefined }).record)
  }

  /** Notes a part that is none of those that can be repeated. */
  noteWhole(run: WholeRun): void {
    this.parts.push(this.describe(run, newRunId(), this.id))
  }

  /** Writes everything that was noted, below this run. */
  finish(run: WholeRun): void {
    this.store?.add({ record: this.describe(run, this.id, null), children: this.parts })
  }

  close(): void {
    this.store?.close()
  }

  private known(scope: { readonly data: string; readonly family: string }): number {
    const { home } = this.options
    if (!existsSync(join(homeFolder(home), 'runs.sqlite'))) return 0
    const store = openRunStore(home, { readOnly: true })
    try {
      return store.trials(scope)
    } finally {
      store.close()
    }
  }

  private describe(run: WholeRun, id: string, parent: string | null): RunRecord {
    const { strategy, bars, location, module = null, tags = [] } = this.options
    const { type, name, durationMs, options, seed, trials, metrics, parts, error, artifacts = [] } = run
    const failed = error !== undefined
    return {
      id,
      type,
      name,
      createdAt: Date.now(),
      durationMs,
      status: failed ? 'failed' : 'ok',
      error: failed ? (error instanceof Error ? error.message : String(error)) : null,
      strategy: strategy.id,
      family: familyOf(strategy),
      module,
      params: run.params ?? {},
      symbols: [bars.symbol],
      timeframe: bars.timeframe,
      bars: bars.length,
      data: fingerprintBars(bars),
      location: absoluteLocation(location),
      settings: { ...(run.settings ?? resolveSettings()) },
      options,
      functions: [],
      seed,
      version,
      code: fingerprintStrategy(strategy),
      trials,
      metrics,
      ...(failed ? { result: '', parts: [] } : digestParts(parts)),
      parent,
      tags,
      artifacts,
    }
  }
}

/** Where a strategy of one's own can be had again; undefined for those of the catalog. */
export async function moduleOf(word: string, strategy: AnyStrategyClass): Promise<RunRecord['module'] | undefined> {
  const file = existsSync(word) ? word : word.replace(/#[^#\\/]+$/, '')
  if (!existsSync(file)) return undefined
  const url = pathToFileURL(resolve(file)).href
  const exported = (await import(url)) as Readonly<Record<string, unknown>>
  const name = Object.keys(exported).find(key => exported[key] === strategy)
  return name === undefined ? undefined : { url, name }
}
