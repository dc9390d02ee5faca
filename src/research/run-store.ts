import type { RunRecord, RunStatus, RunType } from './run-record.ts'

/**
 * Which runs. Everything that is given must hold; of a list one entry has to. Nothing given means all runs.
 *
 * @example
 * ```ts
 * import { memoryRunStore, type RunFilter } from 'peak-trade'
 *
 * const good: RunFilter = { types: ['backtest'], symbols: ['BTC/EUR'], metrics: { sharpe: { min: 1 }, maxDrawdown: { max: 0.2 } } }
 * memoryRunStore().count(good) // 0
 * ```
 */
export interface RunFilter {
  readonly types?: readonly RunType[] | undefined
  readonly strategies?: readonly string[] | undefined
  readonly families?: readonly string[] | undefined
  readonly symbols?: readonly string[] | undefined
  readonly timeframes?: readonly string[] | undefined
  readonly tags?: readonly string[] | undefined
  readonly statuses?: readonly RunStatus[] | undefined
  /** Fingerprint of the bars. */
  readonly data?: string | undefined
  /** Only runs that belong to this one; null for runs that belong to none. */
  readonly parent?: string | null | undefined
  /** Earliest and latest time, both included, milliseconds. */
  readonly createdFrom?: number | undefined
  readonly createdTo?: number | undefined
  /** Bounds per metric. An unknown value is within no bounds, and unlike no number. */
  readonly metrics?: Readonly<Record<string, MetricBounds>> | undefined
  /** What texts of the record are or are not. */
  readonly fields?: { readonly [F in RunTextField]?: TextRule | undefined } | undefined
  /** Part of the name, upper and lower case alike. */
  readonly text?: string | undefined
}

/** What a metric has to be; all of what is given. */
export interface MetricBounds {
  /** Least value, included. */
  readonly min?: number | undefined
  /** Largest value, included. */
  readonly max?: number | undefined
  /** A value that it has to be greater than. */
  readonly above?: number | undefined
  /** A value that it has to be less than. */
  readonly below?: number | undefined
  readonly is?: number | undefined
  readonly not?: readonly number[] | undefined
}

/** Texts of a record that a filter may ask about; of `name` upper and lower case are alike. */
export type RunTextField = 'id' | 'type' | 'name' | 'strategy' | 'family' | 'timeframe' | 'status' | 'data' | 'parent'

/**
 * What a text has to be; all of what is given.
 *
 * @example
 * ```ts
 * import { memoryRunStore, type TextRule } from 'peak-trade'
 *
 * const averages: TextRule = { startsWith: 'ma_', not: ['ma_crossover'] }
 * memoryRunStore().count({ fields: { strategy: averages } }) // 0
 * ```
 */
export interface TextRule {
  readonly is?: string | undefined
  readonly startsWith?: string | undefined
  /** A run that has no such text, as one without a parent, is none of them. */
  readonly not?: readonly string[] | undefined
}

/**
 * A page of runs: which, in what order, how many.
 *
 * @example
 * ```ts
 * import { memoryRunStore, type RunQuery } from 'peak-trade'
 *
 * const query: RunQuery = { types: ['sweep_run'], sort: 'sharpe', limit: 10 }
 * memoryRunStore().list(query).records.length // 0
 * ```
 */
export interface RunQuery extends RunFilter {
  /** `createdAt` (default), `durationMs`, `bars`, `trials`, or the name of a metric. Unknown values always come last. */
  readonly sort?: string | undefined
  /** Default `desc`: the newest, or the largest. What is equal comes in the order in which it was added, turned around by `desc`. */
  readonly order?: 'asc' | 'desc' | undefined
  /** 1 to 10 000, default 50. */
  readonly limit?: number | undefined
  /** `next` of the page before, asked with the same filter and order. */
  readonly after?: string | undefined
}

