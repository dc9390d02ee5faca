import * as z from 'zod/mini'
import { $ZodObject } from 'zod/v4/core'
import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'

/** A schema for a strategy's parameters: a zod object whose fields all have defaults. */
export type ParamsSchema = z.core.$ZodType<Record<string, unknown>>

/**
 * Parameters of a strategy, checked, with defaults filled in.
 *
 * @throws {@link ConfigError} `strategy/params` naming the parameter, the value and what is allowed.
 */
export function parseParams(
  strategy: { readonly id: string; readonly params: ParamsSchema },
  params: unknown,
): Readonly<Record<string, unknown>> {
  const schema = strategy.params
  if (schema instanceof $ZodObject && typeof params === 'object' && params !== null) {
    const known = Object.keys(schema._zod.def.shape)
    for (const name of Object.keys(params)) {
      if (!known.includes(name))
        throw new ConfigError(
          'strategy/params',
          `${strategy.id} has no parameter "${name}"${didYouMean(name, known)} Known: ${known.join(', ') || 'none'}`,
          { strategy: strategy.id, param: name },
        )
    }
  }
  const parsed = z.safeParse(schema, params)
  if (parsed.success) return Object.freeze(parsed.data)
  const issue = parsed.error.issues[0]
  const param = issue.path.join('.')
  const value = param === '' ? '' : ` is ${JSON.stringify((params as Record<string, unknown>)[param])}`
  throw new ConfigError('strategy/params', `${strategy.id}: ${param}${value === '' ? '' : `${value}: `}${issue.message}`, {
    strategy: strategy.id,
    param,
  })
}
