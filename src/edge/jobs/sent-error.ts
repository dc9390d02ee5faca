import { ConfigError, DataError, EdgeError, PeakTradeError, StrategyError } from '../../base/errors.ts'
import type { SentError } from '../../research/job-runner.ts'

const classes = { ConfigError, DataError, StrategyError }

/** Takes an error apart. */
export function sendError(error: unknown): SentError {
  const message = error instanceof Error ? error.message : String(error)
  if (!(error instanceof PeakTradeError)) return { name: 'EdgeError', code: 'runner/failed', message, details: {} }
  return { name: error.name, code: error.code, message, details: error.details }
}

/** Puts it together again. */
export function receiveError({ name, code, message, details }: SentError): PeakTradeError {
  const known = classes[name as keyof typeof classes]
  return known === undefined ? new EdgeError(code, message, details) : new known(code, message, details)
}
