import { ConfigError } from '../../base/errors.ts'
import { measureRisk } from '../measure-risk.ts'
import { readLimits, type WeightLimits } from '../weight-limits.ts'
import { type Allocation, type AllocationInput, finish, needCovariance } from './allocation.ts'
import { inverseVolatility } from './inverse-volatility.ts'

/** What {@link volatilityTarget} aims at. */
export interface VolatilityTargetOptions extends Omit<WeightLimits, 'net'> {
  /** Volatility of the whole, for example 0.1. */
  readonly target: number
  /** Bars of the covariance in the time of the target, for example 252 for daily bars and a yearly target; default 1. */
  readonly barsPerYear?: number
  /** How the mix is found before it is scaled; default inverse volatility. It sees the limits, without `leverage`. */
  readonly mix?: (input: AllocationInput, options: WeightLimits) => Allocation
  /** Greatest sum of the weights without their signs; default 1: no borrowing. */
  readonly leverage?: number
}

/**
 * A mix of sleeves, held in the size that gives a target volatility. The weights need not sum to 1: what is missing is cash, what is
 * beyond 1 is borrowed, as far as `leverage` allows. A maximum holds after the scaling too; a note says when it keeps the volatility
 * below the target. A minimum above 0 shapes the mix only.
 *
 * @throws {@link ConfigError} `portfolio/target`, `portfolio/covariance`, `portfolio/limits`, `portfolio/sleeve`.
 *
 * @example
 * ```ts
 * import { toCovariance, volatilityTarget } from 'peak-trade'
 *
 * const covariance = toCovariance([[0.04, 0], [0, 0.04]]) // two sleeves with a volatility of 20 % each
 * volatilityTarget({ covariance }, { target: 0.1 }).weights // about 0.354, 0.354
 * ```
 */
export function volatilityTarget(input: AllocationInput, options: VolatilityTargetOptions): Allocation {
  const { target, barsPerYear = 1, mix = inverseVolatility, leverage = 1, ...limits } = options
  const method = 'volatility_target'
  if (!(target >= 0 && target < Number.POSITIVE_INFINITY))
    throw new ConfigError('portfolio/target', `the target volatility is ${target}; give a fraction, for example 0.1`)
  if (!(barsPerYear > 0 && barsPerYear < Number.POSITIVE_INFINITY))
    throw new ConfigError('portfolio/target', `barsPerYear is ${barsPerYear}; give a number above 0, for example 252`)
  const covariance = needCovariance(input, method)
  const set = readLimits({ ...limits, leverage }, covariance.names)
  const base = mix(input, limits)
  const volatility = measureRisk(base.weights, covariance).volatility * Math.sqrt(barsPerYear)
  let most = leverage / base.weights.reduce((sum, weight) => sum + Math.abs(weight), 0)
  let holds = `leverage (${leverage})`
  const limit = (value: number, bounds: { readonly lower: number; readonly upper: number }, label: string): void => {
    const room = value > 0 ? bounds.upper / value : value < 0 ? bounds.lower / value : most
    if (room < most) {
      most = Math.max(0, room)
      holds = label
    }
  }
  for (const [i, weight] of base.weights.entries()) limit(weight, { lower: set.lower[i], upper: set.upper[i] }, `limit of ${set.names[i]}`)
  for (const { name, members, lower, upper } of set.groups)
    limit(
      members.reduce((sum, i) => sum + base.weights[i], 0),
      { lower, upper },
      `limit of group ${name}`,
    )
  const wanted = volatility > 0 ? target / volatility : Number.POSITIVE_INFINITY
  const notes = [...base.notes]
  if (wanted > most) notes.push(`The target of ${target} is out of reach: ${holds} allows ${Number((volatility * most).toPrecision(4))}.`)
  const factor = Math.min(wanted, most)
  // A product may round to just above a limit that was reached exactly.
  const weights = base.weights.map((weight, i) => {
    const value = weight * factor
    return value > 0 ? Math.min(value, set.upper[i]) : value < 0 ? Math.max(value, set.lower[i]) : 0
  })
  return finish(input, { weights, method, notes })
}
