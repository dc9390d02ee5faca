import * as z from 'zod/mini'

/** A parameter: its default, and a few words on what it means and in which unit. */
interface ParamBase<T> {
  readonly default: T
  readonly about: string
}

/** A number within bounds; both count as allowed. */
interface NumberParam extends ParamBase<number> {
  readonly min: number
  readonly max?: number
}

/** A count of bars or of anything else that comes in wholes. */
export function whole({ default: value, min, max = Number.MAX_SAFE_INTEGER, about }: NumberParam) {
  const error = `must be a whole number ${range(min, max)}`
  return describe(z._default(z.int(error).check(z.minimum(min, error), z.maximum(max, error)), value), about)
}

/** Any number within bounds. */
export function decimal({ default: value, min, max = Number.MAX_VALUE, about }: NumberParam) {
  const error = `must be a number ${range(min, max)}`
  return describe(z._default(z.number(error).check(z.minimum(min, error), z.maximum(max, error)), value), about)
}

/** True or false. */
export function flag({ default: value, about }: ParamBase<boolean>) {
  return describe(z._default(z.boolean('must be true or false'), value), about)
}

/** One of a few words. */
export function choice<const T extends readonly [string, ...string[]]>({
  of,
  default: value,
  about,
}: ParamBase<T[number]> & { readonly of: T }) {
  return describe(z._default(z.enum(of, `must be one of: ${of.join(', ')}`), value as never), about)
}

/**
 * The parameters of a strategy of this library: zod schemas with their defaults, and rules between them. A strategy of yours may
 * as well use `z.object` of zod; this form only keeps the bundles of web pages small.
 *
 * @param rules - Sentences, each with what has to be true.
 */
export function params<S extends z.core.$ZodShape>(
  shape: S,
  rules: Readonly<Record<string, (params: z.core.output<z.ZodMiniObject<S>>) => boolean>> = {},
) {
  return z
    .object(shape)
    .check(...Object.entries(rules).map(([sentence, holds]) => z.refine(holds as (params: unknown) => boolean, { error: sentence })))
}

function describe<T extends z.ZodMiniType>(schema: T, about: string): T {
  z.globalRegistry.add(schema, { description: about })
  return schema
}

function range(min: number, max: number): string {
  return max >= Number.MAX_SAFE_INTEGER ? `from ${min}` : `from ${min} to ${max}`
}
