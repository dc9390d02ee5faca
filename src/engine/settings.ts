import * as z from 'zod'
import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import type { Costs } from './costs.ts'
import type { ExitRules } from './exits.ts'
import type { Sizing } from './sizing.ts'

const distance = z.number().gt(0, 'must be greater than 0').lt(1, 'must be smaller than 1 (0.02 is 2 %)')
const bps = z.number().min(0, 'must not be negative').max(5000, 'must not exceed 5000 (50 %)')

const schema = z.strictObject({
  capital: z.number().gt(0, 'must be greater than 0').max(1e15).default(10_000),
  fillAt: z.enum(['open', 'close']).default('open'),
  sizing: z
    .union(
      [
        z.strictObject({ fraction: z.number().gt(0).max(10) }),
        z.strictObject({ units: z.number().gt(0).max(1e15) }),
        z.strictObject({ notional: z.number().gt(0).max(1e15) }),
      ],
      { error: 'must be { fraction }, { units } or { notional }' },
    )
    .default({ fraction: 1 }),
  costs: z.strictObject({ feeBps: bps.default(0), slippageBps: bps.default(0) }).prefault({}),
  exits: z
    .strictObject({
      stopLoss: distance.optional(),
      takeProfit: z.number().gt(0, 'must be greater than 0').optional(),
      trailingStop: distance.optional(),
      maxBars: z.int().min(1).optional(),
      targetFill: z.enum(['market', 'limit']).default('market'),
    })
    .prefault({}),
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
  const inner = path.length === 0 ? schema : schema.shape[path[0] as 'costs' | 'exits']
  const object = inner instanceof z.ZodObject ? inner : (inner as z.ZodPrefault<z.ZodObject>).def.innerType
  return Object.keys(object.shape)
}

function show(value: unknown): string {
  return typeof value === 'number' || value === undefined ? String(value) : JSON.stringify(value)
}
