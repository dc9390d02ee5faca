import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import type { HalfSpace } from './quadratic-program.ts'

/** A limit on the sum of some weights. */
export interface GroupLimit {
  readonly name: string
  /** Sleeves by name. */
  readonly members: readonly string[]
  /** Least sum of their weights; default none. */
  readonly minimum?: number
  /** Greatest sum of their weights; default none. */
  readonly maximum?: number
}

/**
 * What weights may be. As it stands: long-only and fully invested. A negative `minimum` allows short positions.
 */
export interface WeightLimits {
  /** Least weight, of each sleeve or by name (0 for the others); default 0. */
  readonly minimum?: number | Readonly<Record<string, number>>
  /** Greatest weight, of each sleeve or by name (1 for the others); default 1. */
  readonly maximum?: number | Readonly<Record<string, number>>
  /** Limits on sums of weights. */
  readonly groups?: readonly GroupLimit[]
  /** Sum of the weights; default 1. */
  readonly net?: number
  /** Greatest sum of the weights without their signs; default none. */
  readonly leverage?: number
}

/** Limits of known sleeves, checked, in numbers. */
export interface LimitSet {
  readonly names: readonly string[]
  readonly size: number
  readonly net: number
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly groups: readonly { readonly name: string; readonly members: readonly number[]; readonly lower: number; readonly upper: number }[]
  readonly leverage: number
}

/** A half space; those of one weight say which and where. */
export interface WeightSpace extends HalfSpace {
  readonly sleeve?: number
  readonly at?: number
}

/** Checks limits against the names of the sleeves. */
export function readLimits(limits: WeightLimits, names: readonly string[]): LimitSet {
  const { net = 1, leverage = Number.POSITIVE_INFINITY, groups = [] } = limits
  if (!Number.isFinite(net)) throw badLimit(`net is ${net}; it is the sum of the weights, for example 1`)
  if (!(leverage >= 0)) throw badLimit(`leverage is ${leverage}; it is the greatest sum of weights without signs, for example 1`)
  const lower = readBound(limits.minimum, { names, fallback: 0, what: 'minimum' })
  const upper = readBound(limits.maximum, { names, fallback: 1, what: 'maximum' })
  for (const [i, name] of names.entries())
    if (lower[i] > upper[i]) throw badLimit(`the minimum of ${name} (${lower[i]}) lies above its maximum (${upper[i]})`)
  return {
    names,
    size: names.length,
    net,
    lower,
    upper,
    leverage,
    groups: groups.map(group => readGroup(group, names)),
  }
}

/** The limits that are left when only some of the sleeves are. What their maxima do not let them take over stays cash. */
export function limitsAmong(limits: WeightLimits, names: readonly string[]): WeightLimits {
  const among = (bound: NonNullable<WeightLimits['minimum']>) =>
    typeof bound === 'object' ? Object.fromEntries(Object.entries(bound).filter(([name]) => names.includes(name))) : bound
  const { minimum, maximum, groups } = limits
  const { net = 1 } = limits
  const upper = maximum ?? 1
  const most = names.reduce((sum, name) => sum + (typeof upper === 'number' ? upper : (upper[name] ?? 1)), 0)
  const left = groups?.map(group => ({ ...group, members: group.members.filter(name => names.includes(name)) }))
  return {
    ...limits,
    ...(most < net ? { net: most } : {}),
    ...(minimum === undefined ? {} : { minimum: among(minimum) }),
    ...(maximum === undefined ? {} : { maximum: among(maximum) }),
    ...(left === undefined ? {} : { groups: left.filter(({ members }) => members.length > 0) }),
  }
}

/** The place of a sleeve. */
export function findSleeve(name: string, names: readonly string[]): number {
  const at = names.indexOf(name)
  if (at < 0)
    throw new ConfigError(
      'portfolio/sleeve',
      `there is no sleeve "${name}"${didYouMean(name, names, { otherwise: `; there are ${names.join(', ')}` })}`,
      {
        name,
        names,
      },
    )
  return at
}

/** All limits but net and leverage, as half spaces. */
export function listHalfSpaces(limits: LimitSet): WeightSpace[] {
  const { names, size, lower, upper, groups } = limits
  const spaces: WeightSpace[] = []
  for (let i = 0; i < size; i++) {
    if (lower[i] > Number.NEGATIVE_INFINITY)
      spaces.push({ ...space(size, [i], lower[i]), label: `minimum of ${names[i]} (${lower[i]})`, sleeve: i, at: lower[i] })
    if (upper[i] < Number.POSITIVE_INFINITY)
      spaces.push({ ...negated(size, [i], upper[i]), label: `maximum of ${names[i]} (${upper[i]})`, sleeve: i, at: upper[i] })
  }
  for (const group of groups) {
    if (group.lower > Number.NEGATIVE_INFINITY)
      spaces.push({ ...space(size, group.members, group.lower), label: `minimum of group ${group.name} (${group.lower})` })
    if (group.upper < Number.POSITIVE_INFINITY)
      spaces.push({ ...negated(size, group.members, group.upper), label: `maximum of group ${group.name} (${group.upper})` })
  }
  return spaces
}

/** The side of the limit on leverage that x is on; a weight that may only have one sign counts with that one. */
export function leverageSpace(x: Float64Array, { leverage, lower, upper }: Pick<LimitSet, 'leverage' | 'lower' | 'upper'>): WeightSpace {
  const normal = x.map((value, i) => (lower[i] >= 0 || (value >= 0 && upper[i] > 0) ? -1 : 1))
  return { normal, bound: -leverage, label: `leverage (${leverage})` }
}

/** An error that says which limits cannot hold together. */
export function contradiction(spaces: readonly HalfSpace[]): ConfigError {
  const labels = [...new Set(spaces.map(({ label }) => label))].sort()
  const shown = labels.length > 8 ? [...labels.slice(0, 8), `${labels.length - 8} more`] : labels
  return new ConfigError('portfolio/limits', `these limits contradict each other: ${shown.join(', ')}; loosen one of them`, {
    limits: labels,
  })
}

function readGroup(group: GroupLimit, names: readonly string[]): LimitSet['groups'][number] {
  const { name, minimum: lower = Number.NEGATIVE_INFINITY, maximum: upper = Number.POSITIVE_INFINITY } = group
  const members = [...new Set(group.members)].map(member => findSleeve(member, names))
  if (members.length === 0) throw badLimit(`group ${name} has no members`)
  if (!(lower <= upper)) throw badLimit(`the minimum of group ${name} (${lower}) is not below its maximum (${upper})`)
  return { name, members, lower, upper }
}

function readBound(
  bound: WeightLimits['minimum'],
  { names, fallback, what }: { readonly names: readonly string[]; readonly fallback: number; readonly what: string },
): Float64Array {
  const values = new Float64Array(names.length).fill(typeof bound === 'number' ? bound : fallback)
  if (typeof bound === 'object') for (const [name, value] of Object.entries(bound)) values[findSleeve(name, names)] = value
  for (const [i, value] of values.entries()) if (Number.isNaN(value)) throw badLimit(`the ${what} of ${names[i]} is not a number`)
  return values
}

function space(size: number, members: readonly number[], bound: number) {
  const normal = new Float64Array(size)
  for (const i of members) normal[i] = 1
  return { normal, bound }
}

function negated(size: number, members: readonly number[], bound: number) {
  const normal = new Float64Array(size)
  for (const i of members) normal[i] = -1
  return { normal, bound: -bound }
}

function badLimit(what: string): ConfigError {
  return new ConfigError('portfolio/limits', what)
}
