import { ConfigError } from '../base/errors.ts'
import { seededRandom } from '../base/random.ts'
import { type ParamsSchema, parseParams } from '../strategies/parse-params.ts'
import { type StrategyParameter, strategyParameters } from '../strategies/strategy-parameters.ts'

/** A parameter set by name. */
export type ParameterSet = Readonly<Record<string, unknown>>

/** The two values beside the one of a numeric parameter; a side is left out where the schema ends. */
export interface ParameterSteps {
  readonly name: string
  readonly value: number
  readonly down?: number
  readonly up?: number
}

interface Strategy {
  readonly id: string
  readonly params: ParamsSchema
}

/**
 * The steps to both sides of every numeric parameter: a fraction of its value, at least 1 for whole numbers. A parameter that is 0 steps
 * by that fraction of its range, or of 1 when it has none.
 */
export function parameterSteps(strategy: Strategy, params: ParameterSet, step: number): readonly ParameterSteps[] {
  return strategyParameters(strategy).flatMap(parameter => {
    const value = params[parameter.name]
    if (typeof value !== 'number' || (parameter.type !== 'whole' && parameter.type !== 'decimal')) return []
    const size = stepSize(parameter, value, step)
    const down = within(parameter, value - size)
    const up = within(parameter, value + size)
    return [{ name: parameter.name, value, ...(down === undefined ? {} : { down }), ...(up === undefined ? {} : { up }) }]
  })
}

/**
 * The parameter sets around one: every combination of "down", "as it is" and "up" that the strategy allows, except the set itself; of more
 * than `most` combinations a random choice of that many, the same for the same seed.
 */
export function parameterNeighbors(
  strategy: Strategy,
  params: ParameterSet,
  { step, most, seed }: { readonly step: number; readonly most: number; readonly seed: number | string },
): readonly ParameterSet[] {
  const steps = parameterSteps(strategy, params, step)
  const values = steps.map(({ value, down, up }) => [value, down, up].filter(one => one !== undefined))
  const total = values.reduce((product, { length }) => product * length, 1)
  const found: ParameterSet[] = []
  const take = (digits: readonly number[]) => {
    const changed = Object.fromEntries(steps.map(({ name }, k) => [name, values[k][digits[k]]]))
    const set = { ...params, ...changed }
    if (digits.some(digit => digit !== 0) && isAllowed(strategy, set)) found.push(set)
  }
  if (total - 1 <= most) {
    for (let index = 1; index < total; index++) take(digitsOf(index, values))
    return found
  }
  const random = seededRandom(seed)
  const tried = new Set<string>()
  for (let draws = 0; draws < 20 * most && found.length < most; draws++) {
    const digits = values.map(({ length }) => random.integer(length))
    const key = digits.join()
    if (tried.has(key)) continue
    tried.add(key)
    take(digits)
  }
  return found
}

/** True when a strategy takes these parameters. */
export function isAllowed(strategy: Strategy, params: ParameterSet): boolean {
  try {
    parseParams(strategy, params)
    return true
  } catch (error) {
    if (error instanceof ConfigError) return false
    throw error
  }
}

function stepSize({ type, minimum, maximum }: StrategyParameter, value: number, step: number): number {
  const range = minimum !== undefined && maximum !== undefined ? maximum - minimum : 1
  const size = step * (value === 0 ? range : Math.abs(value))
  return type === 'whole' ? Math.max(1, Math.round(size)) : size
}

function within({ minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY }: StrategyParameter, value: number) {
  return value >= minimum && value <= maximum ? value : undefined
}

/** The `index`-th combination, the first parameter changing fastest. */
function digitsOf(index: number, values: readonly (readonly number[])[]): number[] {
  let rest = index
  return values.map(({ length }) => {
    const digit = rest % length
    rest = Math.floor(rest / length)
    return digit
  })
}
