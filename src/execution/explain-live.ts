import type { Refusal } from '../base/verdict.ts'
import type { Environment } from './environment.ts'
import { locked, refuseAlone, refuseToken, refuseUnarmed } from './gates/environment-gates.ts'
import type { LiveFacts } from './gates/live-facts.ts'
import { refusePromotion, refuseTier } from './gates/strategy-gates.ts'

/**
 * Every reason why no live order is sent, in the order in which Peak_Trade asked (mode, enabled, armed, dry run, token), then two people, the kill switch,
 * the tier of the strategy and its promotion. What is not shown is a reason. The last reason is always there: live is locked in this version.
 *
 * No token is in any message.
 *
 * @param facts - What there is to show, and `at`: now, in milliseconds since the Unix epoch.
 *
 * @example
 * ```ts
 * import { defaultEnvironment, explainLive } from 'peak-trade'
 *
 * const reasons = explainLive({ ...defaultEnvironment, mode: 'live', enableLiveTrading: true })
 * reasons[0].code // 'gate/not-armed'
 * reasons.at(-1)?.code // 'gate/live-locked'
 * ```
 */
export function explainLive(environment: Environment, facts: LiveFacts & { readonly at?: number | undefined } = {}): readonly Refusal[] {
  const { at = Number.NaN, breaker } = facts
  const reasons: Refusal[] = []
  if (environment.mode !== 'live') reasons.push({ code: 'gate/not-live', message: `mode = ${environment.mode}: not live` })
  reasons.push(...refuseUnarmed(environment))
  if (environment.liveDryRunMode !== false)
    reasons.push({ code: 'gate/dry-run', message: 'live_dry_run_mode = true: orders are written down and not sent' })
  reasons.push(...refuseToken(environment, facts, at), ...refuseAlone(facts, at))
  if (breaker === undefined) reasons.push({ code: 'gate/kill-switch', message: 'no kill switch is shown; make a LimitBreaker' })
  else if (breaker.tripped !== false)
    reasons.push({ code: 'gate/kill-switch', message: 'trading was stopped; a person has to reset the breaker' })
  reasons.push(...refuseTier(facts), ...refusePromotion(facts), locked(environment))
  return Object.freeze(reasons)
}
