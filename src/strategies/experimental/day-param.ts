import * as z from 'zod/mini'

/** A day such as `2015-10-01`; it begins at midnight UTC. */
export function day({ default: value, about }: { readonly default: string; readonly about: string }) {
  const schema = z._default(z.iso.date('must be a day such as "2015-10-01"'), value)
  z.globalRegistry.add(schema, { description: about })
  return schema
}

/** When a day begins, milliseconds since the Unix epoch, UTC. */
export function startOfDay(value: string): number {
  return Date.parse(`${value}T00:00:00Z`)
}
