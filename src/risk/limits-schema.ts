import * as z from 'zod/mini'
import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import { isZone } from './local-day.ts'
import type { RiskLimits } from './risk-limits.ts'

const least = (minimum: number) =>
  z.number('must be a finite number').check(z.minimum(minimum, `must be at least ${minimum}`), z.maximum(1e15, 'must not exceed 1e15'))
const count = z.int('must be a whole number').check(z.minimum(0, 'must not be negative'))
const money = least(0)
const share = z
  .number('must be a finite number')
  .check(z.minimum(0, 'must not be negative'), z.maximum(1, 'must not exceed 1 (0.05 is 5 %)'))
const AMOUNT = 'must be an amount of money, not negative, or { equity } with a share of equity up to 100'
const amount = z.union([money, z.strictObject({ equity: z.number().check(z.minimum(0), z.maximum(100)) })], { error: AMOUNT })
const zone = z.string('must be a time zone').check(z.refine(isZone, 'must be a time zone such as Europe/Berlin or UTC'))
const clock = z.string('must be HH:MM').check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be HH:MM'))
const AN_OBJECT = 'must be an object'

/** What limits may be, with names as in code. */
export const limitsSchema = z.strictObject(
  {
    maxOrderNotional: z.optional(amount),
    maxOrderQuantity: z.optional(z.union([money, z.record(z.string(), money)], { error: 'must be a quantity, or quantities by symbol' })),
    maxSymbolExposure: z.optional(amount),
    maxSymbolNetExposure: z.optional(amount),
    maxTotalExposure: z.optional(amount),
    maxOpenPositions: z.optional(count),
    maxLeverage: z.optional(least(0)),
    maxSymbolConcentration: z.optional(least(0)),
    minFreeCash: z.optional(amount),
    maxValueAtRisk: z.optional(
      z.strictObject(
        {
          limit: amount,
          confidence: z.optional(z.number('must be a number').check(z.gt(0.5, 'must be above 0.5'), z.lt(1, 'must be below 1 (0.95)'))),
          correlation: z.optional(share),
          days: z.optional(z.number('must be a number').check(z.gt(0, 'must be above 0'), z.maximum(1000, 'must not exceed 1000'))),
        },
        AN_OBJECT,
      ),
    ),
    maxDailyLoss: z.optional(money),
    maxDailyLossShare: z.optional(share),
    dayZone: z.optional(zone),
    maxDrawdown: z.optional(share),
    maxConsecutiveLosses: z.optional(count),
    coolDownMs: z.optional(least(0)),
    maxOrdersPerSecond: z.optional(count),
    maxOrdersPerMinute: z.optional(count),
    priceCollar: z.optional(share),
    fatFinger: z.optional(z.strictObject({ multiple: least(1), first: amount }, AN_OBJECT)),
    maxPriceAgeMs: z.optional(least(0)),
    allowedSymbols: z.optional(
      z.array(z.string('must be a symbol').check(z.minLength(1, 'must be a symbol')), 'must be a list of symbols'),
    ),
    allowedSides: z.optional(z.array(z.enum(['buy', 'sell'], 'must be buy or sell'), 'must be a list of sides')),
    tradingHours: z.optional(
      z.array(
        z.strictObject(
          {
            zone,
            days: z.array(
              z
                .int('must be a day from 1 (Monday) to 7')
                .check(z.minimum(1, 'must be a day from 1 (Monday) to 7'), z.maximum(7, 'must be a day from 1 (Monday) to 7')),
              'must be a list of days',
            ),
            from: clock,
            to: clock,
          },
          AN_OBJECT,
        ),
        'must be a list of sessions',
      ),
    ),
    warnAt: z.optional(z.number('must be a number').check(z.gt(0, 'must be above 0'), z.maximum(1, 'must not exceed 1'))),
  },
  AN_OBJECT,
)

/** Names of all limits, as in code. */
export const limitNames: readonly string[] = Object.keys(limitsSchema.shape)

/**
 * Limits that were checked: a copy without what is undefined.
 *
 * @param spell - How names are written in messages.
 * @throws {@link ConfigError} `risk-limits/unknown` with the nearest name, `risk-limits/value` with name, value and what is allowed.
 */
export function validateLimits(limits: unknown, spell: (name: string) => string = name => name): RiskLimits {
  const parsed = z.safeParse(limitsSchema, limits)
  if (!parsed.success) throw refuse(parsed.error.issues[0], limits, spell)
  const { coolDownMs, maxConsecutiveLosses } = parsed.data
  if (coolDownMs !== undefined && maxConsecutiveLosses === undefined)
    throw new ConfigError(
      'risk-limits/value',
      `${spell('coolDownMs')} is ${coolDownMs}, but nothing starts that pause: set ${spell('maxConsecutiveLosses')}`,
    )
  return Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined)) as RiskLimits
}

function refuse(issue: z.core.$ZodIssue, limits: unknown, spell: (name: string) => string): ConfigError {
  const path = issue.path.map(part => spell(String(part))).join('.')
  if (issue.code === 'unrecognized_keys') {
    const [key] = issue.keys
    const known = (issue.path.length === 0 ? limitNames : []).map(spell)
    const rest = known.length === 0 ? '' : `${didYouMean(key, known)} Known: ${known.join(', ')}`
    return new ConfigError('risk-limits/unknown', `${path === '' ? 'risk limits have' : `${path} has`} no "${key}"${rest}`, { key })
  }
  const value = issue.path.reduce<unknown>((object, key) => (object as Record<PropertyKey, unknown>)?.[key], limits)
  const shown = typeof value === 'object' || typeof value === 'string' ? JSON.stringify(value) : String(value)
  return new ConfigError('risk-limits/value', `${path === '' ? 'risk limits' : path} is ${shown}: ${issue.message}`, { path })
}
