/**
 * Tells when a series has moved by a threshold since it last told: upward or downward, whichever sum reaches it first. Samples events where
 * something happens instead of on every bar.
 *
 * `up = max(0, up + change)` and `down = min(0, down + change)`; reaching the threshold is an event and sets that sum back to 0. Source: López
 * de Prado, Advances in Financial Machine Learning, 2.5.2.1 (symmetric CUSUM filter), 2018.
 *
 * @example
 * ```ts
 * import { CusumFilter } from 'peak-trade'
 *
 * const filter = new CusumFilter()
 * const events = [0.6, 0.6, -0.3, -0.8].map(change => filter.take(change, 1))
 * events // 0, 1, 0, -1
 * ```
 */
export class CusumFilter {
  private up = 0
  private down = 0

  /** 1 for an event upward, -1 for one downward, 0 for none. */
  take(change: number, threshold: number): number {
    this.up = Math.max(0, this.up + change)
    this.down = Math.min(0, this.down + change)
    if (this.up >= threshold && this.up > 0) {
      this.up = 0
      return 1
    }
    if (-this.down >= threshold && this.down < 0) {
      this.down = 0
      return -1
    }
    return 0
  }
}
