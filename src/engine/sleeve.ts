import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import type { Instrument } from '../market/instrument.ts'
import type { AnyStrategyClass, ParamsOf } from '../strategies/strategy.ts'
import type { ExitRules } from './exits.ts'
import type { Sizing } from './sizing.ts'
import type { WeightSchedule } from './weight-schedule.ts'

/**
 * One strategy on one symbol, with its part of a shared account.
 *
 * @example
 * ```ts
 * import { MaCrossover, type Sleeve } from 'peak-trade'
 *
 * const sleeve: Sleeve = { strategy: MaCrossover, symbol: 'BTC/EUR', weight: 0.4, group: 'crypto', exits: { stopLoss: 0.05 } }
 * sleeve.weight // 0.4
 * ```
 */
export interface Sleeve<C extends AnyStrategyClass = AnyStrategyClass> {
  readonly strategy: C
  readonly params?: ParamsOf<C> | undefined
  readonly symbol: string
  /** What the targets are multiplied with: the share of the account for a full position. Default: the same for all, 1 together. */
  readonly weight?: number | undefined
  /** Weights that take its place later on. */
  readonly schedule?: WeightSchedule | undefined
  /** Default: strategy and symbol. */
  readonly name?: string | undefined
  /** For limits over several sleeves. */
  readonly group?: string | undefined
  /** Instead of those of the whole backtest. */
  readonly sizing?: Sizing | undefined
  readonly exits?: ExitRules | undefined
  readonly instrument?: Instrument | undefined
}

/** A sleeve with its defaults filled in. */
export interface ResolvedSleeve extends Sleeve {
  readonly weight: number
  readonly name: string
}

/** Fills in defaults and refuses what makes no sense. */
export function resolveSleeves(sleeves: readonly Sleeve[], groups: Readonly<Record<string, number>>): ResolvedSleeve[] {
  if (sleeves.length === 0) throw new ConfigError('panel/sleeves', 'there are no sleeves to trade; give at least one { strategy, symbol }')
  const seen = new Map<string, number>()
  const resolved = sleeves.map(sleeve => {
    const { weight = 1 / sleeves.length, name = `${sleeve.strategy.id} ${sleeve.symbol}` } = sleeve
    // Without later weights nothing would ever come of 0.
    if (!(weight >= 0 && weight <= 10) || (weight === 0 && sleeve.schedule === undefined))
      throw new ConfigError('panel/weight', `the weight of sleeve "${name}" is ${weight}; it must be greater than 0 and at most 10`, {
        name,
      })
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    if (count > 1 && sleeve.name !== undefined)
      throw new ConfigError('panel/sleeve-name', `two sleeves are called "${name}"; give each its own name`, { name })
    return { ...sleeve, weight, name: count === 1 ? name : `${name} (${count})` }
  })
  const known = new Set(sleeves.flatMap(({ group }) => (group === undefined ? [] : [group])))
  for (const [group, limit] of Object.entries(groups)) {
    if (!known.has(group))
      throw new ConfigError(
        'panel/group',
        `there is a limit for group "${group}", but no sleeve is in it${didYouMean(group, known, { otherwise: '' })}`,
        {
          group,
        },
      )
    if (!(limit > 0 && limit <= 100))
      throw new ConfigError('panel/group', `the limit of group "${group}" is ${limit}; it must be greater than 0 and at most 100`, {
        group,
      })
  }
  return resolved
}
