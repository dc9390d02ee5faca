import type { Bars } from '../market/bars.ts'
import type { FillLog, FillReason } from './fills.ts'

/** Why a position ended, or that it is still `open`. */
export type ExitReason = FillReason | 'open'

/**
 * One round trip from flat to flat (or to the other side). A position that is still open at the end is listed with
 * `exitReason: 'open'`, valued at the last close and not sold.
 */
export interface Trade {
  readonly side: 'long' | 'short'
  /** Bar of the first entry fill. */
  readonly entryIndex: number
  /** Opening time of that bar, milliseconds since the Unix epoch, UTC. */
  readonly entryTime: number
  /** Average fill price of the entries, slippage included. */
  readonly entryPrice: number
  /** Bar of the last exit fill; the last bar while open. */
  readonly exitIndex: number
  readonly exitTime: number
  /** Average fill price of the exits, slippage included; the last close while open. */
  readonly exitPrice: number
  /** Total quantity entered, positive. */
  readonly quantity: number
  /** Fees of all fills, in quote currency. */
  readonly fees: number
  /** Profit after fees, in quote currency. */
  readonly pnl: number
  /** `pnl` as a fraction of the entry value. */
  readonly return: number
  /** Bars from entry to exit; 0 when both fall on the same bar. */
  readonly bars: number
  readonly exitReason: ExitReason
}

/**
 * Walks over the round trips in a log of fills, one after the other, without allocating. A position that is still open comes
 * last, valued at `lastPrice`.
 */
export class TradeWalk {
  side = 1
  entryIndex = 0
  exitIndex = 0
  entryPrice = 0
  exitPrice = 0
  quantity = 0
  fees = 0
  pnl = 0
  exitReason: ExitReason = 'open'

  private readonly fills: FillLog
  private readonly lastIndex: number
  private readonly lastPrice: number
  private at = 0

  constructor(fills: FillLog, lastIndex: number, lastPrice: number) {
    this.fills = fills
    this.lastIndex = lastIndex
    this.lastPrice = lastPrice
  }

  /** Moves on to the next trade; false when there is none. */
  next(): boolean {
    const { fills } = this
    if (this.at >= fills.length) return false
    this.side = fills.quantity[this.at] > 0 ? 1 : -1
    this.entryIndex = fills.index[this.at]
    let position = 0
    let entered = 0
    let paid = 0
    let left = 0
    let received = 0
    this.fees = 0
    while (this.at < fills.length) {
      const quantity = fills.quantity[this.at]
      const value = Math.abs(quantity) * fills.price[this.at]
      if (quantity > 0 === this.side > 0) {
        entered += Math.abs(quantity)
        paid += value
      } else {
        left += Math.abs(quantity)
        received += value
      }
      position += quantity
      this.fees += fills.fee[this.at]
      this.exitIndex = fills.index[this.at]
      this.exitReason = fills.reasonAt(this.at)
      this.at++
      if (position === 0) break
    }
    if (position !== 0) {
      this.exitIndex = this.lastIndex
      this.exitReason = 'open'
      received += Math.abs(position) * this.lastPrice
    }
    this.quantity = entered
    this.entryPrice = paid / entered
    this.exitPrice = this.exitReason === 'open' ? this.lastPrice : received / left
    this.pnl = this.side * (received - paid) - this.fees
    return true
  }
}

/** The round trips of a run as plain objects. */
export function listTrades(fills: FillLog, bars: Bars): Trade[] {
  const trades: Trade[] = []
  const last = bars.length - 1
  const walk = new TradeWalk(fills, last, bars.close[last])
  while (walk.next()) {
    trades.push({
      side: walk.side > 0 ? 'long' : 'short',
      entryIndex: walk.entryIndex,
      entryTime: bars.time[walk.entryIndex],
      entryPrice: walk.entryPrice,
      exitIndex: walk.exitIndex,
      exitTime: bars.time[walk.exitIndex],
      exitPrice: walk.exitPrice,
      quantity: walk.quantity,
      fees: walk.fees,
      pnl: walk.pnl,
      return: walk.pnl / (walk.quantity * walk.entryPrice),
      bars: walk.exitIndex - walk.entryIndex,
      exitReason: walk.exitReason,
    })
  }
  return trades
}
