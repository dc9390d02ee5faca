import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import type { AnyStrategyClass, ParamsOf } from '../strategies/strategy.ts'
import { type StrategyParameter, strategyParameters } from '../strategies/strategy-parameters.ts'

/**
 * Numbers from one to another, both included. Without a `step` every number between them may be drawn, and every whole number where the
 * parameter is whole. On a `log` scale equal ratios are equally likely, which suits lengths: as many draws from 5 to 10 as from 50 to 100.
 *
 * @example
 * ```ts
 * import type { ParameterRange } from 'peak-trade'
 *
 * const slow: ParameterRange = { from: 20, to: 200, scale: 'log' }
 * const width: ParameterRange = { from: 1, to: 3, step: 0.25 }
 * ```
 */
export interface ParameterRange {
  readonly from: number
  readonly to: number
  readonly step?: number | undefined
  readonly scale?: 'linear' | 'log' | undefined
}

/**
 * Where parameters may lie: a list of values or a range for each. Parameters that are left out keep their defaults.
 *
 * @example
 * ```ts
 * import type { MaCrossover, Space } from 'peak-trade'
 *
 * const space: Space<typeof MaCrossover> = { fast: { from: 5, to: 50 }, slow: [50, 100, 200] }
 * ```
 */
export type Space<C extends AnyStrategyClass = AnyStrategyClass> = {
  readonly [K in keyof ParamsOf<C>]?: readonly NonNullable<ParamsOf<C>[K]>[] | ParameterRange
}

/** One parameter of a space. */
export interface Axis {
  readonly name: string
  /** How many values there are; Infinity where any number will do. */
  readonly count: number
  /** The value at a share of the axis, from 0 up to 1 (excluded). */
  readonly at: (share: number) => unknown
  /** The `k`-th value, where they can be counted. */
  readonly value: (k: number) => unknown
}

/**
 * The axes of a space, in its order.
 *
 * @throws {@link ConfigError} `research/space` for an empty one, a parameter that the strategy does not have, an empty list, and a range that
 * makes no sense for its parameter.
 */
export function spaceAxes(strategy: AnyStrategyClass, space: Space): readonly Axis[] {
  const parameters = strategyParameters(strategy)
  const known = parameters.map(({ name }) => name)
  const entries = Object.entries(space as Readonly<Record<string, unknown>>).filter(([, axis]) => axis !== undefined)
  const refuse = refusal(strategy)
  if (entries.length === 0) throw refuse(`the space is empty; give a list or a range for at least one of: ${known.join(', ') || 'nothing'}`)
  return entries.map(([name, axis]) => {
    const parameter = parameters.find(one => one.name === name)
    if (parameter === undefined)
      throw refuse(`there is no parameter "${name}"${didYouMean(name, known)} Known: ${known.join(', ') || 'none'}`, name)
    if (Array.isArray(axis)) {
      if (axis.length === 0) throw refuse(`"${name}" has no values; give at least one, or leave it out for its default`, name)
      return listAxis(name, axis)
    }
    if (typeof axis !== 'object' || axis === null || !('from' in axis && 'to' in axis))
      throw refuse(`"${name}" is ${JSON.stringify(axis)}; give a list of values or { from, to }`, name)
    const problem = rangeProblem(parameter, axis as ParameterRange)
    if (problem !== undefined) throw refuse(`"${name}" ${problem}`, name)
    return rangeAxis(parameter, axis as ParameterRange)
  })
}

/** The values of a range with a step, or of whole numbers without one. */
export function rangeValues({ from, to, step = 1 }: ParameterRange): number[] {
  const count = Math.floor((to - from) / step + 1e-9) + 1
  // Twelve digits: 0.1 + 2 * 0.1 is meant to be 0.3.
  return Array.from({ length: count }, (_, k) => Number((from + k * step).toPrecision(12)))
}

function rangeProblem({ type, minimum, maximum }: StrategyParameter, { from, to, step, scale }: ParameterRange): string | undefined {
  if (type === 'flag' || type === 'choice') return 'is no number; give a list of its values'
  if (!(Number.isFinite(from) && Number.isFinite(to) && from <= to)) return `goes from ${from} to ${to}; from must not be above to`
  if (step !== undefined && !(step > 0 && Number.isFinite(step))) return `has the step ${step}; it must be greater than 0`
  if (step !== undefined && (to - from) / step > 1e6) return `has the step ${step}, which is more than a million values; take a larger one`
  if (scale === 'log' && step !== undefined) return 'has a step on a log scale; leave one of them out'
  if (scale === 'log' && !(from > 0)) return `starts at ${from}; a log scale starts above 0`
  if (scale !== undefined && scale !== 'log' && scale !== 'linear') return `has the scale ${JSON.stringify(scale)}; it is linear or log`
  if (type === 'whole' && !(Number.isInteger(from) && Number.isInteger(to) && Number.isInteger(step ?? 1)))
    return `is a whole number; from ${from} to ${to}${step === undefined ? '' : ` by ${step}`} is not`
  if (minimum !== undefined && from < minimum) return `starts at ${from}; ${minimum} is the smallest that the strategy takes`
  if (maximum !== undefined && to > maximum) return `goes up to ${to}; ${maximum} is the largest that the strategy takes`
  return undefined
}

function listAxis(name: string, values: readonly unknown[]): Axis {
  const value = (k: number) => values[k]
  return { name, count: values.length, value, at: share => values[Math.min(values.length - 1, Math.floor(share * values.length))] }
}

function rangeAxis({ name, type }: StrategyParameter, range: ParameterRange): Axis {
  const { from, to, step, scale } = range
  if (step !== undefined) return listAxis(name, rangeValues(range))
  const whole = type === 'whole'
  // A whole number owns the stretch up to the next one, so that the last one is as likely as the others.
  const end = whole ? to + 1 : to
  const ratio = Math.log(end / from)
  const anywhere = scale === 'log' ? (share: number) => from * Math.exp(share * ratio) : (share: number) => from + share * (end - from)
  return {
    name,
    count: whole ? to - from + 1 : from === to ? 1 : Number.POSITIVE_INFINITY,
    value: k => from + k,
    at: share => Math.min(to, whole ? Math.floor(anywhere(share)) : anywhere(share)),
  }
}

function refusal(strategy: AnyStrategyClass): (problem: string, param?: string) => ConfigError {
  return (problem, param) => new ConfigError('research/space', `${strategy.id}: ${problem}`, { strategy: strategy.id, param })
}
