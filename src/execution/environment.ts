/**
 * Where orders go, and what stands in the way: a value that config files hold. Nothing in it unlocks live: the most that `live` gives is a dry run.
 *
 * @example
 * ```ts
 * import { defaultEnvironment, type Environment } from 'peak-trade'
 *
 * const environment: Environment = { ...defaultEnvironment, mode: 'testnet' }
 * environment.testnetDryRun // true
 * ```
 */
export interface Environment {
  /** `paper` trades against a simulation (shadow sessions do), `testnet` against the sandbox of an exchange. */
  readonly mode: 'paper' | 'testnet' | 'live'
  /** First of the two stages of arming. */
  readonly enableLiveTrading: boolean
  /** Second of the two stages of arming. */
  readonly liveModeArmed: boolean
  /** Orders in live mode are written down and not sent. False sends nothing either: it is refused. */
  readonly liveDryRunMode: boolean
  /** Live asks for the token that was issued to an operator. */
  readonly requireConfirmToken: boolean
  /** What the operator gave. It is shown nowhere. */
  readonly confirmToken?: string | undefined
  /** Orders on a testnet are only validated, never placed. */
  readonly testnetDryRun: boolean
  readonly logAllOrders: boolean
  /** Largest value of an order in live mode, in the account's currency; counts beside the risk limits. */
  readonly maxLiveNotionalPerOrder?: number | undefined
  /** Largest value of all positions in live mode, in the account's currency; counts beside the risk limits. */
  readonly maxLiveNotionalTotal?: number | undefined
  /** Smallest value of an order in live mode, in the account's currency. */
  readonly liveTradeMinSize?: number | undefined
}

/**
 * The environment of somebody who said nothing: paper, nothing enabled, everything dry.
 *
 * @example
 * ```ts
 * import { defaultEnvironment } from 'peak-trade'
 *
 * defaultEnvironment.mode // 'paper'
 * defaultEnvironment.enableLiveTrading // false
 * ```
 */
export const defaultEnvironment: Environment = Object.freeze({
  mode: 'paper',
  enableLiveTrading: false,
  liveModeArmed: false,
  liveDryRunMode: true,
  requireConfirmToken: true,
  testnetDryRun: true,
  logAllOrders: true,
})

/**
 * What an environment comes to. There is no word for live orders, because there are none: `live-dry-run` writes them down, and `blocked`, live without
 * dry run, does nothing at all.
 */
export type EffectiveMode = 'paper' | 'testnet-validate' | 'testnet' | 'live-dry-run' | 'blocked'

/**
 * What an environment comes to: the one place where mode and dry run are put together.
 *
 * @example
 * ```ts
 * import { defaultEnvironment, effectiveMode } from 'peak-trade'
 *
 * effectiveMode({ ...defaultEnvironment, mode: 'testnet' }) // 'testnet-validate'
 * effectiveMode({ ...defaultEnvironment, mode: 'live' }) // 'live-dry-run'
 * effectiveMode({ ...defaultEnvironment, mode: 'live', liveDryRunMode: false }) // 'blocked'
 * ```
 */
export function effectiveMode({ mode, testnetDryRun, liveDryRunMode }: Environment): EffectiveMode {
  if (mode === 'paper') return 'paper'
  // Whatever is not exactly off is on: a text from somewhere must not send orders.
  if (mode === 'testnet') return testnetDryRun === false ? 'testnet' : 'testnet-validate'
  return mode === 'live' && liveDryRunMode === true ? 'live-dry-run' : 'blocked'
}

/**
 * An environment to print or to log: without the token that the operator gave.
 *
 * @example
 * ```ts
 * import { defaultEnvironment, hideToken } from 'peak-trade'
 *
 * hideToken({ ...defaultEnvironment, confirmToken: 'a secret of mine' }).confirmToken // '(given)'
 * ```
 */
export function hideToken(environment: Environment): Environment {
  return environment.confirmToken === undefined ? environment : Object.freeze({ ...environment, confirmToken: '(given)' })
}
