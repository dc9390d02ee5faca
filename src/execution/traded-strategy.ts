import { fingerprint } from '../base/fingerprint.ts'
import { tierOf } from '../strategies/live-eligibility.ts'
import type { ClassOf, StrategyBase } from '../strategies/strategy-base.ts'
import type { PromotionReference, TradedStrategy } from './gates/live-facts.ts'

/** What gates need of a promotion record; a `PromotionRecord` of one strategy has it. */
export interface PromotedStrategy {
  /** Of the record. */
  readonly fingerprint: string
  readonly evidence: { readonly strategy: { readonly id: string; readonly params: Readonly<Record<string, unknown>> } }
}

/**
 * A strategy as it runs, for the gates: its id, the tier that counts, and a fingerprint of id and parameters.
 *
 * @throws What making a strategy of its class throws.
 *
 * @example
 * ```ts
 * import { MaCrossover, tradedStrategy } from 'peak-trade'
 *
 * const running = tradedStrategy(new MaCrossover({ fast: 10, slow: 30 }))
 * running.tier // 'core'
 * running.fingerprint === tradedStrategy(new MaCrossover({ fast: 11, slow: 30 })).fingerprint // false
 * ```
 */
export function tradedStrategy(strategy: StrategyBase): TradedStrategy {
  const strategyClass = strategy.constructor as unknown as ClassOf<StrategyBase>
  const { id } = strategyClass
  const params = strategy.params as Readonly<Record<string, unknown>>
  return Object.freeze({ id, tier: tierOf(strategyClass, { params }), fingerprint: fingerprint({ id, params }) })
}

/**
 * A promotion record, as far as the gates go: it lets pass what `tradedStrategy` says of the same strategy with the same parameters, and nothing else.
 *
 * @example
 * ```ts
 * import { MaCrossover, promotionReference, tradedStrategy } from 'peak-trade'
 *
 * const strategy = new MaCrossover({ fast: 10, slow: 30 })
 * const record = { fingerprint: 'of-the-record', evidence: { strategy: { id: 'ma_crossover', params: { fast: 10, slow: 30 } } } }
 * promotionReference(record).fingerprint === tradedStrategy(strategy).fingerprint // true
 * ```
 */
export function promotionReference({ fingerprint: id, evidence: { strategy } }: PromotedStrategy): PromotionReference {
  return Object.freeze({ id, strategy: strategy.id, fingerprint: fingerprint({ id: strategy.id, params: strategy.params }) })
}
