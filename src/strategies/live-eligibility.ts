import type { Refusal, Verdict } from '../base/verdict.ts'
import { withIncluded } from './included-strategies.ts'
import { type ClassOf, createStrategy, StrategyBase, type Tier } from './strategy-base.ts'
import { tierCriteria } from './tier-criteria.ts'
import { type StrategyTiering, shippedTiering } from './tiering.ts'

declare const liveEligible: unique symbol

/**
 * A strategy that has passed {@link checkLiveEligible}. Nothing else makes one, so what asks for it cannot be given a strategy that was not
 * checked; and no research strategy can become one: for the class of one the type is `never`.
 */
export type LiveEligible<S> = S extends { readonly tier: 'r_and_d' } ? never : S & { readonly [liveEligible]: true }

/** A measured strategy, as far as eligibility goes; a `StrategyProfile` is one. */
export interface ProfiledStrategy {
  readonly strategy: { readonly id: string; readonly tier: Tier }
  readonly summary: { readonly sharpe: number; readonly maxDrawdown: number }
}

/**
 * What is decided about eligibility beforehand.
 */
export interface LivePolicy {
  /** Let strategies of the `legacy` tier pass; default false. Nothing lets research pass. */
  readonly allowLegacy?: boolean | undefined
  /** The parameters that a class would run with, when it includes other strategies depending on them; default its own defaults. */
  readonly params?: Readonly<Record<string, unknown>> | undefined
  /** Tiers from a file, beside the shipped ones. They can lower a tier, never raise it. */
  readonly tiering?: StrategyTiering | undefined
}

/**
 * Whether a strategy may be approved for a testnet or live, and if not, why not.
 */
export type LiveEligibility<S> =
  | { readonly ok: true; readonly refusals: readonly []; readonly strategy: LiveEligible<S> }
  | { readonly ok: false; readonly refusals: readonly Refusal[] }

/** From the most to the least trusted. */
const trust: readonly Tier[] = ['core', 'aux', 'legacy', 'r_and_d']

/**
 * Checks whether a strategy may be approved for a testnet or live. This is derived from its tier and its results, and can be set nowhere:
 *
 * - only `core` and `aux` pass, `legacy` only when the policy says so, `r_and_d` never
 * - the tier that counts is the least trusted one among those of the class, of every class that it extends, of every strategy that it
 *   includes, and of their ids in the tiering; a class that states none is not eligible
 * - a profile must also meet the criteria of its tier (for `legacy` those of `aux`)
 *
 * @param strategy - A strategy class, or a profile of one.
 * @throws What making a strategy of the class throws, such as {@link ConfigError} `strategy/params`.
 *
 * @example
 * ```ts
 * import { checkLiveEligible, MaCrossover, MyStrategy } from 'peak-trade'
 *
 * checkLiveEligible(MaCrossover).ok // true
 * checkLiveEligible(MyStrategy).refusals[0].code // 'live/legacy'
 * ```
 */
export function checkLiveEligible<S extends ClassOf<StrategyBase> | ProfiledStrategy>(
  strategy: S,
  policy: LivePolicy = {},
): LiveEligibility<S> {
  const refusals = typeof strategy === 'function' ? refuseClass(strategy, policy) : refuseProfile(strategy as ProfiledStrategy, policy)
  return refusals.length === 0
    ? { ok: true, refusals: [], strategy: strategy as unknown as LiveEligible<S> }
    : ({ ok: false, refusals } satisfies Verdict & { ok: false })
}

/**
 * {@link checkLiveEligible} for a condition: true when the strategy may be approved for a testnet or live.
 *
 * @example
 * ```ts
 * import { isLiveEligible, MaCrossover } from 'peak-trade'
 *
 * isLiveEligible(MaCrossover) // true
 * ```
 */
export function isLiveEligible<S extends ClassOf<StrategyBase> | ProfiledStrategy>(
  strategy: S,
  policy: LivePolicy = {},
): strategy is S & LiveEligible<S> {
  return checkLiveEligible(strategy, policy).ok
}

