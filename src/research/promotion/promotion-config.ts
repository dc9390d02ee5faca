import * as z from 'zod/mini'
import { ConfigError } from '../../base/errors.ts'
import { didYouMean } from '../../base/nearest.ts'
import type { PromotionCriterion, PromotionPolicy } from './promotion-policy.ts'
import { thresholdKeys } from './scorecard.ts'

/** Turns text into data and back: `JSON`, or the `parse` and `stringify` of a TOML package. */
export interface PolicyFormat {
  readonly parse: (text: string) => unknown
  readonly stringify: (data: never) => string
}

const number = (least: number, most?: number) =>
  z.optional(
    z
      .number('must be a number')
      .check(
        z.minimum(least, `must be at least ${least}`),
        most === undefined ? z.refine(Number.isFinite) : z.maximum(most, `must not exceed ${most}`),
      ),
  )
const fraction = number(0, 1)
const count = number(0)
const ratio = number(-100, 100)

const criteria = Object.keys(thresholdKeys) as PromotionCriterion[]

const schema = z.strictObject({
  name: z
    .string('must be a name')
    .check(z.regex(/^[a-z][a-z0-9_-]*$/, 'must start with a letter and have lower-case letters, digits, _ and - only')),
  min_sharpe: ratio,
  max_drawdown: fraction,
  min_profit_factor: count,
  min_trades: count,
  min_sample: count,
  min_years: count,
  min_out_of_sample_sharpe: ratio,
  max_out_of_sample_drawdown: fraction,
  min_efficiency: ratio,
  min_deflated_sharpe: fraction,
  max_overfitting: fraction,
  max_p_value: fraction,
  max_stress_drawdown: fraction,
  min_stress_survival: fraction,
  max_ruin: fraction,
  ruin_drawdown: fraction,
  min_monte_carlo_sharpe: ratio,
  min_cost_factor: count,
  min_plateau: ratio,
  min_profitable_neighbors: fraction,
  max_weight: count,
  advisory: z._default(z.array(z.enum(criteria.map(snake) as [string, ...string[]], 'must name criteria')), []),
  allow_legacy: z._default(z.boolean('must be true or false'), false),
})

/**
 * Reads a policy from text, with keys in snake_case.
 *
 * @param format - `JSON` or a TOML package.
 * @throws {@link ConfigError} `promotion-policy/syntax` when the text cannot be read, `promotion-policy/unknown` for a key that does not
 * exist, with the nearest one, `promotion-policy/value` for a value that is not allowed.
 *
 * @example
 * ```ts
 * import { parsePromotionPolicy } from 'peak-trade'
 *
 * parsePromotionPolicy('{ "name": "mine", "min_sharpe": 1.2, "max_p_value": 0.05 }', JSON).maxPValue // 0.05
 * ```
 */
export function parsePromotionPolicy(text: string, format: PolicyFormat): PromotionPolicy {
  const parsed = z.safeParse(schema, read(text, format))
  if (!parsed.success) throw refuse(parsed.error.issues[0])
  const { advisory, ...rest } = parsed.data
  const entries = Object.entries(rest).filter(([, value]) => value !== undefined)
  return Object.freeze({
    ...Object.fromEntries(entries.map(([name, value]) => [camel(name), value])),
    advisory: Object.freeze(advisory.map(camel)),
  }) as unknown as PromotionPolicy
}

/**
 * A policy as text; {@link parsePromotionPolicy} reads it back to the same.
 *
 * @example
 * ```ts
 * import { formatPromotionPolicy, parsePromotionPolicy, promotionPolicies } from 'peak-trade'
 *
 * parsePromotionPolicy(formatPromotionPolicy(promotionPolicies.moderate, JSON), JSON).minTrades // 50
 * ```
 */
export function formatPromotionPolicy({ advisory, ...policy }: PromotionPolicy, format: PolicyFormat): string {
  const entries = Object.entries(policy).filter(([, value]) => value !== undefined)
  return format.stringify({
    ...Object.fromEntries(entries.map(([name, value]) => [snake(name), value])),
    advisory: advisory.map(snake),
  } as never)
}

/**
 * The JSON schema of a policy file, for editors.
 *
 * @example
 * ```ts
 * import { promotionPolicySchema } from 'peak-trade'
 *
 * promotionPolicySchema().title // 'Promotion policy'
 * ```
 */
export function promotionPolicySchema(): Readonly<Record<string, unknown>> {
  return { title: 'Promotion policy', ...z.toJSONSchema(schema, { io: 'input' }) }
}

function read(text: string, format: PolicyFormat): unknown {
  try {
    return format.parse(text)
  } catch (cause) {
    const message = cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
    throw new ConfigError('promotion-policy/syntax', `the policy cannot be read: ${message}`, {}, cause)
  }
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
}

function camel(name: string): string {
  return name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase())
}

function refuse(issue: z.core.$ZodIssue): ConfigError {
  const path = issue.path.join('.') || 'the policy'
  if (issue.code === 'unrecognized_keys') {
    const [key] = issue.keys
    const known = Object.keys(schema.shape)
    return new ConfigError('promotion-policy/unknown', `${path} has no "${key}"${didYouMean(key, known)} Known: ${known.join(', ')}`, {
      key,
    })
  }
  const known = issue.path[0] === 'advisory' ? `; known: ${criteria.map(snake).join(', ')}` : ''
  return new ConfigError('promotion-policy/value', `${path} ${issue.message}${known}`, { path })
}
