import { DataError } from '../../base/errors.ts'
import type { OrderStatus } from '../../strategies/order.ts'
import { isOverBeforeOpen, withDay } from './order-expiry.ts'
import { OrderLog } from './order-log.ts'
import { followed, type NewOrder, type RestingOrder } from './resting-order.ts'

/** The resting orders of an exchange, with a record of what becomes of each. */
export class OrderBook {
  readonly log: OrderLog = new OrderLog()
  private resting: readonly RestingOrder[] = []

  /** Oldest first. A list that was taken earlier stays as it was. */
  get orders(): readonly RestingOrder[] {
    return this.resting
  }

  find(id: number): RestingOrder | undefined {
    return this.resting.find(order => order.id === id)
  }

  /** Adds an order on bar `index`; returns its id. */
  place(order: NewOrder, index: number): number {
    const id = this.log.add(order, index)
    this.resting = [...this.resting, { ...order, id, placedAt: index }]
    return id
  }

  /** Writes down an order that is not taken, and why; returns its id. */
  reject(order: NewOrder, index: number, note: string): number {
    const id = this.log.add(order, index)
    this.log.end(id, 'rejected', index, note)
    return id
  }

  /** Gives an order new terms; it keeps its age, and a trailing stop keeps its extreme. */
  amend(id: number, order: NewOrder): void {
    this.replace(id, resting => {
      const { placedAt, day, followedTo } = resting
      const extreme = resting.kind === 'trailing' && order.kind === 'trailing' ? { extreme: resting.extreme } : {}
      const amended: RestingOrder = { ...order, ...extreme, id, placedAt, day, followedTo }
      this.log.amend(amended)
      return amended
    })
  }

  /** Puts another order in the place of one. */
  replace(id: number, change: (order: RestingOrder) => RestingOrder): void {
    this.resting = this.resting.map(order => (order.id === id ? change(order) : order))
  }

  /** Trailing stops follow the prices of bar `index`, or what is sure of them. */
  follow(bar: { readonly high: number; readonly low: number }, index: number, which: (order: RestingOrder) => boolean = () => true): void {
    if (!this.resting.some(({ kind }) => kind === 'trailing')) return
    this.resting = this.resting.map(order => {
      if (!which(order)) return order
      const moved = followed(order, bar, index)
      if (moved !== order) this.log.move(moved)
      return moved
    })
  }

  /**
   * A bar opens: orders for a day that is over are taken out, and those that wait for their first open learn their day.
   *
   * @throws {@link DataError} `exchange/no-time` when there is an order for the day and no time.
   */
  startDay(time: number | undefined, index: number): void {
    if (!this.resting.some(({ timeInForce }) => timeInForce === 'day')) return
    if (time === undefined)
      throw new DataError('exchange/no-time', 'an order for the day waits, but the bar has no time; give openBar the time of the bar')
    this.end(order => isOverBeforeOpen(order, time), 'expired', index)
    this.resting = this.resting.map(order => withDay(order, time))
  }

  /** Takes orders out on bar `index`. */
  end(over: (order: RestingOrder) => boolean, status: Exclude<OrderStatus, 'working'>, index: number, note = ''): void {
    if (!this.resting.some(over)) return
    this.resting = this.resting.filter(order => {
      if (!over(order)) return true
      this.log.end(order.id, status, index, note)
      return false
    })
  }
}
