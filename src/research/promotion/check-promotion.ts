import { fingerprint } from '../../base/fingerprint.ts'
import { type Refusal, type Verdict, verdict } from '../../base/verdict.ts'
import { findFault, type PromotionRecord } from './promotion-record.ts'

/** What wants to be let through, and what the gate insists on. */
export interface PromotionClaim {
  readonly strategy: {
    readonly id: string
    /** All parameters, defaults filled in. */
    readonly params: Readonly<Record<string, unknown>>
  }
  readonly symbol: string
  readonly timeframe: string
  /** Names of the policies that count; default any. */
  readonly policies?: readonly string[] | undefined
}

/**
 * Whether a promotion record covers what wants to be let through: the same strategy with the same parameters on the same market. Gates ask this.
 * It does not replace the question of the tier (`checkLiveEligible`).
 *
 * @param record - Undefined when there is none, which is a refusal too.
 *
 * @example
 * ```ts
 * import { checkPromotion } from 'peak-trade'
 *
 * const claim = { strategy: { id: 'ma_crossover', params: { fast: 5, slow: 20 } }, symbol: 'BTC/EUR', timeframe: '1h' }
 * checkPromotion(undefined, claim).refusals[0].code // 'promotion/missing'
 * ```
 */
export function checkPromotion(record: PromotionRecord | undefined, claim: PromotionClaim): Verdict {
  const { strategy, symbol, timeframe, policies } = claim
  if (record === undefined)
    return verdict([{ code: 'promotion/missing', message: `${strategy.id} has no promotion record; gather evidence and promote it` }])
  const { evidence, policy } = record
  const refusals: Refusal[] = []
  const refuse = (code: string, message: string) => refusals.push({ code: `promotion/${code}`, message })
  const fault = findFault(record)
  if (fault !== undefined) refusals.push(fault)
  if (evidence.strategy.id !== strategy.id) refuse('other-strategy', `the promotion is for ${evidence.strategy.id}, not for ${strategy.id}`)
  else if (fingerprint(evidence.strategy.params) !== fingerprint(strategy.params))
    refuse('other-params', `the promotion is for ${JSON.stringify(evidence.strategy.params)}, not for ${JSON.stringify(strategy.params)}`)
  if (evidence.symbol !== symbol || evidence.timeframe !== timeframe)
    refuse('other-market', `the promotion is for ${evidence.symbol} ${evidence.timeframe}, not for ${symbol} ${timeframe}`)
  if (policies !== undefined && !policies.includes(policy.name))
    refuse('other-policy', `the promotion is by policy ${policy.name}; it must be ${policies.join(' or ')}`)
  return verdict(refusals)
}
