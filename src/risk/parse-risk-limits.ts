import * as z from 'zod/mini'
import { ConfigError } from '../base/errors.ts'
import { defineLimits } from './define-limits.ts'
import { limitNames, limitsSchema, validateLimits } from './limits-schema.ts'
import type { RiskLimits } from './risk-limits.ts'

/** Turns text into data and back: `JSON`, or the `parse` and `stringify` of a TOML package. */
export interface LimitsFormat {
  readonly parse: (text: string) => unknown
  readonly stringify: (data: never) => string
}

/** Keys of Peak_Trade's `[live_risk]` that are called otherwise here. */
const aliases: Readonly<Record<string, string>> = {
  max_symbol_exposure_notional: 'max_symbol_exposure',
  max_total_exposure_notional: 'max_total_exposure',
  max_daily_loss_abs: 'max_daily_loss',
  max_live_notional_per_order: 'max_order_notional',
  max_live_notional_total: 'max_total_exposure',
  warning_threshold_factor: 'warn_at',
}

/** Its keys that say nothing here: the currency comes with the account, and the daily loss from its equity. */
const idle: readonly string[] = ['base_currency', 'use_experiments_for_daily_pnl']
/** Its switches, which cannot be off: a limit that does not refuse is left out. */
const switches: readonly string[] = ['enabled', 'block_on_violation']

/**
 * Reads limits from text, with keys in snake_case at the top or in a table `risk_limits` or `live_risk`. Peak_Trade's keys are understood:
 * `max_daily_loss_pct = 5.0` is `max_daily_loss_share = 0.05`; where it had two names for one limit, the stricter counts.
 *
 * @param format - `JSON` or a TOML package.
 * @throws {@link ConfigError} `risk-limits/syntax` when the text cannot be read, `risk-limits/unknown` for a key that does not
 * exist, with the nearest one, `risk-limits/value` for a value that is not allowed.
 *
 * @example
 * ```ts
 * import { parseRiskLimits } from 'peak-trade'
 *
 * const limits = parseRiskLimits('{ "max_order_notional": { "equity": 0.1 }, "max_daily_loss_pct": 5 }', JSON)
 * limits.maxDailyLossShare // 0.05
 * ```
 */
export function parseRiskLimits(text: string, format: LimitsFormat): RiskLimits {
  const data = tableOf(read(text, format))
  const named: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(data)) {
    if (idle.includes(key)) continue
    if (switches.includes(key)) requireTrue(key, value)
    else if (key === 'max_daily_loss_pct') put(named, 'max_daily_loss_share', typeof value === 'number' ? value / 100 : value)
    else put(named, aliases[key] ?? key, value)
  }
  const entries = Object.entries(named).map(([key, value]) => [inCode(key), value])
  return defineLimits(validateLimits(Object.fromEntries(entries), snake))
}

/**
 * Limits as text; {@link parseRiskLimits} reads them back to the same.
 *
 * @example
 * ```ts
 * import { formatRiskLimits, parseRiskLimits, RiskLimits } from 'peak-trade'
 *
 * parseRiskLimits(formatRiskLimits(RiskLimits.moderate, JSON), JSON).maxOpenPositions // 5
 * ```
 */
export function formatRiskLimits(limits: RiskLimits, format: LimitsFormat): string {
  return format.stringify(Object.fromEntries(Object.entries(validateLimits(limits)).map(([name, value]) => [snake(name), value])) as never)
}

/**
 * The JSON schema of a file of limits, for editors.
 *
 * @example
 * ```ts
 * import { riskLimitsSchema } from 'peak-trade'
 *
 * riskLimitsSchema().title // 'Risk limits'
 * ```
 */
export function riskLimitsSchema(): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(limitsSchema, { io: 'input' })
  const properties = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, property]) => [snake(name), property]))
  return { title: 'Risk limits', ...schema, properties }
}

/** The name in code; what is not a name in files stays unknown, even when it is one in code. */
function inCode(key: string): string {
  const name = limitNames.find(candidate => snake(candidate) === key)
  if (name !== undefined) return name
  if (!limitNames.includes(key)) return key
  throw new ConfigError('risk-limits/unknown', `risk limits have no "${key}"; did you mean "${snake(key)}"?`, { key })
}

function read(text: string, format: LimitsFormat): unknown {
  try {
    return format.parse(text)
  } catch (cause) {
    const message = cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
    throw new ConfigError('risk-limits/syntax', `the limits cannot be read: ${message}`, {}, cause)
  }
}

/** The table with the limits: one of the two that may hold them, or all of it. */
function tableOf(data: unknown): object {
  for (const name of ['risk_limits', 'live_risk']) {
    const table = isTable(data) ? (data as Record<string, unknown>)[name] : undefined
    if (isTable(table)) return table
  }
  if (isTable(data)) return data
  throw new ConfigError('risk-limits/value', `risk limits are ${JSON.stringify(data)}: must be a table of limits`)
}

function isTable(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function put(named: Record<string, unknown>, key: string, value: unknown): void {
  const before = named[key]
  named[key] = typeof before === 'number' && typeof value === 'number' ? Math.min(before, value) : value
}

function requireTrue(key: string, value: unknown): void {
  if (value === true) return
  throw new ConfigError(
    'risk-limits/value',
    `${key} is ${JSON.stringify(value)}: limits are never off; leave out those that are not wanted`,
    { key },
  )
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
}
