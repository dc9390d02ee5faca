import * as z from 'zod/mini'
import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import { defaultEnvironment, type Environment } from './environment.ts'

const modes = ['paper', 'testnet', 'live'] as const
const flag = z.optional(z.boolean('must be true or false, without quotation marks'))
const amount = z.optional(z.number('must be a number').check(z.gt(0, 'must be above 0'), z.maximum(1e15, 'must not exceed 1e15')))

const schema = z.strictObject(
  {
    mode: z.optional(z.enum(modes, 'must be paper, testnet or live')),
    enable_live_trading: flag,
    require_confirm_token: flag,
    confirm_token: z.optional(z.string('must be a text')),
    testnet_dry_run: flag,
    log_all_orders: flag,
    live_mode_armed: flag,
    live_dry_run_mode: flag,
    max_live_notional_per_order: amount,
    max_live_notional_total: amount,
    live_trade_min_size: amount,
  },
  'must be a table',
)

const keys = Object.keys(schema.shape)

/**
 * Reads an environment from the table `[environment]` of a config file, with the keys of Peak_Trade. What is left out has the safe value of
 * {@link defaultEnvironment}; an empty `confirm_token` is none. Nothing is guessed: `"false"` as a text is an error, and so is a mode that there is not.
 *
 * @param table - As TOML or JSON gave it.
 * @throws {@link ConfigError} `environment/unknown` for a key that does not exist, with the nearest one, `environment/value` for a
 * value that is not allowed. The value of a token is in no message.
 *
 * @example
 * ```ts
 * import { parseEnvironment } from 'peak-trade'
 *
 * const environment = parseEnvironment({ mode: 'testnet', testnet_dry_run: false })
 * environment.mode // 'testnet'
 * environment.liveDryRunMode // true
 * ```
 */
export function parseEnvironment(table: unknown): Environment {
  const parsed = z.safeParse(schema, table)
  if (!parsed.success) throw refuse(parsed.error.issues[0], table)
  const given = Object.entries(parsed.data).filter(([key, value]) => value !== undefined && !(key === 'confirm_token' && value === ''))
  return Object.freeze({ ...defaultEnvironment, ...Object.fromEntries(given.map(([key, value]) => [inCode(key), value])) })
}

/**
 * The JSON schema of a file with an environment, for editors.
 *
 * @example
 * ```ts
 * import { environmentSchema } from 'peak-trade'
 *
 * environmentSchema().title // 'Environment'
 * ```
 */
export function environmentSchema(): Readonly<Record<string, unknown>> {
  return { title: 'Environment', ...z.toJSONSchema(z.looseObject({ environment: z.optional(schema) }), { io: 'input' }) }
}

function refuse(issue: z.core.$ZodIssue, table: unknown): ConfigError {
  if (issue.code === 'unrecognized_keys') {
    const [key] = issue.keys
    const message = `the environment has no "${key}"${didYouMean(key, keys)} Known: ${keys.join(', ')}`
    return new ConfigError('environment/unknown', message, { key })
  }
  const [key] = issue.path
  if (key === undefined) return new ConfigError('environment/value', `the environment is ${show(table)}: ${issue.message}`)
  const value = (table as Readonly<Record<PropertyKey, unknown>>)[key]
  const shown = key === 'confirm_token' ? `a ${typeof value}` : show(value)
  const near = key === 'mode' && typeof value === 'string' ? didYouMean(value, modes, { otherwise: '' }) : ''
  return new ConfigError('environment/value', `${String(key)} is ${shown}: ${issue.message}${near}`, { key: String(key) })
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value)
}

function inCode(key: string): string {
  return key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
