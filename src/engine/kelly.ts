/** How `kelly` sizing estimates. */
export interface KellySizing {
  /** Share of the growth-optimal fraction, for example 0.5. */
  readonly kelly: number
  /** Closed trades that the estimate needs and looks at. Default 20. */
  readonly trades?: number | undefined
  /** Least fraction of equity. Default 0.02. */
  readonly minimum?: number | undefined
}

/**
 * The share of equity that the returns of the last closed trades suggest: `kelly × mean / variance`, never less than the minimum. Without
 * any variance a gain has no limit (Infinity, for `maxLeverage` to cap) and a loss leaves the minimum.
 *
 * @param returns - Profit of each closed trade as a fraction of its entry value; only the first `count` count, in any order.
 */
export function kellyFraction(sizing: KellySizing, returns: ArrayLike<number>, count: number): number {
  const { kelly, trades = 20, minimum = 0.02 } = sizing
  if (count < trades) return minimum
  let sum = 0
  for (let i = 0; i < count; i++) sum += returns[i]
  const mean = sum / count
  let squares = 0
  for (let i = 0; i < count; i++) squares += (returns[i] - mean) ** 2
  const variance = squares / (count - 1)
  if (mean <= 0) return minimum
  return Math.max(minimum, (kelly * mean) / variance)
}

/**
 * The returns of the last closed trades, kept up to date fill by fill.
 */
export class RecentTrades {
  /** In no particular order. */
  readonly returns: Float64Array
  /** How many are known. */
  count = 0

  private next = 0
  private paid = 0
  private received = 0
  private fees = 0
  private side = 0

  constructor(trades: number) {
    this.returns = new Float64Array(trades)
  }

  /** Books a fill. `before` and `after` are the signed positions around it. */
  book(before: number, after: number, price: number, fee: number): void {
    if (before === 0) {
      this.side = Math.sign(after)
      this.paid = 0
      this.received = 0
      this.fees = 0
    }
    const value = Math.abs(after - before) * price
    if (Math.abs(after) > Math.abs(before)) this.paid += value
    else this.received += value
    this.fees += fee
    if (after !== 0) return
    this.returns[this.next] = (this.side * (this.received - this.paid) - this.fees) / this.paid
    this.next = (this.next + 1) % this.returns.length
    this.count = Math.min(this.count + 1, this.returns.length)
  }
}
