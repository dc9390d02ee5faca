import * as z from 'zod/mini'
import { ConfigError } from '../base/errors.ts'
import { timeframes } from '../base/timeframe.ts'
import { checkExits, exitsSchema, readExits, writeExits } from './exits-table.ts'
import { refuseTable } from './refuse-table.ts'
import { inCode, inFile, renameKeys } from './snake-case.ts'
import type { StrategyConfiguration } from './strategy-configuration.ts'

const text = z.string('must be a text').check(z.minLength(1, 'must not be empty'))

/** Parameters of a strategy as a file has them. */
export const paramsSchema = z.record(
  z.string(),
  z.union([z.number(), z.string(), z.boolean()], { error: 'must be a number, a text, true or false' }),
)

/** One configuration as a file has it. */
export const configurationSchema = z.strictObject({
  strategy: text,
  title: z.optional(text),
  params: z.optional(paramsSchema),
  exits: z.optional(exitsSchema),
  asset: z.optional(text),
  timeframes: z.optional(
    z.array(z.enum(timeframes as readonly [string, ...string[]], `must be one of ${timeframes.join(', ')}`), 'must be a list'),
  ),
  risk_profile: z.optional(z.enum(['conservative', 'moderate', 'aggressive'], 'must be conservative, moderate or aggressive')),
})

const schema = z.strictObject({
  strategy_configurations: z.optional(
    z.record(
      z.string().check(z.regex(/^[a-z][a-z0-9_]*$/, 'must be a name in snake_case')),
      configurationSchema,
      'must be a table of tables',
    ),
  ),
  portfolio_recipes: z.optional(z.unknown()),
})

/**
 * Reads strategy configurations from plain data, such as a parsed TOML file: one table `strategy_configurations.<id>` each, with keys in
 * snake_case, also those of parameters. The file may have `portfolio_recipes` as well, which {@link parseRecipes} reads.
 *
 * @throws {@link ConfigError} `configuration/unknown-key` with the nearest one, `configuration/value`. Strategies and their parameters are
 * checked when a portfolio is built.
 *
 * @example
 * ```ts
 * import { parseConfigurations } from 'peak-trade'
 *
 * const table = { strategy: 'rsi_reversion', params: { exit_lower: 45 }, exits: { stop_loss: 0.03 }, asset: 'BTC' }
 * const [mine] = parseConfigurations({ strategy_configurations: { rsi_mine: table } })
 * mine.params // { exitLower: 45 }
 * ```
 */
export function parseConfigurations(data: unknown): readonly StrategyConfiguration[] {
  const parsed = z.safeParse(schema, data)
  if (!parsed.success) throw refuseTable(parsed.error.issues[0], { schema, data, area: 'configuration' })
  return Object.entries(parsed.data.strategy_configurations ?? {}).map(([id, { exits, params = {}, ...table }]) => {
    const rules = exits === undefined ? undefined : readExits(exits)
    if (rules !== undefined) checkExits(rules, { where: `configuration "${id}"`, code: 'configuration/value' })
    return {
      id,
      title: id,
      ...renameKeys(table, inCode),
      params: renameKeys(params, inCode),
      ...(rules === undefined ? {} : { exits: rules }),
    } as StrategyConfiguration
  })
}

/**
 * Strategy configurations as plain data for JSON or TOML; {@link parseConfigurations} reads them back to the same.
 *
 * @throws {@link ConfigError} `configuration/value` for a parameter that is neither a number nor a text nor a flag.
 *
 * @example
 * ```ts
 * import { findConfiguration, formatConfigurations } from 'peak-trade'
 *
 * JSON.stringify(formatConfigurations([findConfiguration('momentum_1h')])).includes('"stop_loss":0.025') // true
 * ```
 */
export function formatConfigurations(configurations: readonly StrategyConfiguration[]): {
  readonly strategy_configurations: Readonly<Record<string, Readonly<Record<string, unknown>>>>
} {
  const tables = configurations.map(({ id, exits, params, ...rest }): [string, Record<string, unknown>] => [
    id,
    {
      ...renameKeys(rest, inFile),
      ...writeParams(params, `configuration "${id}"`, 'configuration/value'),
      ...(exits === undefined ? {} : { exits: writeExits(exits) }),
    },
  ])
  return { strategy_configurations: Object.fromEntries(tables) }
}

/** Parameters as the table `params` of a file; nothing when there are none. */
export function writeParams(params: Readonly<Record<string, unknown>> | undefined, where: string, code: string): { params?: object } {
  if (params === undefined || Object.keys(params).length === 0) return {}
  for (const [name, value] of Object.entries(params)) {
    if (!['number', 'string', 'boolean', 'undefined'].includes(typeof value))
      throw new ConfigError(code, `${where}: the parameter ${name} is no number, text or flag, and cannot stand in a file`, { name })
    if (inCode(inFile(name)) !== name)
      throw new ConfigError(code, `${where}: the parameter "${name}" would not come back from a file; call it ${inCode(name)}`, { name })
  }
  return { params: renameKeys(params, inFile) }
}
