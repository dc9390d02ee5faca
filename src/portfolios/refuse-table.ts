import * as z from 'zod/mini'
import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'

/** What was read, and by what. */
export interface ReadTable {
  readonly schema: z.core.$ZodType
  readonly data: unknown
  /** First half of the code of the error. */
  readonly area: 'recipe' | 'configuration'
}

/** The error for what a schema found wrong with a table of a file: `area/unknown-key` or `area/value`. */
export function refuseTable(issue: z.core.$ZodIssue, { schema, data, area }: ReadTable): ConfigError {
  const path = issue.path.join('.')
  if (issue.code === 'unrecognized_keys') {
    const [key] = issue.keys
    const known = knownAt(schema, data, issue.path)
    return new ConfigError(
      `${area}/unknown-key`,
      `${path || 'the file'} has no "${key}"${didYouMean(key, known)} Known: ${known.join(', ')}`,
      { path: path === '' ? key : `${path}.${key}` },
    )
  }
  const what = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message
  return new ConfigError(`${area}/value`, `${path || 'the file'} ${what}`, { path })
}

/** The keys of the table at a path; of a union those of the member that the data are. */
function knownAt(schema: z.core.$ZodType, data: unknown, path: readonly PropertyKey[]): string[] {
  let at = schema
  let value = data
  for (const key of path) {
    at = bare(at, value)
    if (at instanceof z.ZodMiniObject) at = at.shape[String(key)]
    else if (at instanceof z.ZodMiniRecord) at = at.def.valueType
    else if (at instanceof z.ZodMiniArray) at = at.def.element
    value = (value as Record<PropertyKey, unknown> | undefined)?.[key]
  }
  at = bare(at, value)
  return at instanceof z.ZodMiniObject ? Object.keys(at.shape) : []
}

function bare(schema: z.core.$ZodType, value: unknown): z.core.$ZodType {
  if (schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniDefault) return bare(schema.def.innerType, value)
  if (!(schema instanceof z.ZodMiniDiscriminatedUnion)) return schema
  const { discriminator, options } = schema.def as z.core.$ZodDiscriminatedUnionDef
  const chosen = (value as Record<string, unknown> | undefined)?.[discriminator]
  const member = options.find(option => option instanceof z.ZodMiniObject && z.safeParse(option.shape[discriminator], chosen).success)
  return member ?? schema
}
