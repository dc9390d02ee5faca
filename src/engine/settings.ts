import * as z from 'zod/mini'
import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import type { Costs } from './costs.ts'
import type { ExitRules } from './exits.ts'
import type { Sizing } from './sizing.ts'

const distance = z.number('must be a number').check(z.gt(0, 'must be greater than 0'), z.lt(1, 'must be smaller than 1 (0.02 is 2 %)'))
const bps = z.number('must be a number').check(z.minimum(0, 'must not be negative'), z.maximum(5000, 'must not exceed 5000 (50 %)'))
const positive = (max: number) =>
  z.number('must be a number').check(z.gt(0, 'must be greater than 0'), z.maximum(max, `must not exceed ${max}`))

const schema = z.strictObject({
  capital: z._default(positive(1e15), 10_000),
  fillAt: z._default(z.enum(['open', 'close'], 'must be open or close'), 'open'),
  sizing: z._default(
    z.union(
      [z.strictObject({ fraction: positive(10) }), z.strictObject({ units: positive(1e15) }), z.strictObject({ notional: positive(1e15) })],
      {
        error: 'must be { fraction }, { units } or { notional }',
      },
    ),
    { fraction: 1 },
  ),
  costs: z.prefault(z.strictObject({ feeBps: z._default(bps, 0), slippageBps: z._default(bps, 0) }), {}),
  exits: z.prefault(
    z.strictObject({
      stopLoss: z.optional(distance),
      takeProfit: z.optional(positive(Number.MAX_VALUE)),
      trailingStop: z.optional(distance),
      maxBars: z.optional(z.int('must be a whole number').check(z.minimum(1, 'must be at least 1'))),
      targetFill: z._default(z.enum(['market', 'limit'], 'must be market or limit'), 'market'),
    }),
    {},
  ),
})

/**
 * How a backtest trades, with every default filled in. It is part of the result and of every report.
 */
export interface BacktestSettings {
  /** Cash at the start, in quote currency. Default 10 000. */
  readonly capital: number
  /** Where a target decided at a bar's close is traded: at the next bar's `open` (default), or at that same `close`, which is optimistic. */
  readonly fillAt: 'open' | 'close'
  /** Default: the whole equity. */
  readonly sizing: Sizing
  /** Default: none. */
  readonly costs: Costs
  /** Default: none. */
  readonly exits: ExitRules
}

/** {@link BacktestSettings} as a user gives them: everything may be left out. */
export interface BacktestSettingsInput {
  readonly capital?: number | undefined
  readonly fillAt?: 'open' | 'close' | undefined
  readonly sizing?: Sizing | undefined
  readonly costs?: Partial<Costs> | undefined
  readonly exits?: ExitRules | undefined
}

/**
 * Settings with defaults filled in.
 *
 * @throws {@link ConfigError} `backtest/settings` naming the setting, its value and what is allowed.
 *
 * @example
 * ```ts
 * import { resolveSettings } from 'peak-trade'
 *
 * resolveSettings({ costs: { feeBps: 10 } }).costs // { feeBps: 10, slippageBps: 0 }
 * ```
 */
export function resolveSettings(input: BacktestSettingsInput = {}): BacktestSettings {
  const parsed = schema.safeParse(input)
  if (parsed.success) return Object.freeze(parsed.data)
  const issue = deepest(parsed.error.issues[0])
  const where = issue.path.join('.')
  if (issue.code === 'unrecognized_keys') {
    const name = issue.keys[0]
    const known = knownNames(issue.path)
    const prefix = where === '' ? '' : `${where}.`
    throw new ConfigError(
      'backtest/settings',
      `backtest has no setting "${prefix}${name}"${didYouMean(name, known)} Known: ${known.join(', ')}`,
      {
        setting: `${prefix}${name}`,
      },
    )
  }
  const value = issue.path.reduce<unknown>((object, key) => (object as Record<PropertyKey, unknown> | undefined)?.[key], input)
  throw new ConfigError('backtest/settings', `${where === '' ? 'settings' : where} is ${show(value)}: ${issue.message}`, { setting: where })
}

type Issue = z.core.$ZodIssue

/** Inside a union the branch that came closest says more than "invalid input". */
function deepest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue
  const branch = issue.errors.find(issues =>
    issues.every(inner => inner.code !== 'unrecognized_keys' && inner.path.length > 0 && inner.code !== 'invalid_type'),
  )
  return branch === undefined ? issue : { ...branch[0], path: [...issue.path, ...branch[0].path] }
}

function knownNames(path: readonly PropertyKey[]): string[] {
  if (path.length === 0) return Object.keys(schema.shape)
  return Object.keys(schema.shape[path[0] as 'costs' | 'exits'].def.innerType.shape)
}

function show(value: unknown): string {
  return typeof value === 'number' || value === undefined ? String(value) : JSON.stringify(value)
}
