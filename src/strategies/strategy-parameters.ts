import * as z from 'zod/mini'
import type { ParamsSchema } from './parse-params.ts'

/**
 * A parameter of a strategy, as far as its schema tells.
 */
export interface StrategyParameter {
  readonly name: string
  readonly type: 'whole' | 'decimal' | 'flag' | 'choice' | 'other'
  readonly default: unknown
  /** Smallest allowed number; left out when there is none. */
  readonly minimum?: number
  /** Largest allowed number; left out when there is none. */
  readonly maximum?: number
  /** The words to choose from. */
  readonly choices?: readonly string[]
  /** What it means and in which unit. */
  readonly description?: string
}

/** What a JSON schema says about one value. */
interface PropertySchema {
  readonly type?: string
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly enum?: readonly string[]
  readonly description?: string
}

/**
 * The parameters of a strategy with defaults, bounds and descriptions, in the order of its schema. Rules between parameters are not in
 * here.
 *
 * @example
 * ```ts
 * import { MaCrossover, strategyParameters } from 'peak-trade'
 *
 * strategyParameters(MaCrossover)[0] // { name: 'fast', type: 'whole', default: 20, minimum: 1, description: 'bars of the fast average' }
 * ```
 */
export function strategyParameters(strategy: { readonly params: ParamsSchema }): readonly StrategyParameter[] {
  const { properties = {} } = z.toJSONSchema(strategy.params, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, PropertySchema>
  }
  return Object.entries(properties).map(([name, schema]) => describeParameter(name, schema))
}

function describeParameter(name: string, schema: PropertySchema): StrategyParameter {
  const minimum = bound(schema.minimum ?? schema.exclusiveMinimum)
  const maximum = bound(schema.maximum ?? schema.exclusiveMaximum)
  return {
    name,
    type: typeOf(schema),
    default: schema.default,
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(schema.enum === undefined ? {} : { choices: schema.enum }),
    ...(schema.description === undefined ? {} : { description: schema.description }),
  }
}

function typeOf(schema: PropertySchema): StrategyParameter['type'] {
  if (schema.enum !== undefined) return 'choice'
  if (schema.type === 'integer') return 'whole'
  if (schema.type === 'number') return 'decimal'
  return schema.type === 'boolean' ? 'flag' : 'other'
}

/** The ends of what a number can hold are no bounds of a parameter. */
function bound(value: number | undefined): number | undefined {
  return value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? undefined : value
}
