import type { Column } from '../base/column.ts'
import type { FillLog } from './fills.ts'

/** One sleeve after its run. */
export interface SleeveCurve {
  readonly fills: FillLog
  /** The times of its bars. */
  readonly rows: Int32Array
  /** Last close at each time of the panel. */
  readonly close: Column
  /** Its part of the account before the first fill. */
  readonly capital: number
  /** Its part at each of its bars; needed where cash changes between fills. */
  readonly worth?: Column | undefined
}

/** What the account of a panel came to at each time, added up sleeve by sleeve. */
export class PanelCurves {
  /** Worth of the account. */
  readonly equity: Float64Array
  /** Value of all positions, long and short added up. */
  private readonly exposure: Float64Array
  /** Value of the short ones, once there are any. */
  private short: Float64Array | undefined
  /** 1 where a time ended with any position. */
  private readonly invested: Uint8Array

  constructor(length: number) {
    this.equity = new Float64Array(length)
    this.exposure = new Float64Array(length)
    this.invested = new Uint8Array(length)
  }

  /**
   * Adds a sleeve.
   *
   * @returns What it has earned up to each time.
   */
  add(curve: SleeveCurve): Float64Array {
    const { fills, rows, close, capital, worth } = curve
    const { length } = this.equity
    const profit = new Float64Array(length)
    let cash = capital
    let quantity = 0
    let from = 0
    for (let k = 0; k <= fills.length; k++) {
      const to = k < fills.length ? rows[fills.index[k]] : length
      if (to > from) {
        if (quantity < 0) this.sellShort(-quantity, close, from, to)
        if (worth !== undefined) this.expose(quantity, close, from, to)
        else if (quantity === 0) this.rest({ cash, capital, profit }, from, to)
        else this.hold({ close, cash, quantity, capital, profit }, from, to)
        from = to
      }
      if (k === fills.length) break
      cash = fills.cash[k]
      quantity = fills.held[k]
    }
    if (worth !== undefined) this.place(worth, rows, capital, profit)
    return profit
  }

  /** How many times ended with any position. */
  countInvested(): number {
    let count = 0
    for (const one of this.invested) count += one
    return count
  }

  /** Value of all positions over the worth of the account; NaN when that is used up. */
  leverage(): Float64Array {
    const { equity, exposure } = this
    const leverage = new Float64Array(equity.length)
    for (let row = 0; row < leverage.length; row++) leverage[row] = equity[row] > 0 ? exposure[row] / equity[row] : Number.NaN
    return leverage
  }

  /** Value of the long positions less that of the short ones, over the worth of the account; NaN when that is used up. */
  net(leverage: Float64Array): Float64Array {
    const { short, equity } = this
    if (short === undefined) return leverage
    return leverage.map((gross, row) => gross - (2 * short[row]) / equity[row])
  }

  private sellShort(size: number, close: Column, from: number, to: number): void {
    this.short ??= new Float64Array(this.exposure.length)
    for (let row = from; row < to; row++) this.short[row] += size * close[row]
  }

  private expose(quantity: number, close: Column, from: number, to: number): void {
    if (quantity === 0) return
    const { exposure, invested } = this
    for (let row = from; row < to; row++) {
      exposure[row] += Math.abs(quantity * close[row])
      invested[row] = 1
    }
  }

  private rest({ cash, capital, profit }: Omit<Marked, 'close' | 'quantity'>, from: number, to: number): void {
    const { equity } = this
    const earned = cash - capital
    for (let row = from; row < to; row++) {
      equity[row] += cash
      profit[row] = earned
    }
  }

  /** All that a position adds, in one pass: stretches between fills are short. */
  private hold({ close, cash, quantity, capital, profit }: Marked, from: number, to: number): void {
    const { equity, exposure, invested } = this
    for (let row = from; row < to; row++) {
      const value = quantity * close[row]
      const worth = cash + value
      equity[row] += worth
      profit[row] = worth - capital
      exposure[row] += Math.abs(value)
      invested[row] = 1
    }
  }

  private place(worth: Column, rows: Int32Array, capital: number, profit: Float64Array): void {
    const { equity } = this
    let last = capital
    for (let row = 0, at = 0; row < equity.length; row++) {
      if (rows[at] === row) last = worth[at++]
      equity[row] += last
      profit[row] = last - capital
    }
  }
}

/** A position and cash that stay the same for some time. */
interface Marked {
  readonly close: Column
  readonly cash: number
  readonly quantity: number
  readonly capital: number
  readonly profit: Float64Array
}
