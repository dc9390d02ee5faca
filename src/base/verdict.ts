/**
 * One reason why something was refused.
 */
export interface Refusal {
  /** Stable identifier, `area/kind`. */
  readonly code: string
  /** One line for people: what, value, limit. */
  readonly message: string
}

/**
 * The outcome of a check. A refusal is not an error: it is a value that carries all its reasons.
 *
 * @example
 * ```ts
 * import { verdict } from 'peak-trade'
 *
 * verdict([]).ok // true
 * verdict([{ code: 'limit/notional', message: 'order of 5000 exceeds 1000' }]).ok // false
 * ```
 */
export interface Verdict {
  /** True when there is no reason against it. */
  readonly ok: boolean
  /** Every reason, in the order in which it was found. */
  readonly refusals: readonly Refusal[]
}

/**
 * A verdict from the reasons that were found: none means ok.
 *
 * @example
 * ```ts
 * import { verdict } from 'peak-trade'
 *
 * verdict([]).refusals.length // 0
 * ```
 */
export function verdict(refusals: readonly Refusal[]): Verdict {
  return { ok: refusals.length === 0, refusals }
}
