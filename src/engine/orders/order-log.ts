import type { OrderKind, OrderRecord, OrderStatus } from '../../strategies/order.ts'
import { type NewOrder, type RestingOrder, triggerPrice } from './resting-order.ts'

type Entry = { -readonly [K in keyof OrderRecord]: OrderRecord[K] }

/** What became of every order: one record each, which changes until its order is over. */
export class OrderLog {
  private readonly entries: Entry[] = []

  /** All orders, in the order in which they were placed. */
  get records(): readonly OrderRecord[] {
    return this.entries
  }

  /** The record of an order. */
  of(id: number): OrderRecord {
    return this.entries[id - 1]
  }

  /** A new order; returns its id. */
  add(order: NewOrder, index: number): number {
    const id = this.entries.length + 1
    const { side, quantity, fraction = Number.NaN, timeInForce = 'gtc', group, reduceOnly = false, parent } = order
    const none = Number.NaN
    this.entries.push({
      ...{ id, parent, side, kind: kindOf(order), quantity, fraction },
      limit: order.kind === 'limit' || order.kind === 'touch' ? order.level : order.kind === 'stopLimit' ? order.limit : none,
      stop: stopOf(order),
      trailing: order.kind === 'trailing' ? order.distance : none,
      ...{ timeInForce, group, reduceOnly, status: 'working', placedIndex: index },
      ...{ triggeredIndex: none, endIndex: none, filledQuantity: 0, averagePrice: none, note: '' },
    })
    return id
  }

  /** An order has new terms. */
  amend(order: RestingOrder): void {
    const entry = this.entries[order.id - 1]
    entry.quantity = order.quantity
    entry.stop = stopOf(order)
    if (order.kind === 'limit' || order.kind === 'touch') entry.limit = order.level
  }

  /** A trailing stop has moved. */
  move(order: RestingOrder): void {
    this.entries[order.id - 1].stop = triggerPrice(order)
  }

  /** The stop of a stop-limit order was reached. */
  trigger(id: number, index: number): void {
    this.entries[id - 1].triggeredIndex = index
  }

  /** A part of an order, or all of it, has filled. `ordered`: what it came to in units; `filled`: positive. */
  fill(id: number, filled: number, price: number, ordered: number): void {
    const entry = this.entries[id - 1]
    if (Number.isNaN(entry.quantity)) entry.quantity = ordered
    const total = entry.filledQuantity + filled
    entry.averagePrice = entry.filledQuantity === 0 ? price : (entry.averagePrice * entry.filledQuantity + price * filled) / total
    entry.filledQuantity = total
  }

  /** An order is over. */
  end(id: number, status: Exclude<OrderStatus, 'working'>, index: number, note = ''): void {
    const entry = this.entries[id - 1]
    entry.status = status
    entry.endIndex = index
    entry.note = note
  }
}

function kindOf({ kind }: NewOrder): OrderKind {
  return kind === 'touch' ? 'limit' : kind
}

function stopOf(order: NewOrder): number {
  return order.kind === 'stop' || order.kind === 'stopLimit' || order.kind === 'trailing' ? triggerPrice(order) : Number.NaN
}
