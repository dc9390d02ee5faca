import type { Tier } from '../../strategies/strategy-base.ts'
import type { ConfirmToken } from '../confirm-token.ts'

/** A person who has said that live mode is meant. */
export interface Confirmation {
  readonly person: string
  /** Milliseconds since the Unix epoch. */
  readonly at: number
}

/**
 * A go, as far as gates go; `promotionReference` makes one of a record.
 *
 * @example
 * ```ts
 * import { fingerprint, type PromotionReference } from 'peak-trade'
 *
 * const strategy = { id: 'ma_crossover', params: { fast: 20, slow: 50 } }
 * const promotion: PromotionReference = { id: 'record-1', strategy: strategy.id, fingerprint: fingerprint(strategy) }
 * promotion.fingerprint === fingerprint({ ...strategy, params: { fast: 21, slow: 50 } }) // false
 * ```
 */
export interface PromotionReference {
  /** Of the record, such as its fingerprint. */
  readonly id: string
  /** Id of the strategy that was promoted. */
  readonly strategy: string
  /** Of the strategy with its parameters, as it was promoted. */
  readonly fingerprint: string
}

/** The strategy that decides the orders; `tradedStrategy` says it of one. */
export interface TradedStrategy {
  readonly id: string
  /** What it states, see `tierOf`; the shipped tiering can lower it. */
  readonly tier?: Tier | undefined
  /** Of the strategy with its parameters, as it runs: what runs must be what was promoted. */
  readonly fingerprint?: string | undefined
}

/** What says that trading was stopped; a `LimitBreaker` is one. */
export interface Stopped {
  readonly tripped: boolean
}

/**
 * What has to be shown before anything may go to a testnet or live. What is not shown is a reason against it.
 *
 * @example
 * ```ts
 * import { defaultEnvironment, explainLive, type LiveFacts } from 'peak-trade'
 *
 * const facts: LiveFacts = { strategy: { id: 'ma_crossover', tier: 'core' } }
 * explainLive(defaultEnvironment, facts).at(-1)?.code // 'gate/live-locked'
 * ```
 */
export interface LiveFacts {
  readonly strategy?: TradedStrategy | undefined
  readonly promotion?: PromotionReference | undefined
  /** The token that was issued; what the operator gave is in the environment. */
  readonly token?: ConfirmToken | undefined
  /** Who has confirmed live mode. */
  readonly confirmations?: readonly Confirmation[] | undefined
  readonly breaker?: Stopped | undefined
}
