import type * as z from 'zod/mini'
import { ConfigError } from '../../base/errors.ts'
import { choice, decimal, params } from '../param.ts'
import { type AnyStrategyClass, type ParamsOf, Strategy, type Tier } from '../strategy.ts'

/** How the targets of the members become one. */
const RULES = ['average', 'weighted', 'voting', 'all', 'any_long', 'any_short'] as const

/**
 * A strategy with its parameters and its say in an {@link Ensemble}.
 *
 * @example
 * ```ts
 * import { type EnsembleMember, RsiReversion } from 'peak-trade'
 *
 * const member: EnsembleMember = { strategy: RsiReversion, params: { period: 7 }, weight: 2 }
 * member.weight // 2
 * ```
 */
export interface EnsembleMember<C extends AnyStrategyClass = AnyStrategyClass> {
  readonly strategy: C
  readonly params?: ParamsOf<C> | undefined
  /** Positive; weights are divided by their sum. Default 1. */
  readonly weight?: number | undefined
}

/**
 * Several strategies with one target. Make one with {@link ensemble}, or extend this class when the members depend on parameters.
 *
 * - `average`: the weighted average of the targets, as it is;
 * - `weighted`: long when that average is above `threshold`, short when it is below the negative one;
 * - `voting`: the side that more than half of the weight is on;
 * - `all`: the side that every member is on;
 * - `any_long`, `any_short`: long (short) when any member is.
 *
 * With a filter it is flat while the filter's target is 0.
 *
 * @example
 * ```ts
 * import { backtest, Ensemble, MaCrossover, Momentum, syntheticBars } from 'peak-trade'
 *
 * class Both extends Ensemble {
 *   static override readonly id = 'both'
 *   protected override get members() {
 *     return [{ strategy: MaCrossover }, { strategy: Momentum }]
 *   }
 * }
 * backtest(Both, syntheticBars({ seed: 1, length: 500 }), { params: { rule: 'all' } }).summary.trades
 * ```
 */
export abstract class Ensemble extends Strategy<typeof Ensemble.params> {
  static override readonly params = params({
    rule: choice({ of: RULES, default: 'weighted', about: 'how the members become one target' }),
    threshold: decimal({ default: 0.3, min: 0, max: 1, about: 'least weighted average for a position; for the rule weighted' }),
  })

  /** The strategies that have a say; the same list whenever it is asked for. */
  protected get members(): readonly EnsembleMember[] {
    return []
  }

  /** The strategy without which there is no position. */
  protected get filter(): EnsembleMember | undefined {
    return undefined
  }

  private readonly voices = this.members.map(({ strategy, params }) => this.include(strategy, params))
  private readonly weights = memberWeights(this.members)
  private readonly gate = this.filter && this.include(this.filter.strategy, this.filter.params)

  protected override decide(): number {
    return this.gate !== undefined && this.gate.value === 0 ? 0 : this.combine()
  }

  private combine(): number {
    const { rule, threshold } = this.params
    const { voices, weights } = this
    let average = 0
    let long = 0
    let short = 0
    let longs = 0
    let shorts = 0
    for (let k = 0; k < voices.length; k++) {
      const target = voices[k].value
      average += weights[k] * target
      if (target > 0) {
        long += weights[k]
        longs++
      } else if (target < 0) {
        short += weights[k]
        shorts++
      }
    }
    if (rule === 'average') return Math.max(-1, Math.min(1, average))
    if (rule === 'weighted') return average > threshold ? 1 : average < -threshold ? -1 : 0
    if (rule === 'voting') return long > 0.5 ? 1 : short > 0.5 ? -1 : 0
    if (rule === 'all') return longs === voices.length ? 1 : shorts === voices.length ? -1 : 0
    if (rule === 'any_long') return longs > 0 ? 1 : 0
    return shorts > 0 ? -1 : 0
  }
}

/**
 * A strategy class that {@link ensemble} has made.
 *
 * @example
 * ```ts
 * import { type EnsembleClass, ensemble, MaCrossover } from 'peak-trade'
 *
 * const Alone: EnsembleClass = ensemble({ id: 'alone', members: [{ strategy: MaCrossover }] })
 * new Alone({ rule: 'average' }).warmup // 49
 * ```
 */
export interface EnsembleClass {
  new (params?: z.core.input<typeof Ensemble.params>): Ensemble
  readonly id: string
  readonly title: string
  readonly tier: Tier
  readonly params: typeof Ensemble.params
}

/**
 * What {@link ensemble} makes a strategy from.
 *
 * @example
 * ```ts
 * import { type EnsembleOptions, MaCrossover, Momentum } from 'peak-trade'
 *
 * const options: EnsembleOptions = { id: 'two', members: [{ strategy: MaCrossover, weight: 2 }, { strategy: Momentum }] }
 * options.members.length // 2
 * ```
 */
export interface EnsembleOptions {
  /** Name in snake_case. */
  readonly id: string
  readonly title?: string | undefined
  /** Default: the least trusted tier of the members. */
  readonly tier?: Tier | undefined
  readonly members: readonly EnsembleMember[]
  readonly filter?: EnsembleMember | undefined
}

/**
 * A strategy class from several others. Its parameters are `rule` and `threshold`; see {@link Ensemble}.
 *
 * @throws {@link ConfigError} `ensemble/members` without members, `ensemble/weight` for a weight that is not positive.
 *
 * @example
 * ```ts
 * import { backtest, ensemble, MaCrossover, Momentum, syntheticBars, VolRegimeFilter } from 'peak-trade'
 *
 * const Trends = ensemble({
 *   id: 'trends',
 *   members: [{ strategy: MaCrossover, weight: 0.6 }, { strategy: Momentum, weight: 0.4 }],
 *   filter: { strategy: VolRegimeFilter },
 * })
 * backtest(Trends, syntheticBars({ seed: 1, length: 1000 }), { params: { rule: 'voting' } }).summary.exposure
 * ```
 */
export function ensemble({ id, title = id, tier, members, filter }: EnsembleOptions): EnsembleClass {
  memberWeights(members)
  const all = [...members, ...(filter === undefined ? [] : [filter])]
  return class extends Ensemble {
    static override readonly id: string = id
    static override readonly title: string = title
    static override readonly tier: Tier = tier ?? leastTrusted(all)
    protected override get members(): readonly EnsembleMember[] {
      return members
    }
    protected override get filter(): EnsembleMember | undefined {
      return filter
    }
  }
}

/** Weights of members, 1 together. Throws `ensemble/members`, `ensemble/weight`. */
export function memberWeights(members: readonly EnsembleMember[]): number[] {
  if (members.length === 0) throw new ConfigError('ensemble/members', 'an ensemble has no members; give at least one { strategy }')
  const weights = members.map(({ strategy, weight = 1 }) => {
    if (!(weight > 0 && weight < Number.POSITIVE_INFINITY))
      throw new ConfigError('ensemble/weight', `the weight of ${strategy.id} is ${weight}; it must be positive`, { weight })
    return weight
  })
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map(weight => weight / sum)
}

const TRUST: readonly Tier[] = ['r_and_d', 'legacy', 'aux', 'core']

/** The tier that a strategy made of others can have. */
export function leastTrusted(members: readonly EnsembleMember[]): Tier {
  return TRUST[Math.min(...members.map(({ strategy }) => TRUST.indexOf(strategy.tier)))]
}