/** Some runs, and where the next ones begin. */
export interface RunPage {
  readonly records: readonly RunRecord[]
  /** For `after`; null when there are no more. */
  readonly next: string | null
}

/** Where trials are counted: on which data, of which family of strategies. */
export interface TrialScope {
  /** Fingerprint of the bars. */
  readonly data: string
  readonly family: string
}

/**
 * Parameter sets that were tried.
 *
 * @example
 * ```ts
 * import { fingerprint, memoryRunStore, type TriedSets } from 'peak-trade'
 *
 * const tried: TriedSets = { data: 'd', family: 'mine', fingerprints: [5, 10, 5].map(fast => fingerprint({ fast })) }
 * memoryRunStore().recordTrials(tried) // 2
 * ```
 */
export interface TriedSets extends TrialScope {
  /** One per set, of parameters and settings; `trialFingerprints` makes them. Read once. */
  readonly fingerprints: Iterable<string>
}

/** What is added in one step: a run, what it tried, and rows of its own for parts of it. */
export interface RunEntry {
  readonly record: RunRecord
  /** Runs that belong to it. */
  readonly children?: readonly RunRecord[] | undefined
  readonly tried?: TriedSets | undefined
}

/** Tags to put on and to take off. */
export interface TagChange {
  readonly add?: readonly string[] | undefined
  readonly remove?: readonly string[] | undefined
}

/** What can be listed without reading runs. */
export type RunField = 'type' | 'strategy' | 'family' | 'symbol' | 'timeframe' | 'tag'

/**
 * A registry of runs. `memoryRunStore` keeps them while the program runs, `openRunStore` (in `peak-trade/node`) in a file. All do the same,
 * and all or nothing.
 *
 * **Trials.** A store counts how many distinct parameter sets, with their settings, were ever tried on the same data by the same family of
 * strategies, across all sessions. The same sweep again adds none; a backtest with parameters that a sweep had adds none; removing a run
 * takes none away, because it was tried all the same. It is the number that tests for luck have to know of.
 *
 * @example
 * ```ts
 * import { describeRun, MaCrossover, memoryRunStore, type RunStore, sweep, syntheticBars } from 'peak-trade'
 *
 * const store: RunStore = memoryRunStore()
 * const bars = syntheticBars({ seed: 1, length: 500 })
 * const options = { grid: { fast: [5, 10], slow: [20, 50] } }
 * const run = { type: 'sweep', strategy: MaCrossover, bars, options, result: sweep(MaCrossover, bars, options) } as const
 * const entry = describeRun(run, { id: 'run-1', createdAt: 0, version: '1.0.0' })
 * store.add(entry)
 * store.trials({ data: entry.record.data, family: 'ma_crossover' }) // 4
 * ```
 */
export interface RunStore {
  /**
   * Adds a run with everything that belongs to it, or nothing.
   *
   * @throws {@link ConfigError} `run-store/record`, `run-store/type`, `run-store/tag`, `run-store/duplicate` for an id that is taken.
   */
  add(entry: RunEntry): void
  get(id: string): RunRecord | undefined
  /** @throws {@link ConfigError} `run-query/…` naming the option. */
  list(query?: RunQuery): RunPage
  /** Every run of a query, page by page; `limit` is the number of runs per page. */
  each(query?: RunQuery): Iterable<RunRecord>
  count(filter?: RunFilter): number
  /** What runs have in a field, sorted. */
  distinct(field: RunField): readonly string[]
  /** Counts parameter sets without a run; gives the number of those that are new. */
  recordTrials(tried: TriedSets): number
  /** Number of distinct parameter sets that were tried. */
  trials(scope: TrialScope): number
  /** @throws {@link ConfigError} `run-store/unknown`, `run-store/tag`. */
  tag(id: string, change: TagChange): RunRecord
  /** Takes a run out, and those that belong to it; false when there is none. Trials stay counted. */
  remove(id: string): boolean
  /** Nothing can be asked afterwards. Again does nothing. */
  close(): void
}
