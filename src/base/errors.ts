/**
 * Details of an error as plain data, safe to print: what was looked at, never a secret.
 */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>

/**
 * Everything this library throws on purpose. `code` is stable (`area/kind`) and made for programs, `message` is one
 * line for people: what, where, value, remedy.
 *
 * @example
 * ```ts
 * import { PeakTradeError, timeframeMs } from 'peak-trade'
 *
 * try {
 *   timeframeMs('7q')
 * } catch (error) {
 *   if (error instanceof PeakTradeError) error.code // 'timeframe/unknown'
 * }
 * ```
 */
export abstract class PeakTradeError extends Error {
  /** Stable identifier, `area/kind`. */
  readonly code: string
  /** The facts behind the message. */
  readonly details: ErrorDetails

  constructor(code: string, message: string, details: ErrorDetails = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = new.target.name
    this.code = code
    this.details = details
  }
}

/**
 * A setting, parameter or option is wrong. Nothing was run.
 *
 * @example
 * ```ts
 * import { ConfigError, sma } from 'peak-trade'
 *
 * try {
 *   sma(Float64Array.of(1, 2, 3), { period: 0 })
 * } catch (error) {
 *   error instanceof ConfigError // true
 * }
 * ```
 */
export class ConfigError extends PeakTradeError {}

/**
 * Market data is missing, malformed or contradictory. Details name the row, column and value where they are known.
 *
 * @example
 * ```ts
 * import { DataError, normalizeBars } from 'peak-trade'
 *
 * try {
 *   normalizeBars([], { symbol: 'BTC/EUR', timeframe: '1h' })
 * } catch (error) {
 *   error instanceof DataError // true
 * }
 * ```
 */
export class DataError extends PeakTradeError {}

/**
 * A strategy broke its contract: a target outside [-1, 1], a look into the future, a NaN after warm-up.
 *
 * @example
 * ```ts
 * import { StrategyError } from 'peak-trade'
 *
 * new StrategyError('strategy/target', 'target 3 at bar 7 is outside [-1, 1]').code // 'strategy/target'
 * ```
 */
export class StrategyError extends PeakTradeError {}

/**
 * The world outside failed: a file, a network, a disk. `retryable` says whether trying again can help.
 *
 * @example
 * ```ts
 * import { EdgeError } from 'peak-trade'
 *
 * new EdgeError('file/busy', 'prices.csv is locked by another process; try again', { retryable: true }).retryable // true
 * ```
 */
export class EdgeError extends PeakTradeError {
  /** True when the same call may succeed later without any change. */
  readonly retryable: boolean

  constructor(code: string, message: string, details: ErrorDetails & { readonly retryable?: boolean } = {}, cause?: unknown) {
    super(code, message, details, cause)
    this.retryable = details.retryable ?? false
  }
}

/**
 * An invariant of this library does not hold: our fault, please report it.
 *
 * @example
 * ```ts
 * import { BugError } from 'peak-trade'
 *
 * new BugError('engine/ledger', 'cash and fills disagree').name // 'BugError'
 * ```
 */
export class BugError extends PeakTradeError {}
