import * as z from 'zod/mini'
import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import type { Instrument } from '../market/instrument.ts'
import type { Costs } from './costs.ts'
import { type ExitRules, stopDistance } from './exits.ts'
import type { Sizing } from './sizing.ts'

const distance = z.number('must be a number').check(z.gt(0, 'must be greater than 0'), z.lt(1, 'must be smaller than 1 (0.02 is 2 %)'))
const bps = z.number('must be a number').check(z.minimum(0, 'must not be negative'), z.maximum(5000, 'must not exceed 5000 (50 %)'))
const positive = (max: number) =>
  z.number('must be a number').check(z.gt(0, 'must be greater than 0'), z.maximum(max, `must not exceed ${max}`))

const rate = z.number('must be a number').check(z.minimum(0, 'must not be negative'), z.maximum(10, 'must not exceed 10 (1000 % a year)'))
const count = (least: number) => z.int('must be a whole number').check(z.minimum(least, `must be at least ${least}`))
const sizings = [
  z.strictObject({ fraction: positive(10) }),
  z.strictObject({ units: positive(1e15) }),
  z.strictObject({ notional: positive(1e15) }),
  z.strictObject({ risk: distance }),
  z.strictObject({ volatility: positive(10), period: z.optional(count(2)) }),
  z.strictObject({ kelly: positive(1), trades: z.optional(count(2)), minimum: z.optional(positive(1)) }),
] as const
const rebalances = [z.strictObject({ band: positive(10) }), z.strictObject({ every: count(1) })] as const

const AN_OBJECT = 'must be an object'
const schema = z.strictObject(
  {
    capital: z._default(positive(1e15), 10_000),
    fillAt: z._default(z.enum(['open', 'close'], 'must be open or close'), 'open'),
    sizing: z._default(
      z.union(sizings, { error: 'must be { fraction }, { units }, { notional }, { risk }, { volatility } or { kelly }' }),
      {
        fraction: 1,
      },
    ),
    maxLeverage: z.optional(positive(100)),
    costs: z.prefault(
      z.strictObject(
        {
          feeBps: z._default(bps, 0),
          slippageBps: z._default(bps, 0),
          makerFeeBps: z.optional(bps),
          minimumFee: z.optional(
            z.number('must be a number').check(z.minimum(0, 'must not be negative'), z.maximum(1e12, 'must not exceed 1e12')),
          ),
          halfSpreadBps: z.optional(bps),
          impactBps: z.optional(bps),
          impact: z.optional(z.enum(['sqrt', 'linear'], 'must be sqrt or linear')),
          participation: z.optional(positive(1)),
          borrowRate: z.optional(rate),
          fundingRate: z.optional(
            z
              .number('must be a number')
              .check(z.minimum(-10, 'must not be below -10'), z.maximum(10, 'must not exceed 10 (1000 % a year)')),
          ),
        },
        AN_OBJECT,
      ),
      {},
    ),
    exits: z.prefault(
      z.strictObject(
        {
          stopLoss: z.optional(distance),
          takeProfit: z.optional(positive(Number.MAX_VALUE)),
          trailingStop: z.optional(distance),
          stopAtr: z.optional(positive(1000)),
          targetAtr: z.optional(positive(1000)),
          trailingAtr: z.optional(positive(1000)),
          atrPeriod: z.optional(count(1)),
          breakEven: z.optional(positive(Number.MAX_VALUE)),
          maxBars: z.optional(count(1)),
          targetFill: z._default(z.enum(['market', 'limit'], 'must be market or limit'), 'market'),
          sameBar: z.optional(z.enum(['stop', 'target'], 'must be stop or target')),
        },
        AN_OBJECT,
      ),
      {},
    ),
    instrument: z.prefault(
      z.strictObject(
        {
          tick: z.optional(positive(1e12)),
          lot: z.optional(positive(1e12)),
          minNotional: z.optional(positive(1e15)),
        },
        AN_OBJECT,
      ),
      {},
    ),
    rebalance: z._default(z.union([z.literal('change'), ...rebalances], { error: 'must be "change", { band } or { every }' }), 'change'),
  },
  AN_OBJECT,
)

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
  /** Largest position value as a multiple of equity. Default: 1 for sizes that a formula finds, otherwise none. */
  readonly maxLeverage?: number | undefined
  /** What the exchange accepts. Default: everything. */
  readonly instrument: Instrument
  /** When a position is brought back to its size. Default: only when the target changes. */
  readonly rebalance: Rebalance
}

