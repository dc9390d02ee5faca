import { ConfigError } from '../base/errors.ts'
import { type DryRunOptions, dryRunExecutor } from './dry-run-executor.ts'
import { type EffectiveMode, type Environment, effectiveMode } from './environment.ts'
import type { Executor } from './executor.ts'

/**
 * What executors are made of. Only the one that an environment asks for is made.
 *
 * @example
 * ```ts
 * import { type ExecutorParts, paperExecutor } from 'peak-trade'
 *
 * const parts: ExecutorParts = { paper: () => paperExecutor({ symbol: 'BTC/EUR' }) }
 * parts.paper?.().mode // 'paper'
 * ```
 */
export interface ExecutorParts {
  /** A simulation: `paperExecutor` or `shadowExecutor`. */
  readonly paper?: (() => Executor) | undefined
  /** The sandbox of an exchange. With `validateOnly` it may ask the exchange whether it would take an order, and must not place it. */
  readonly testnet?: ((options: { readonly validateOnly: boolean }) => Executor) | undefined
  /** How live requests are written. */
  readonly live?: DryRunOptions | undefined
}

/**
 * The executor that an environment comes to. There is none that sends live orders, so there is no way to one:
 *
 * | environment | executor |
 * |---|---|
 * | `paper` | `parts.paper()` |
 * | `testnet` with `testnetDryRun` | `parts.testnet({ validateOnly: true })` |
 * | `testnet` without | `parts.testnet({ validateOnly: false })` |
 * | `live` with `liveDryRunMode` | a dry run |
 * | `live` without, or a mode that there is not | a dry run, and the gates approve nothing |
 *
 * @throws {@link ConfigError} `executor/missing` when the part is not there, `executor/mode` when it makes an executor of another mode.
 *
 * @example
 * ```ts
 * import { createExecutor, defaultEnvironment, paperExecutor } from 'peak-trade'
 *
 * const parts = { paper: () => paperExecutor({ symbol: 'BTC/EUR' }) }
 * createExecutor(defaultEnvironment, parts).mode // 'paper'
 * createExecutor({ ...defaultEnvironment, mode: 'live', liveModeArmed: true, liveDryRunMode: false }, parts).mode // 'dry-run'
 * ```
 */
export function createExecutor(environment: Environment, parts: ExecutorParts): Executor {
  const mode = effectiveMode(environment)
  switch (mode) {
    case 'paper':
      return checked(mode, parts.paper?.(), ['paper', 'shadow'])
    case 'testnet-validate':
      return checked(mode, parts.testnet?.({ validateOnly: true }), ['testnet'])
    case 'testnet':
      return checked(mode, parts.testnet?.({ validateOnly: false }), ['testnet'])
    case 'live-dry-run':
    case 'blocked':
      return dryRunExecutor(parts.live)
  }
}

function checked(mode: EffectiveMode, executor: Executor | undefined, modes: readonly Executor['mode'][]): Executor {
  const part = mode === 'paper' ? 'paper' : 'testnet'
  if (executor === undefined)
    throw new ConfigError('executor/missing', `the environment is ${mode}, and there is no executor for it; give parts.${part}`)
  if (modes.includes(executor.mode)) return executor
  throw new ConfigError(
    'executor/mode',
    `the environment is ${mode}, and parts.${part} made an executor for ${executor.mode}; give one for ${modes.join(' or ')}`,
  )
}
