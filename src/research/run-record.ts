import type { SyntheticOptions } from '../market/synthetic.ts'

/**
 * The kinds of runs that a registry takes. `sweep_run` is one combination of a sweep, kept as a row of its own. From `market_scan` on they
 * are not made by this folder; they have a name so that whoever makes them uses the same one.
 *
 * @example
 * ```ts
 * import { runTypes } from 'peak-trade'
 *
 * runTypes.includes('walk_forward') // true
 * ```
 */
export const runTypes = [
  'backtest',
  'portfolio_backtest',
  'sweep',
  'sweep_run',
  'halving',
  'walk_forward',
  'cross_validation',
  'monte_carlo',
  'monte_carlo_runs',
  'stress',
  'robustness',
  'portfolio_walk_forward',
  'promotion',
  'reproduce',
  'experiment',
  'market_scan',
  'forward_signal',
  'forward_evaluation',
  'selection_analysis',
  'paper_trade',
  'shadow_run',
  'live_risk_check',
  'scheduler_job',
] as const

/** One of {@link runTypes}. */
export type RunType = (typeof runTypes)[number]

/** Whether a run came to its end. */
export type RunStatus = 'ok' | 'failed'

/** A file that a run left behind. */
export interface RunArtifact {
  /** What it is, in a word: `report`, `equity`. */
  readonly kind: string
  readonly path: string
  /** 64 hex digits. */
  readonly sha256: string
  readonly bytes: number
}

/**
 * Where the bars of a run can be had again: a file with the options that read it, or the options of made-up ones. It also says whether
 * prices were real. The bars of other symbols that they brought along have locations of their own.
 *
 * @example
 * ```ts
 * import type { DataLocation } from 'peak-trade'
 *
 * const eth: DataLocation = { kind: 'file', path: '/prices/eth-1h.csv', options: { symbol: 'ETH/EUR' } }
 * const both: DataLocation = { kind: 'file', path: '/prices/btc-1h.csv', options: { symbol: 'BTC/EUR' }, others: [eth] }
 * ```
 */
export type DataLocation = (
  | { readonly kind: 'file'; readonly path: string; readonly options: Readonly<Record<string, unknown>> }
  | { readonly kind: 'synthetic'; readonly options: SyntheticOptions }
) & {
  /** In the order in which the bars have them; left out when there are none. */
  readonly others?: readonly DataLocation[]
}

/** Fingerprints of a part of a result, in pieces, so that a later run can say where it begins to differ. */
export interface ResultPart {
  readonly name: string
  /** Values in the part; 1 when it is not a column. */
  readonly length: number
  /** Eight hex digits per piece; pieces have the same length, the last one may be shorter. */
  readonly digests: readonly string[]
}

/**
 * Everything about one run, as plain data: what it ran on, what it was asked, what it came to. Metrics may be NaN or infinite, and stay so in
 * a store.
 *
 * @example
 * ```ts
 * import { backtest, describeRun, MaCrossover, type RunRecord, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 500 })
 * const run = { type: 'backtest', strategy: MaCrossover, bars, options: {}, result: backtest(MaCrossover, bars) } as const
 * const record: RunRecord = describeRun(run, { id: 'run-1', createdAt: 0, version: '1.0.0' }).record
 * record.family // 'ma_crossover'
 * ```
 */
export interface RunRecord {
  /** Sorts by time. */
  readonly id: string
  readonly type: RunType
  readonly name: string
  /** Milliseconds since the Unix epoch, UTC. */
  readonly createdAt: number
  /** NaN when it was not measured. */
  readonly durationMs: number
  readonly status: RunStatus
  /** What went wrong; null for a run that came to its end. */
  readonly error: string | null
  /** Id of the strategy; empty for runs without one. */
  readonly strategy: string
  /** Trials are counted per family: strategies that are variants of one idea share one. The id of the strategy unless it says otherwise. */
  readonly family: string
  /** The module that exports the strategy, when it is not one of the catalog. */
  readonly module: { readonly url: string; readonly name: string } | null
  /** All parameters, defaults filled in; of a search those of the best. */
  readonly params: Readonly<Record<string, unknown>>
  readonly symbols: readonly string[]
  readonly timeframe: string
  readonly bars: number
  /** Fingerprint of the bars; empty for runs without data. */
  readonly data: string
  readonly location: DataLocation | null
  /** Costs, exits, sizing and so on, defaults filled in. */
  readonly settings: Readonly<Record<string, unknown>>
  /** What the run was asked besides: grid, windows, paths. */
  readonly options: Readonly<Record<string, unknown>>
  /** Names of options that were functions and could not be stored. */
  readonly functions: readonly string[]
  readonly seed: string | number | null
  /** Version of this library. */
  readonly version: string
  /** Fingerprint of the strategy's source; empty for runs without one. */
  readonly code: string
  /** Number of parameter sets that the run looked at. */
  readonly trials: number
  readonly metrics: Readonly<Record<string, number>>
  /** Fingerprint of everything that came out; empty for a failed run. */
  readonly result: string
  readonly parts: readonly ResultPart[]
  /** The run that this one belongs to: of a combination the sweep, of a reproduction the original. */
  readonly parent: string | null
  readonly tags: readonly string[]
  readonly artifacts: readonly RunArtifact[]
}