/**
 * When a position is brought back to the size that its target asks for: on a `change` of the target only, when it is off by more than a
 * `band` (fraction of equity), or `every` so many bars.
 *
 * @example
 * ```ts
 * import { backtest, BuyAndHold, type Rebalance, syntheticBars } from 'peak-trade'
 *
 * const rebalance: Rebalance = { every: 20 }
 * const { fills } = backtest(BuyAndHold, syntheticBars({ seed: 1, length: 100 }), { sizing: { fraction: 0.5 }, rebalance })
 * fills.length // 5
 * ```
 */
export type Rebalance = 'change' | { readonly band: number } | { readonly every: number }

/** {@link BacktestSettings} as a user gives them: everything may be left out. */
export interface BacktestSettingsInput {
  readonly capital?: number | undefined
  readonly fillAt?: 'open' | 'close' | undefined
  readonly sizing?: Sizing | undefined
  readonly costs?: Partial<Costs> | undefined
  readonly exits?: ExitRules | undefined
  readonly maxLeverage?: number | undefined
  readonly instrument?: Instrument | undefined
  readonly rebalance?: Rebalance | undefined
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
  if (parsed.success) {
    checkTogether(parsed.data)
    return Object.freeze(parsed.data)
  }
  const issue = deepest(parsed.error.issues[0], input)
  const where = issue.path.join('.')
  if (issue.code === 'unrecognized_keys') {
    const name = issue.keys[0]
    const known = knownNames(issue.path, input)
    const prefix = where === '' ? '' : `${where}.`
    throw new ConfigError(
      'backtest/settings',
      `backtest has no setting "${prefix}${name}"${didYouMean(name, known)} Known: ${known.join(', ')}`,
      {
        setting: `${prefix}${name}`,
      },
    )
  }
  const value = show(valueAt(input, issue.path))
  throw new ConfigError('backtest/settings', `${where === '' ? 'settings' : where} is ${value}: ${issue.message}`, { setting: where })
}

/** What makes sense one by one and not together. */
function checkTogether({ costs, exits, sizing }: BacktestSettings): void {
  const refuse = (setting: string, message: string): never => {
    throw new ConfigError('backtest/settings', message, { setting })
  }
  for (const [fixed, ranged] of [
    ['stopLoss', 'stopAtr'],
    ['takeProfit', 'targetAtr'],
    ['trailingStop', 'trailingAtr'],
  ] as const) {
    if (exits[fixed] !== undefined && exits[ranged] !== undefined)
      refuse(`exits.${ranged}`, `exits.${fixed} is ${exits[fixed]} and exits.${ranged} is ${exits[ranged]}: give one of them`)
  }
  if ('risk' in sizing && Number.isNaN(stopDistance(1, exits, 1)))
    refuse(
      'sizing.risk',
      `sizing.risk is ${sizing.risk}, but there is no stop to lose it at: set exits.stopLoss, stopAtr or a trailing stop`,
    )
  const worst = costs.slippageBps + (costs.halfSpreadBps ?? 0) + (costs.impactBps ?? 0)
  if (worst > 5000) refuse('costs', `slippageBps, halfSpreadBps and impactBps come to ${worst} together: they must not exceed 5000 (50 %)`)
}

type Issue = z.core.$ZodIssue

/** Inside a union the branch that was meant says more than the union: the one whose names are all there, and not their values. */
function deepest(issue: Issue, input: unknown): Issue {
  if (issue.code !== 'invalid_union') return issue
  const inside = (inner: Issue): Issue => ({ ...inner, path: [...issue.path, ...inner.path] })
  const isMeant = ({ path }: Issue) => path.length > issue.path.length && valueAt(input, path) !== undefined
  return issue.errors.map(issues => issues.map(inside)).find(issues => issues.every(isMeant))?.[0] ?? issue
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((object, key) => (object as Record<PropertyKey, unknown>)[key], input)
}

function knownNames(path: readonly PropertyKey[], input: BacktestSettingsInput): string[] {
  if (path.length === 0) return Object.keys(schema.shape)
  const part = path[0] as keyof typeof schema.shape
  if (part === 'costs' || part === 'exits' || part === 'instrument') return Object.keys(schema.shape[part].def.innerType.shape)
  const given = Object.keys(valueAt(input, path) as object)
  return [...sizings, ...rebalances].map(option => Object.keys(option.shape)).filter(([kind]) => given.includes(kind))[0]
}

function show(value: unknown): string {
  return typeof value === 'object' || typeof value === 'string' ? JSON.stringify(value) : String(value)
}
