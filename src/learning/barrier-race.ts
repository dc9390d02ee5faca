/** Which barrier a trade met first; `open` while it has met none. */
export type Barrier = 'profit' | 'stop' | 'time' | 'open'

/** Where the barriers stand. */
export interface BarrierOptions {
  /** Gain that ends the trade, a fraction of its first price; none when left out. */
  readonly takeProfit?: number | undefined
  /** Loss that ends it, as a positive fraction; none when left out. */
  readonly stopLoss?: number | undefined
  /** Bars after which it ends whatever happened, its first one counted. */
  readonly maxBars: number
}

/**
 * One trade between its barriers, followed bar by bar: it knows nothing but the bars it was given, so a label made from it never comes too
 * early. It begins at the open of the first bar it takes.
 *
 * A bar that opens beyond a barrier ends the trade at its open. When both barriers lie in the range of a bar, the stop wins.
 */
export class BarrierRace {
  touched: Barrier = 'open'
  /** What the trade has made, a fraction of its first price; NaN while it is open. */
  result = Number.NaN
  private readonly side: number
  private readonly options: BarrierOptions
  private bars = 0
  private entry = Number.NaN
  private profit = Number.NaN
  private stop = Number.NaN

  /** @param side - 1 for a long trade, -1 for a short one. */
  constructor(side: number, options: BarrierOptions) {
    this.side = side
    this.options = options
  }

  /** Takes the next bar; true when the trade is over. */
  take(open: number, high: number, low: number, close: number): boolean {
    if (this.touched !== 'open') return true
    const { side } = this
    const { takeProfit = Number.NaN, stopLoss = Number.NaN, maxBars } = this.options
    if (this.bars === 0) {
      this.entry = open
      this.profit = open * (1 + side * takeProfit)
      this.stop = open * (1 - side * stopLoss)
    }
    this.bars++
    const worst = side > 0 ? low : high
    const best = side > 0 ? high : low
    // Comparisons with a barrier that is NaN are false: it is not there.
    if (side * (worst - this.stop) <= 0) return this.end('stop', side * (open - this.stop) <= 0 ? open : this.stop)
    if (side * (best - this.profit) >= 0) return this.end('profit', side * (open - this.profit) >= 0 ? open : this.profit)
    return this.bars >= maxBars && this.end('time', close)
  }

  private end(touched: Barrier, price: number): true {
    this.touched = touched
    this.result = (this.side * (price - this.entry)) / this.entry
    return true
  }
}