/**
 * The tier that counts for a strategy class: the least trusted one among its own, those of the classes that it extends, those of the
 * strategies that it includes, and those of their ids in the tiering. Undefined when one of them states none.
 *
 * @throws What making a strategy of the class throws, such as {@link ConfigError} `strategy/params`.
 *
 * @example
 * ```ts
 * import { ArmstrongCycle, ensemble, MaCrossover, tierOf } from 'peak-trade'
 *
 * tierOf(MaCrossover) // 'core'
 * tierOf(ensemble({ id: 'both', tier: 'core', members: [{ strategy: MaCrossover }, { strategy: ArmstrongCycle }] })) // 'r_and_d'
 * ```
 */
export function tierOf(strategy: ClassOf<StrategyBase>, { params, tiering }: LivePolicy = {}): Tier | undefined {
  const stated = [...withIncluded(createStrategy<StrategyBase>(strategy, params ?? {}))].map(one => statedTier(classOf(one), tiering))
  const known = stated.filter(tier => tier !== undefined)
  // Research is the stronger reason; otherwise what states no tier is trusted by nobody.
  return known.length < stated.length && !known.includes('r_and_d') ? undefined : leastTrusted(known)
}

/** The tier of a class and of what it extends, without looking into it; undefined when nothing states one. */
export function statedTier(strategy: ClassOf<StrategyBase>, tiering: StrategyTiering = {}): Tier | undefined {
  const stated: Tier[] = []
  for (
    let one = strategy as object | null;
    typeof one === 'function' && one !== (StrategyBase as object);
    one = Object.getPrototypeOf(one) as object | null
  ) {
    if (Object.hasOwn(one, 'tier')) stated.push((one as ClassOf<StrategyBase>).tier)
    if (Object.hasOwn(one, 'id')) stated.push(...tiersOf((one as ClassOf<StrategyBase>).id, tiering))
  }
  return leastTrusted(stated)
}

function classOf(strategy: StrategyBase): ClassOf<StrategyBase> {
  return strategy.constructor as unknown as ClassOf<StrategyBase>
}

function tiersOf(id: string, tiering: StrategyTiering): Tier[] {
  return [shippedTiering, tiering].filter(table => Object.hasOwn(table, id)).map(table => table[id].tier)
}

/** A tier that does not exist is not trusted at all, and comes out as it is. */
function leastTrusted(tiers: readonly Tier[]): Tier | undefined {
  const rank = (tier: Tier) => (trust.includes(tier) ? trust.indexOf(tier) : trust.length)
  return tiers.toSorted((a, b) => rank(b) - rank(a))[0]
}

function refuseClass(strategy: ClassOf<StrategyBase>, policy: LivePolicy): readonly Refusal[] {
  return refuseTier(strategy.id, tierOf(strategy, policy), policy)
}

function refuseProfile({ strategy: { id, tier }, summary }: ProfiledStrategy, policy: LivePolicy): readonly Refusal[] {
  const counts = leastTrusted([tier, ...tiersOf(id, policy.tiering ?? {})])
  const refusals = [...refuseTier(id, counts, policy)]
  if (counts === undefined || !trust.includes(counts) || counts === 'r_and_d') return refusals
  const bar = counts === 'core' ? 'core' : 'aux'
  const { minSharpe, maxDrawdown } = tierCriteria[bar]
  if (!(summary.sharpe >= minSharpe))
    refusals.push({
      code: 'live/sharpe',
      message: `${id} has a Sharpe ratio of ${summary.sharpe}, the ${bar} tier needs at least ${minSharpe}`,
    })
  if (!(summary.maxDrawdown <= maxDrawdown))
    refusals.push({
      code: 'live/drawdown',
      message: `${id} has a drawdown of ${summary.maxDrawdown}, the ${bar} tier allows at most ${maxDrawdown}`,
    })
  return refusals
}

function refuseTier(id: string, tier: Tier | undefined, { allowLegacy = false }: LivePolicy): readonly Refusal[] {
  const refuse = (code: string, message: string): readonly Refusal[] => [{ code: `live/${code}`, message: `${id} ${message}` }]
  if (tier === 'core' || tier === 'aux' || (tier === 'legacy' && allowLegacy)) return []
  if (tier === undefined)
    return refuse('unclassified', 'states no tier, or includes a strategy that states none; only core and aux may go live')
  if (tier === 'r_and_d') return refuse('research', 'is research (r_and_d), which never goes live')
  if (tier === 'legacy') return refuse('legacy', 'is legacy, which goes live only when the policy allows legacy strategies')
  return refuse('unknown-tier', `has the tier "${String(tier)}", which does not exist; only core and aux may go live`)
}
