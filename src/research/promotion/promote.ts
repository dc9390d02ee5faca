import { ConfigError } from '../../base/errors.ts'
import { didYouMean } from '../../base/nearest.ts'
import type { Refusal, Verdict } from '../../base/verdict.ts'
import type { Evidence } from './evidence.ts'
import { type PortfolioProfile, portfolioPolicies } from './portfolio-policies.ts'
import { type PromotionPolicy, type PromotionProfile, promotionPolicies } from './promotion-policy.ts'
import { judgeEvidence, type ScorecardRow } from './scorecard.ts'

declare const promoted: unique symbol

/** What every promotion says, whichever way it went. */
interface Judged extends Verdict {
  readonly policy: PromotionPolicy
  readonly evidence: Evidence
  readonly scorecard: readonly ScorecardRow[]
  readonly recognizable: Recognizable
}

/**
 * The annual Sharpe ratio that a strategy must truly have to be recognized on so much history among so many trials: `half` of the time, and
 * in four of five cases (`most`). Skill below that could not have been told from luck. NaN when Hansen's test was not shown.
 */
export interface Recognizable {
  readonly half: number
  readonly most: number
}

/** A verdict of go. Nothing but `promote` makes one, and only such a one becomes a record. */
export interface Promoted extends Judged {
  readonly go: true
  readonly ok: true
  readonly [promoted]: true
}

/** A verdict of no-go, with all its reasons. */
export interface NotPromoted extends Judged {
  readonly go: false
  readonly ok: false
}

/** Go or no-go, with a scorecard. */
export type Promotion = Promoted | NotPromoted

/** Probability of 0.8 in standard deviations. */
const MOST = 0.8416212335729143

/**
 * Judges evidence by a policy: go only when every required criterion was shown and met. A verdict carries all its reasons, not the first one.
 *
 * Research (`r_and_d`) is never promoted, whatever it shows; nor is what states no tier, and `legacy` only when the policy says so. The
 * scorecard is complete all the same.
 *
 * @param policy - A policy or the name of one; default `moderate`, which is calibrated: see `docs/promotion.md`. For portfolios there are
 * `portfolioPolicies`.
 * @throws {@link ConfigError} `promotion/policy` for a name that there is not.
 *
 * @example
 * ```ts
 * import { gatherEvidence, promote, RsiReversion, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 7, length: 800, timeframe: '1d' })
 * const evidence = gatherEvidence(RsiReversion, bars, { grid: { period: [3, 5, 7, 9] }, costs: { feeBps: 5 }, seed: 1 })
 * const { go, refusals, scorecard } = promote(evidence)
 * go // false
 * refusals.length > 0 // true
 * scorecard[0].criterion // 'sharpe'
 * ```
 */
export function promote(evidence: Evidence, policy: PromotionPolicy | PromotionProfile | PortfolioProfile = 'moderate'): Promotion {
  const used = typeof policy === 'string' ? findPolicy(policy) : policy
  const scorecard = judgeEvidence(evidence, used)
  const refusals = [...refuseTier(evidence, used), ...scorecard.filter(({ pass, required }) => required && !pass).map(refuseRow)]
  // A policy that asks for nothing has nothing to promote by.
  if (!scorecard.some(({ required }) => required))
    refusals.push({ code: 'promotion/policy', message: `policy ${used.name} requires nothing; give it at least one threshold` })
  const judged = { policy: used, evidence, scorecard, recognizable: recognize(evidence), refusals }
  return refusals.length === 0
    ? ({ go: true, ok: true, ...judged } as unknown as Promoted)
    : ({ go: false, ok: false, ...judged } satisfies NotPromoted)
}

function findPolicy(name: string): PromotionPolicy {
  const policies: Readonly<Record<string, PromotionPolicy>> = { ...promotionPolicies, ...portfolioPolicies }
  if (Object.hasOwn(policies, name)) return policies[name]
  const known = Object.keys(policies)
  throw new ConfigError('promotion/policy', `there is no policy "${name}"${didYouMean(name, known)} Known: ${known.join(', ')}`, {
    policy: name,
  })
}

function refuseTier({ strategy: { id, tier } }: Evidence, { allowLegacy = false }: PromotionPolicy): readonly Refusal[] {
  const refuse = (code: string, message: string): readonly Refusal[] => [{ code: `promotion/${code}`, message: `${id} ${message}` }]
  if (tier === 'core' || tier === 'aux' || (tier === 'legacy' && allowLegacy)) return []
  if (tier === 'r_and_d') return refuse('research', 'is research (r_and_d), which is never promoted')
  if (tier === 'legacy') return refuse('legacy', 'is legacy, which is promoted only when the policy allows legacy strategies')
  return refuse('unclassified', 'states no tier, or includes a strategy that states none; only core and aux are promoted')
}

function refuseRow({ criterion, title, value, threshold, bound, reason }: ScorecardRow): Refusal {
  if (Number.isNaN(value))
    return { code: 'promotion/not-shown', message: `${title}: ${reason}; the policy asks for ${bound} ${threshold} (${criterion})` }
  return { code: `promotion/${dashed(criterion)}`, message: `${title}: ${Number(value.toPrecision(4))}, must be ${bound} ${threshold}` }
}

/** A name in the style of codes. */
function dashed(name: string): string {
  return name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
}

/** What luck reaches in one case of twenty is what skill has to beat. */
function recognize({ superiority, bars, barsPerYear }: Evidence): Recognizable {
  const root = Math.sqrt(bars / barsPerYear)
  const critical = superiority?.critical ?? Number.NaN
  return { half: critical / root, most: (critical + MOST) / root }
}
