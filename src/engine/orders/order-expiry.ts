import type { RestingOrder } from './resting-order.ts'

const DAY_MS = 86_400_000

/** The UTC day of a time, counted from the Unix epoch. */
export function utcDay(time: number): number {
  return Math.floor(time / DAY_MS)
}

/** An order when a bar opens at `time`: a `day` order learns its day from the first open after it was placed. */
export function withDay(order: RestingOrder, time: number): RestingOrder {
  return order.timeInForce === 'day' && order.day === undefined ? { ...order, day: utcDay(time) } : order
}

/** True when an order is over before a bar that opens at `time`. */
export function isOverBeforeOpen(order: RestingOrder, time: number): boolean {
  return order.day !== undefined && order.day !== utcDay(time)
}

/** True when an order is over once bar `index` has opened: it had its one open. */
export function isOverAfterOpen(order: RestingOrder, index: number): boolean {
  return order.timeInForce === 'ioc' && index > order.placedAt
}

/** True when an order is over at the close of bar `index`. */
export function isOverAtClose(order: RestingOrder, index: number): boolean {
  return typeof order.timeInForce === 'object' && index - order.placedAt >= order.timeInForce.bars
}
