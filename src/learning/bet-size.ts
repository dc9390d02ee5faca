/** How {@link betSize} turns a chance into a size. */
export interface BetSizeOptions {
  /** `linear`: the chance times `max`. `kelly`: what Kelly bets at even odds, `2 * chance - 1`, from 0 to `max`. Default `linear`. */
  readonly method?: 'linear' | 'kelly'
  /** Largest size; default 1. */
  readonly max?: number
}

/**
 * How much to bet on a forecast that comes true with some chance.
 *
 * Source of `kelly`: Kelly, A New Interpretation of Information Rate, 1956.
 *
 * @param chance - From 0 to 1.
 *
 * @example
 * ```ts
 * import { betSize } from 'peak-trade'
 *
 * betSize(0.75) // 0.75
 * betSize(0.75, { method: 'kelly' }) // 0.5
 * betSize(0.4, { method: 'kelly' }) // 0
 * ```
 */
export function betSize(chance: number, { method = 'linear', max = 1 }: BetSizeOptions = {}): number {
  return method === 'linear' ? chance * max : Math.max(0, Math.min(2 * chance - 1, max))
}
