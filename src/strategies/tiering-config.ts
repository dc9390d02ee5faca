import * as z from 'zod/mini'
import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import type { StrategyTiering, TieringEntry } from './tiering.ts'

/**
 * Turns text into data and back: `JSON`, or the `parse` and `stringify` of a TOML package. A port, so that this folder reads no
 * files and knows no format.
 */
export interface TieringFormat {
  readonly parse: (text: string) => unknown
  readonly stringify: (data: never) => string
}

const text = z.optional(z.string().check(z.minLength(1)))

const entrySchema = z.strictObject({
  tier: z.enum(['core', 'aux', 'legacy', 'r_and_d']),
  recommended_config_id: text,
  label: text,
  category: text,
  risk_profile: text,
  owner: text,
  tags: z.optional(z.array(z.string())),
  notes: text,
})

const schema = z.strictObject({
  strategy: z.record(z.string().check(z.regex(/^[a-z][a-z0-9_]*$/)), entrySchema),
})

/** The keys of an entry as a file writes them, and as code does. */
const names = {
  tier: 'tier',
  recommended_config_id: 'recommendedConfigId',
  label: 'label',
  category: 'category',
  risk_profile: 'riskProfile',
  owner: 'owner',
  tags: 'tags',
  notes: 'notes',
} as const satisfies Record<keyof z.infer<typeof entrySchema>, keyof TieringEntry>

/**
 * Reads a tiering from text: one table `strategy.<id>` per strategy, with keys in snake_case.
 *
 * @param format - `JSON` or a TOML package.
 * @throws {@link ConfigError} `tiering/syntax` when the text cannot be read, `tiering/allow-live` for a key that sets what can only be
 * derived, `tiering/unknown` for another key that does not exist, `tiering/value` for a value that is not allowed.
 *
 * @example
 * ```ts
 * import { parseTiering } from 'peak-trade'
 *
 * parseTiering('{ "strategy": { "my_rule": { "tier": "aux" } } }', JSON).my_rule.tier // 'aux'
 * ```
 */
export function parseTiering(text: string, format: TieringFormat): StrategyTiering {
  const parsed = z.safeParse(schema, read(text, format))
  if (!parsed.success) throw refuse(parsed.error.issues[0])
  return Object.freeze(
    Object.fromEntries(
      Object.entries(parsed.data.strategy).map(([id, entry]) => [id, Object.freeze(rename(entry, names)) as unknown as TieringEntry]),
    ),
  )
}

/**
 * A tiering as text; {@link parseTiering} reads it back to the same.
 *
 * @example
 * ```ts
 * import { formatTiering, parseTiering, shippedTiering } from 'peak-trade'
 *
 * parseTiering(formatTiering(shippedTiering, JSON), JSON).macd.tier // 'aux'
 * ```
 */
export function formatTiering(tiering: StrategyTiering, format: TieringFormat): string {
  const back = Object.fromEntries(Object.entries(names).map(([file, code]) => [code, file]))
  const strategy = Object.fromEntries(Object.entries(tiering).map(([id, entry]) => [id, rename(entry, back)]))
  return format.stringify({ strategy } as never)
}

/**
 * The JSON schema of a tiering file, for editors.
 *
 * @example
 * ```ts
 * import { tieringSchema } from 'peak-trade'
 *
 * tieringSchema().title // 'Strategy tiering'
 * ```
 */
export function tieringSchema(): Readonly<Record<string, unknown>> {
  return { title: 'Strategy tiering', ...z.toJSONSchema(schema, { io: 'input' }) }
}

function read(text: string, format: TieringFormat): unknown {
  try {
    return format.parse(text)
  } catch (cause) {
    const message = cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
    throw new ConfigError('tiering/syntax', `the tiering cannot be read: ${message}`, {}, cause)
  }
}

/** The entries that have a value, under other names. */
function rename(entry: object, to: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(entry)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [to[name], value]),
  )
}

function refuse(issue: z.core.$ZodIssue): ConfigError {
  const path = issue.path.join('.') || 'the tiering'
  if (issue.code === 'unrecognized_keys') {
    const [key] = issue.keys
    if (key === 'allow_live')
      return new ConfigError(
        'tiering/allow-live',
        `${path}: allow_live cannot be set, it follows from the tier and the results; remove it`,
        { path },
      )
    const known = issue.path.length === 0 ? ['strategy'] : Object.keys(names)
    return new ConfigError('tiering/unknown', `${path} has no "${key}"${didYouMean(key, known)} Known: ${known.join(', ')}`, { path, key })
  }
  if (issue.code === 'invalid_key')
    return new ConfigError('tiering/value', `${path}: an id starts with a letter and has lower-case letters, digits and _ only`, { path })
  const allowed = issue.path.at(-1) === 'tier' ? ': it must be one of core, aux, legacy, r_and_d' : `: ${issue.message}`
  return new ConfigError('tiering/value', `${path}${allowed}`, { path })
}
