import type { ErrorDetails } from '../../base/errors.ts'
import { ConfigError, DataError, EdgeError, PeakTradeError, StrategyError } from '../../base/errors.ts'
import type { BacktestSettingsInput } from '../../engine/settings.ts'
import type { Bars } from '../../market/bars.ts'
import type { Summary } from '../../metrics/summary.ts'
import type { SweepPlan } from '../../research/sweep-plan.ts'
import type { SweepMetric } from '../../research/sweep-table.ts'
import type { StrategyReference } from './strategy-reference.ts'

/** What a thread of a sweep starts with. */
export interface SweepWork {
  readonly strategy: StrategyReference
  /** In shared memory. */
  readonly bars: Bars
  readonly settings: BacktestSettingsInput
  readonly plan: SweepPlan
  /** Numbers to send back per run: those of the table, or whole summaries. */
  readonly numbers: readonly SweepMetric[] | 'summary'
}

/** A part of the combinations, to be run by one thread. */
export interface SweepJob {
  readonly from: number
  readonly to: number
}

/** What a thread says about a job: its numbers, run by run, or why it could not. */
export type SweepAnswer = SweepNumbers | { readonly error: SentError }

/** Numbers of runs, run by run, in the order of `names`. */
export interface SweepNumbers extends SweepJob {
  readonly names: readonly (keyof Summary)[]
  readonly values: Float64Array
}

/** An error as it travels between threads, which would otherwise lose its class. */
export interface SentError {
  readonly name: string
  readonly code: string
  readonly message: string
  readonly details: ErrorDetails
}

const classes = { ConfigError, DataError, StrategyError }

/** Takes an error apart. */
export function sendError(error: unknown): SentError {
  const message = error instanceof Error ? error.message : String(error)
  if (!(error instanceof PeakTradeError)) return { name: 'EdgeError', code: 'threads/failed', message, details: {} }
  return { name: error.name, code: error.code, message, details: error.details }
}

/** Puts it together again. */
export function receiveError({ name, code, message, details }: SentError): PeakTradeError {
  const known = classes[name as keyof typeof classes]
  return known === undefined ? new EdgeError(code, message, details) : new known(code, message, details)
}
