/**
 * Why a fill happened: the strategy's target changed (`signal`; entries always), a stop loss, profit target or trailing stop was
 * hit, a stop that had moved to the entry price (`break-even`), the holding time ran out (`time`), or the position would have
 * exhausted the account (`liquidation`).
 */
export type FillReason = 'signal' | 'stop' | 'target' | 'trailing' | 'time' | 'liquidation' | 'break-even'

const REASONS: readonly FillReason[] = ['signal', 'stop', 'target', 'trailing', 'time', 'liquidation', 'break-even']

/** Positions in the list of reasons; numbers, because the hot loop compares them. */
export const SIGNAL = 0
export const STOP = 1
export const TARGET = 2
export const TRAILING = 3
export const TIME = 4
export const LIQUIDATION = 5
export const BREAK_EVEN = 6

/**
 * One execution.
 */
export interface Fill {
  /** Bar on which it happened. */
  readonly index: number
  /** Signed: positive bought, negative sold. */
  readonly quantity: number
  /** Slippage included. */
  readonly price: number
  readonly fee: number
  readonly reason: FillReason
}

/**
 * The fills of a run as growing columns, so that thousands of runs can reuse the same memory. With the account behind every fill it
 * is also the equity curve, while holding costs nothing: between fills the equity is `cash + held × close`.
 */
export class FillLog {
  length = 0
  index: Int32Array
  quantity: Float64Array
  price: Float64Array
  fee: Float64Array
  reason: Uint8Array
  /** Cash after each fill. */
  cash: Float64Array
  /** Signed quantity held after each fill. */
  held: Float64Array
  /** Room for the profit of every trade: there are never more trades than fills. */
  profits: Float64Array

  /** @param room - For so many fills at first; there may be more. */
  constructor(room = 64) {
    this.index = new Int32Array(room)
    this.quantity = new Float64Array(room)
    this.price = new Float64Array(room)
    this.fee = new Float64Array(room)
    this.reason = new Uint8Array(room)
    this.cash = new Float64Array(room)
    this.held = new Float64Array(room)
    this.profits = new Float64Array(room)
  }

  push(index: number, quantity: number, price: number, fee: number, reason: number): void {
    const at = this.length
    if (at === this.index.length) this.grow()
    this.index[at] = index
    this.quantity[at] = quantity
    this.price[at] = price
    this.fee[at] = fee
    this.reason[at] = reason
    this.length = at + 1
  }

  /** Notes what the last fill left in the account. */
  leave(cash: number, held: number): void {
    this.cash[this.length - 1] = cash
    this.held[this.length - 1] = held
  }

  clear(): void {
    this.length = 0
  }

  reasonAt(at: number): FillReason {
    return REASONS[this.reason[at]]
  }

  /** The fills as plain objects. */
  toArray(): Fill[] {
    const fills: Fill[] = []
    for (let i = 0; i < this.length; i++) {
      fills.push({ index: this.index[i], quantity: this.quantity[i], price: this.price[i], fee: this.fee[i], reason: this.reasonAt(i) })
    }
    return fills
  }

  private grow(): void {
    const size = 2 * this.index.length
    const index = new Int32Array(size)
    index.set(this.index)
    this.index = index
    this.quantity = doubled(this.quantity)
    this.price = doubled(this.price)
    this.fee = doubled(this.fee)
    const reason = new Uint8Array(size)
    reason.set(this.reason)
    this.reason = reason
    this.cash = doubled(this.cash)
    this.held = doubled(this.held)
    this.profits = doubled(this.profits)
  }
}

function doubled(column: Float64Array): Float64Array {
  const larger = new Float64Array(2 * column.length)
  larger.set(column)
  return larger
}
